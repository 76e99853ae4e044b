"""Small trees to plan and apply: text by path, sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.tree.guard import objections
from mcpgen.tree.header import seal
from mcpgen.tree.plan import Plan, Policy, plan
from mcpgen.tree.snapshot import survey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def tree(servers: Iterable[str], body: str = "v: 1\n") -> dict[str, str]:
    """The sealed files of a tree with these servers in one environment."""
    found = {}
    for name in servers:
        for path in (f"base/{name}/service.yaml", f"base/{name}/kustomization.yaml", f"overlays/e/{name}/kustomization.yaml"):
            found[path] = seal(path, body)
    found["overlays/e/kustomization.yaml"] = seal("overlays/e/kustomization.yaml", " ".join(servers) + "\n")
    return found


def lay(root: Path, files: dict[str, str]) -> None:
    """Writes the files as they are."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")


def seen(root: Path) -> dict[str, str]:
    """Every file under the owned folders."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for top in ("base", "overlays", "clusters")
        for path in sorted((root / top).rglob("*"))
        if path.is_file()
    }


def planned(root: Path, wanted: dict[str, str], policy: Policy | None = None) -> Plan:
    """The plan of a sync of `wanted`."""
    policy = policy or Policy(allow_delete=99)
    snapshot = survey(root, wanted)
    found = plan(wanted, snapshot, policy)
    return found.with_objections(objections(wanted, found, snapshot, policy))
