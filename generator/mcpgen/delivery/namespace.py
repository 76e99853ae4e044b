"""The labels of an environment's namespace: what Pod Security (kubernetes.io, "Pod Security Standards") does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.delivery.names import labels

if TYPE_CHECKING:
    from mcpgen.delivery.site import Site

_PREFIX = "pod-security.kubernetes.io"


def namespace_labels(site: Site) -> dict[str, str]:
    """Warnings at the level that every server meets by default; a level is enforced only where the catalog says so.

    The namespace may hold pods of others, and an enforced level would refuse them.
    """
    written = site.delivery.namespace
    level = written.pod_security or "restricted"
    modes = ("enforce", "audit", "warn") if written.pod_security else ("audit", "warn")
    return {**labels(site.environment), **{f"{_PREFIX}/{mode}": level for mode in modes}, **written.labels}
