"""One cluster with Flux and a git server for all end-to-end tests; a failed test shows the end of every program's log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from e2e.cluster import Cluster, cluster
from e2e.definitions import install
from e2e.delivery import Delivery
from e2e.flux import flux
from e2e.git_server import GitServer, git_server
from e2e.repository import Repository
from e2e.standins import standins

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

_SHOWN = 25


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A running cluster with every custom resource definition."""
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        install(found.kubectl)
        yield found


@pytest.fixture(scope="session")
def running(bare: Cluster) -> Iterator[Cluster]:
    """The same with Flux in it, and stand-ins for what cannot be had."""
    with flux(bare), standins(bare):
        yield bare


@pytest.fixture(scope="session")
def git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GitServer]:
    """A git server."""
    with git_server(tmp_path_factory.mktemp("git")) as server:
        yield server


@pytest.fixture
def deliver(running: Cluster, git: GitServer, tmp_path: Path) -> Iterator[Callable[..., list[Delivery]]]:
    """Makes a repository of a catalog, syncs and pushes it, and hooks environments of it up; in the end they are removed."""
    made: list[Delivery] = []

    def delivered(catalog: str, *environments: str) -> list[Delivery]:
        repository = Repository.created(tmp_path / "repository", git.create(tmp_path.name), catalog)
        repository.sync()
        repository.push()
        made.extend(Delivery(running, repository, name) for name in environments)
        for each in made:
            each.bootstrap()
        return made

    yield delivered
    for each in made:
        each.remove()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds the end of every log to the report of a test that failed."""
    report = yield
    found: Any = getattr(item, "funcargs", {}).get("running") or getattr(item, "funcargs", {}).get("bare")
    if report.failed and isinstance(found, Cluster):
        report.sections += [(f"the end of {log.name}", tail(log)) for log in found.logs]
    return report


def tail(log: Path) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-_SHOWN:])
