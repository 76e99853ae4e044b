"""What earlier syncs worked out of each server, found again by all that it was worked out from.

A part is kept under a key of what the catalog says of its server and of all servers. Where the server stands in the catalog is
left out, but for delivery: a line more above it changes nothing that is written. A part with problems is never kept.
"""

from __future__ import annotations

import io
import pickle
import zlib
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Protocol

from mcpgen.catalog.automation import ImageAutomation
from mcpgen.checks.routes import Route
from mcpgen.delivery.member import Automated, Member, Written
from mcpgen.errors import Place
from mcpgen.manifests.objects import spelled
from mcpgen.stages.delivery import Census
from mcpgen.stages.gathered import Gathered
from mcpgen.stages.said import said, said_of_all
from mcpgen.yaml.nodes import Map, Seq

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mcpgen.catalog.resolve import Catalog

_WORTH_IT = 64
"""Below this many servers, working them out takes no longer than the start of the program."""

_KINDS = (Gathered, Census, Member, Written, Automated, ImageAutomation, Place, Route)
"""The classes of everything in a part without problems."""

_BROKEN = (zlib.error, pickle.UnpicklingError, EOFError, AttributeError, LookupError, TypeError, ValueError)
"""What unpacking raises for bytes that were not packed here."""


class Store(Protocol):
    """Where parts outlive a run. A store that cannot be read or written is an empty one."""

    def recall(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is kept under those of the keys that it has."""

    def keep(self, new: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        """Keeps `new`; what is neither new nor used may be forgotten."""


def keys(whole: Catalog) -> dict[str, bytes]:
    """Server → key, for the servers of a catalog that is worth remembering."""
    if len(whole.names) < _WORTH_IT:
        return {}
    own, placed = said(whole.source), bool(whole.deliveries)
    common = _hash(_spelled(said_of_all(whole.source), placed=placed))
    return {name: _hash(common + _spelled([name, own[name]], placed=placed)) for name in whole.names}


def packed(part: Gathered) -> bytes:
    """A part as bytes."""
    return zlib.compress(pickle.dumps(part), 1)


def unpacked(data: bytes) -> Gathered | None:
    """The part again; None for bytes that are damaged."""
    try:
        found = _Unpickler(io.BytesIO(zlib.decompress(data))).load()
    except _BROKEN:
        return None
    return found if isinstance(found, Gathered) else None


class _Unpickler(pickle.Unpickler):
    """Makes what a part is made of, and nothing else that bytes may name."""

    def find_class(self, module: str, name: str) -> Any:
        for kind in _KINDS:
            if (kind.__module__, kind.__qualname__) == (module, name):
                return kind
        raise pickle.UnpicklingError(f"{module}.{name} is in no part")


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()


def _spelled(value: Any, *, placed: bool) -> bytes:
    """What the catalog says, and where, if that counts. Places are larger than the numbers of JSON."""
    return spelled(value) + (repr(_places(value)).encode() if placed else b"")


def _places(value: Any) -> list[Any]:
    """Where everything below the value stands. What delivery keeps of a server, and writes, names lines of the catalog."""
    found: list[Any] = []
    waiting = [value]
    while waiting:
        node = waiting.pop()
        inner = node.values() if isinstance(node, dict) else node
        waiting += [each for each in inner if isinstance(each, dict | list)]
        if isinstance(node, Map | Seq):
            found += [node.file, *(node.marks.values() if isinstance(node, Map) else node.marks)]
    return found
