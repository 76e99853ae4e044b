"""The same work on many servers, shared out over forked processes: servers do not depend on each other."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.connection import wait
from traceback import format_exception
from typing import TYPE_CHECKING, Any, cast

from mcpgen.errors import McpgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from types import TracebackType

_CHUNK = 16
_WORTH_IT = 64
"""Below this many servers, forking takes longer than it saves."""


class Lost(McpgenError):
    """A worker ended without a word, as when the machine runs out of memory."""


def shared_out(work: Callable[[Sequence[str]], Any], names: Sequence[str], workers: int) -> Iterator[Any]:
    """`work(chunk)` for chunks that together are `names`, in no order.

    `workers` is the number of processes; with one, or few names, everything happens here. What `work` raises is raised here.
    """
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    if workers < 2 or len(names) < _WORTH_IT:
        yield from map(work, chunks)
        return
    context = get_context("fork")
    readers = []
    processes = []
    for number in range(workers):
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(work, chunks[number::workers], writer), daemon=True)
        process.start()
        writer.close()
        readers.append(reader)
        processes.append(process)
    yield from _received(readers, len(chunks))
    for process in processes:
        process.join()


def _run(work: Callable[[Sequence[str]], Any], chunks: Sequence[Sequence[str]], writer: Connection) -> None:
    """In a worker: sends each result, or the error that ended the work."""
    with _Telling(writer):
        for chunk in chunks:
            writer.send(work(chunk))


class _Telling:
    """Sends what ends a worker's work to the parent: an error of ours as it is, a bug as its traceback."""

    def __init__(self, writer: Connection) -> None:
        self._writer = writer

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        if isinstance(error, Exception):
            told = error if isinstance(error, McpgenError) else RuntimeError("".join(format_exception(kind, error, trace)))
            self._writer.send(told)
        return isinstance(error, Exception)


def _received(readers: list[Connection], expected: int) -> Iterator[Any]:
    """Results as they come, until `expected` are here. A worker's end closes its reader."""
    open_readers = list(readers)
    while expected:
        if not open_readers:
            raise Lost("a worker process was killed: give it more memory, or use --jobs 1")
        for reader in wait(open_readers):
            try:
                result = cast("Connection", reader).recv()
            except (EOFError, OSError):  # OSError: it was killed in the middle of a result
                open_readers = [each for each in open_readers if each is not reader]
                continue
            if isinstance(result, Exception):
                raise result
            expected -= 1
            yield result
