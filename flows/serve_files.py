"""Worksheets and reports for the browser of this machine: Prefect's page may link to no file, only to an address.

Read only, two folders of the office and nothing else; papers in quarantine, which nobody has looked at, are not shown.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

SHOWN = ("worksheets", "reports")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@contextlib.contextmanager
def pages(home: Path, host: str, port: int) -> Iterator[None]:
    """Serves the office's worksheets and reports for the time of the `with` block.

    Raises:
        OSError: if the port is taken.
    """
    handler = partial(_Pages, directory=str(home), names=_names(host, port))
    with ThreadingHTTPServer((host, port), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, name="pages", daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def _names(host: str, port: int) -> frozenset[str]:
    """What a browser calls this machine; of an address on the network any name will do."""
    if host not in {"127.0.0.1", "localhost", "::1"}:
        return frozenset()
    return frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))


class _Pages(SimpleHTTPRequestHandler):
    """Gives out files of the two folders."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".xlsx": SHEET, ".json": "application/json"}
    server_version, sys_version = "parakh", ""

    def __init__(self, *arguments: object, directory: str, names: frozenset[str]) -> None:
        self._home = Path(directory).resolve()
        self._names = names
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # what socketserver passes on

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The head of the answer; only what lies in the folders shown is there at all."""
        if (
            self._names and self.headers.get("Host", "") not in self._names
        ):  # a page of elsewhere that calls itself ours
            self.send_error(HTTPStatus.FORBIDDEN, "This address is not known by that name")
            return None
        if not self._is_shown():
            self.send_error(HTTPStatus.NOT_FOUND, "There is no such worksheet or report")
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """No script runs in what is shown, and nothing is kept by the browser: the next appraisal writes it anew."""
        self.send_header("Content-Security-Policy", "default-src 'self' 'unsafe-inline' data:; script-src 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: who looked at what is no matter of the log."""

    def _is_shown(self) -> bool:
        parts = [it for it in unquote(urlsplit(self.path).path).split("/") if it]
        if not parts or parts[0] not in SHOWN or any(it.startswith(".") for it in parts):
            return False
        return self._home.joinpath(*parts).resolve().is_relative_to(self._home / parts[0])  # no link leads out
