"""Tells Prefect's server of the office's flows: work pools, and the deployments of `prefect.yaml`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectAlreadyExists

from flows.helpers import close_dead_runs
from flows.prefect_home import HELPERS, POOL

PLAN = "prefect.yaml"


def plan() -> Path:
    """The file of the deployments: beside the rooms, or within this one where Parakh is installed as a package."""
    here = Path(__file__).resolve().parent
    return next((it for it in (here.parent / PLAN, here / PLAN) if it.exists()), here.parent / PLAN)


def main() -> int:
    """Makes what is not there yet, and brings the rest to what the file says."""
    with get_client(sync_client=True) as client:
        for name in (POOL, HELPERS):
            try:
                client.create_work_pool(WorkPoolCreate(name=name, type="process"))
            except ObjectAlreadyExists:
                continue
    close_dead_runs()
    command = (sys.executable, "-P", "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(plan()))
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
