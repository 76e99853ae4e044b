"""The prune guard: how many servers one sync may remove."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcpgen.tree.plan import Plan, Policy
    from mcpgen.tree.snapshot import Snapshot


def objections(wanted: Mapping[str, str], plan: Plan, snapshot: Snapshot, policy: Policy) -> list[str]:
    """Why the plan removes too much, a line each; none where it may go on.

    A folder of servers (base, or an environment) may lose the larger of one server and a tenth; more needs
    `--allow-delete` with the number of servers that go.
    """
    if not policy.prune:
        return []
    if not wanted and snapshot.servers:
        return ["the catalog asks for no file at all: an empty catalog never removes what is there"]
    gone = {change.path.removesuffix("/kustomization.yaml") for change in plan.deletes} & snapshot.servers
    names = sorted({folder.rpartition("/")[2] for folder in gone})
    if not _too_many(gone, snapshot.servers) or len(names) <= policy.allow_delete:
        return []
    shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
    return [
        f"{len(names)} servers would be removed, more than one and more than a tenth: {shown}",
        f"if that is meant, run it again with --allow-delete {len(names)}",
    ]


def _too_many(gone: set[str], present: frozenset[str]) -> bool:
    before: dict[str, int] = defaultdict(int)
    lost: dict[str, int] = defaultdict(int)
    for folder in present:
        before[folder.rpartition("/")[0]] += 1
    for folder in gone:
        lost[folder.rpartition("/")[0]] += 1
    return any(count > max(1, before[parent] / 10) for parent, count in lost.items())
