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

from mcpgen.manifests.objects import spelled
from mcpgen.stages.gathered import Gathered
from mcpgen.stages.said import said, said_of_all
from mcpgen.yaml.nodes import Map, Seq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mcpgen.catalog.resolve import Catalog

_WORTH_IT = 64
"""Below this many servers, working them out takes no longer than the start of the program."""


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
    source = whole.source
    places = list(_places([source.top, list(source.servers.values())])) if whole.deliveries else []
    common = _hash(spelled([said_of_all(source), places]))
    own = said(source)
    return {name: _hash(common + spelled([name, own[name]])) for name in whole.names}


def packed(part: Gathered) -> bytes:
    """A part as bytes."""
    return zlib.compress(pickle.dumps(part), 1)


def unpacked(data: bytes) -> Gathered | None:
    """The part again; None for bytes that are damaged."""
    try:
        found = _Unpickler(io.BytesIO(zlib.decompress(data))).load()
    except (zlib.error, pickle.UnpicklingError, EOFError):
        return None
    return found if isinstance(found, Gathered) else None


class _Unpickler(pickle.Unpickler):
    """Makes mcpgen's own values, and nothing else that bytes may name."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith("mcpgen.") else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no value of mcpgen's")
        return found


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()


def _places(node: Any) -> Iterator[Any]:
    """Where everything below the node stands. What delivery keeps of a server, and writes, names lines of the catalog."""
    if isinstance(node, Map | Seq):
        yield node.file, list(node.marks.values()) if isinstance(node, Map) else node.marks
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _places(inner)
