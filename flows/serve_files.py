"""Worksheets and reports for the browser of this machine: Prefect's page may link to no file, only to an address.

Read only, two folders of the office and nothing else; papers in quarantine, which nobody has looked at, are not shown.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote, urlsplit

SHOWN = ("worksheets", "reports")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@contextlib.contextmanager
def pages(home: Path, host: str, port: int) -> Iterator[None]:
    """Serves the office's worksheets and reports for the time of the `with` block.

    Raises:
        OSError: if the port is taken.
    """
    with _Server((host, port), partial(_Pages, directory=str(home))) as server:
        server.home, server.names = home.resolve(), _names(host, port)
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


class _Server(ThreadingHTTPServer):
    """A server that knows which office it shows, and by which names it is asked; by any where there are none."""

    home: Path
    names: frozenset[str]


class _Pages(SimpleHTTPRequestHandler):
    """Gives out files of the two folders."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".xlsx": SHEET, ".json": "application/json"}
    server_version, sys_version = "parakh", ""

    server: _Server

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The head of the answer; only what lies in the folders shown is there at all."""
        names = self.server.names
        if names and self.headers.get("Host", "") not in names:  # a page of elsewhere that calls itself ours
            self.send_error(HTTPStatus.FORBIDDEN, "This address is not known by that name")
            return None
        if not self._is_shown():
            self.send_error(HTTPStatus.NOT_FOUND, "There is no such worksheet or report")
            return None
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> BytesIO | None:
        """The names in a folder as links, without those that are not shown."""
        folder = Path(path)
        try:
            found = sorted(it.name + "/" * it.is_dir() for it in folder.iterdir() if not it.name.startswith("."))
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, "This folder cannot be opened")
            return None
        links = "".join(f'<li><a href="{escape(quote(it))}">{escape(it)}</a></li>\n' for it in found)
        page = f'<!doctype html><meta charset="utf-8"><title>{escape(folder.name)}</title>\n'
        sent = f"{page}<h1>{escape(folder.name)}</h1>\n<ul>\n{links}</ul>\n".encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        return BytesIO(sent)

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
        home = self.server.home
        return home.joinpath(*parts).resolve().is_relative_to(home / parts[0])  # no link leads out
