"""Work shared out over processes: all of it comes back, and what goes wrong in a worker is heard of."""

from __future__ import annotations

import multiprocessing
import os
import signal
from functools import partial
from typing import TYPE_CHECKING

import pytest

from mcpgen.errors import Invalid, McpgenError, Place, Problem
from mcpgen.kustomize.build import Unproven
from mcpgen.stages.crew import Lost, shared_out
from tests.stages.samples import within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""pytest-xdist runs a thread of its own in the process that a test forks; mcpgen has none."""

MANY = [f"s{number}" for number in range(600)]
PROBLEM = Problem(Place("catalog.yaml", 3, 5), "mcp.s300", "wrong", "mend it")


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    """Work that hangs fails."""
    with within(60):
        yield


def names_of(chunk: Sequence[str]) -> list[str]:
    """The work itself: the chunk as it came."""
    return list(chunk)


def process_of(_chunk: Sequence[str]) -> int:
    """The process that did the work."""
    return os.getpid()


def fails(error: Exception, at: str, chunk: Sequence[str]) -> list[str]:
    """Work that one name is too much for."""
    if at in chunk:
        raise error
    return list(chunk)


def dies(die: Callable[[], None], at: str, chunk: Sequence[str]) -> list[str]:
    """Work that one name kills the process of."""
    if at in chunk:
        die()
    return list(chunk)


def killed() -> None:
    """What the kernel does to a process when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("workers", [0, 1, 2, 3, 7, 64])
@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 63, 64, 65, 600])
def test_every_name_is_worked_on_once(count: int, workers: int) -> None:
    """However many names, in however many processes: the chunks together are the names, and none is empty or too long."""
    chunks = list(shared_out(names_of, MANY[:count], workers))
    assert sorted(name for chunk in chunks for name in chunk) == sorted(MANY[:count])
    assert all(1 <= len(chunk) <= 16 for chunk in chunks)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("count", "workers", "processes"), [(600, 1, 0), (63, 4, 0), (64, 2, 2), (600, 3, 3), (64, 9, 4)])
def test_where_the_work_is_done(count: int, workers: int, processes: int) -> None:
    """Here where there is little to do or one process to do it; otherwise in as many as were asked for and find work."""
    found = set(shared_out(process_of, MANY[:count], workers))
    assert found == {os.getpid()} if processes == 0 else (len(found) == processes and os.getpid() not in found)


def test_results_larger_than_a_pipe_holds() -> None:
    """Workers that wait to be heard are heard, also when all have much to say."""
    sizes = [len(each) for each in shared_out(lambda _: b"x" * 1_000_000, MANY, 4)]
    assert sizes == [1_000_000] * 38


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("at", ["s0", "s300", "s599"])
@pytest.mark.parametrize(
    "error", [McpgenError("told"), Unproven("please report this"), Invalid([PROBLEM])], ids=lambda each: type(each).__name__
)
def test_what_work_raises_is_raised_here(error: McpgenError, at: str, workers: int) -> None:
    """An error of ours is the same error in any number of processes, with all that it carries."""
    with pytest.raises(type(error)) as raised:
        list(shared_out(partial(fails, error, at), MANY, workers))
    assert type(raised.value) is type(error)
    assert raised.value.code == error.code
    assert vars(raised.value) == vars(error)


@pytest.mark.parametrize("error", [McpgenError("told"), Unproven("please report this")], ids=lambda each: type(each).__name__)
def test_the_words_of_an_error_survive_the_way(error: McpgenError) -> None:
    """What a user reads is what the worker said."""
    with pytest.raises(McpgenError) as raised:
        list(shared_out(partial(fails, error, "s300"), MANY, 2))
    assert str(raised.value) == str(error)


@pytest.mark.parametrize("at", ["s0", "s300", "s599"])
@pytest.mark.parametrize("workers", [2, 3])
@pytest.mark.parametrize("die", [killed, partial(os._exit, 0), partial(os._exit, 1)], ids=["killed", "exit 0", "exit 1"])
def test_a_worker_that_ends_without_a_word(die: Callable[[], None], at: str, workers: int) -> None:
    """It is an error that says what to do, never a wait without end."""
    with pytest.raises(Lost) as raised:
        list(shared_out(partial(dies, die, at), MANY, workers))
    assert str(raised.value) == "a worker process was killed: give it more memory, or use --jobs 1"
    assert int(raised.value.code) == 5


def test_the_work_of_the_living_comes_first() -> None:
    """One of two workers dies at once: every chunk of the other is there before the error is."""
    results = shared_out(partial(dies, killed, "s0"), MANY, 2)
    found = [next(results) for _ in range(19)]
    assert found == [MANY[start : start + 16] for start in range(16, 600, 32)]
    with pytest.raises(Lost):
        next(results)
