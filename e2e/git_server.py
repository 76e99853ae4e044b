"""Bare repositories served over HTTP by git itself: `git http-backend` behind a small CGI handler on loopback."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from tests.tools import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class GitServer:
    """Where repositories are kept, and where they are served."""

    folder: Path
    url: str

    def create(self, name: str) -> str:
        """Makes an empty repository that may be pushed to, and gives its address."""
        path = self.folder / f"{name}.git"
        run("git", "init", "-q", "--bare", "--initial-branch=main", path)
        run("git", "config", "http.receivepack", "true", cwd=path)
        return f"{self.url}/{name}.git"


@contextmanager
def git_server(folder: Path) -> Iterator[GitServer]:
    """Serves the repositories below `folder` until the block ends."""
    with _Server(folder) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield GitServer(folder, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


class _Server(ThreadingHTTPServer):
    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder


class _Handler(BaseHTTPRequestHandler):
    """A request is handed to `git http-backend` as its manual says (git-http-backend(1), "ENVIRONMENT")."""

    server: _Server

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the base class's)
        with (self.server.folder / "git.log").open("a", encoding="utf-8") as log:
            log.write(format % args + "\n")

    def _answer(self, body: bytes) -> None:
        done = subprocess.run(["git", "http-backend"], input=body, env=self._environment(), capture_output=True, check=True)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(headers.pop("Status", "200 OK").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _environment(self) -> dict[str, str]:
        path, _, query = self.path.partition("?")
        return {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.server.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": self.headers.get("Content-Length", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_ADDR": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1",
        }
