"""Small catalogs for the stages, a store in memory, and a clock against work that never ends."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mcpgen.catalog.resolve import catalog
from mcpgen.catalog.source import read
from mcpgen.stages.server import Rendered, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import FrameType

    from mcpgen.catalog.resolve import Catalog

BUDGET = {
    "apiVersion": "policy/v1",
    "kind": "PodDisruptionBudget",
    "metadata": {
        "name": "a",
        "namespace": "mcp",
        "labels": {
            "app.kubernetes.io/name": "a",
            "app.kubernetes.io/instance": "a",
            "app.kubernetes.io/component": "mcp-server",
            "app.kubernetes.io/part-of": "mcp",
            "app.kubernetes.io/managed-by": "mcpgen",
        },
    },
    "spec": {
        "maxUnavailable": 1,
        "unhealthyPodEvictionPolicy": "AlwaysAllow",
        "selector": {"matchLabels": {"app.kubernetes.io/name": "a", "app.kubernetes.io/instance": "a"}},
    },
}
"""The PodDisruptionBudget of the server `a` of such a catalog."""


def small(fields: str = "", *, production: str = "", staging: str = "") -> str:
    """The text of a catalog with the server `a`: from line 8 on its `fields`, and what each environment's line ends with."""
    return f"""\
environments:
  production: {{namespace: mcp, domain: example.com{production}}}
  staging: {{namespace: mcp, domain: staging.example.com{staging}}}
mcp:
  a:
    image: {{repository: org/a, tag: v1}}
    port: 8000
{fields}"""


def another(name: str, fields: str = "") -> str:
    """Four lines more of a catalog, and `fields`: one more server."""
    return f"  {name}:\n    image: {{repository: org/{name}, tag: v1}}\n    port: 8000\n    owner: team\n{fields}"


def load(text: str) -> Catalog:
    """The catalog of that text, as `catalog.yaml` in the working folder, so that places in messages are short."""
    path = Path("catalog.yaml")
    path.write_text(text, encoding="utf-8")
    return catalog(read(path))


def rendered(text: str, name: str = "a") -> Rendered:
    """One server of the catalog of that text, which some environment enables."""
    found = render(load(text), name)
    assert found is not None
    return found


class Shelf:
    """A store that forgets nothing, and says what it was asked to keep."""

    def __init__(self) -> None:
        """An empty one."""
        self.entries: dict[bytes, bytes] = {}
        self.used: set[bytes] = set()

    def recall(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is there under those of the keys that it has."""
        return {key: self.entries[key] for key in keys if key in self.entries}

    def keep(self, new: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        """Puts the new entries beside the others."""
        self.entries |= new
        self.used |= set(used)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in what takes longer: a test that would hang fails instead."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not done within {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
