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

PLAN = Path(__file__).with_name("prefect.yaml")
"""The file of the deployments: here a link to the one that `prefect deploy` finds, so that it is installed too."""


def main() -> int:
    """Makes what is not there yet, and brings the rest to what the file says."""
    with get_client(sync_client=True) as client:
        for name in (POOL, HELPERS):
            try:
                client.create_work_pool(WorkPoolCreate(name=name, type="process"))
            except ObjectAlreadyExists:
                continue
    close_dead_runs()
    command = (sys.executable, "-P", "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(PLAN))
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
