"""Starts programs in the foreground and always ends them."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, AnyStr

from tests.tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30.0
"""Seconds that a start may take on a busy machine."""


def program(name: str) -> str:
    """The program's path; Debian keeps proxies in /usr/sbin, which is not on everyone's PATH."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        raise FileNotFoundError(f"{name} is needed and missing: run `bash .ci/setup test`")
    return found


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on, below those that the system gives to outgoing connections."""
    found: list[int] = []
    while len(found) < count:
        port = random.randint(10000, 30000)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if port not in found and probe.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
    return found


@contextmanager
def proxy(command: list[str], ports: list[int], log: Path) -> Iterator[None]:
    """Runs a proxy until the block ends; it has started when all its ports answer."""
    with log.open("wb") as output, ended(subprocess.Popen(command, stdout=output, stderr=output)) as process:
        for port in ports:
            _wait(process, port, log)
        yield


@contextmanager
def replicas(*names: str) -> Iterator[list[int]]:
    """Runs replicas until the block ends, and gives their ports."""
    with ExitStack() as stack:
        yield [int(_line(process)) for process in [stack.enter_context(_replica(name)) for name in names]]


@contextmanager
def _replica(name: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.outside.proxies.server", name]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with ended(process):
        yield process


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    with process.stdout as printed:
        return printed.readline()


@contextmanager
def ended(process: subprocess.Popen[AnyStr]) -> Iterator[subprocess.Popen[AnyStr]]:
    """Kills the process however the block ends."""
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"the proxy does not answer on port {port}:\n{log.read_text()}")
