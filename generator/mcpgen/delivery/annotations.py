"""Annotations by which Flux and Argo CD treat single objects of a server rightly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mcpgen.manifests.objects import kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

WAVE = "argocd.argoproj.io/sync-wave"
SUBSTITUTE = "kustomize.toolkit.fluxcd.io/substitute"

_WAVES = {"SecretStore": "-2", "ExternalSecret": "-1"}
"""Argo CD applies a wave once the one before is healthy: the store, the secret, then all that reads it."""

_SUBSTITUTED = ("${", "$$")
"""What Flux' variable substitution changes: `${x}` into a value or nothing, `$$` into `$`."""


def annotated(server: Server, objects: Sequence[Object]) -> list[Object]:
    """`objects` with the annotations that the environment's delivery asks for; what the catalog says itself stays."""
    return [_with(subject, dict(_words(server, subject))) for subject in objects]


def _words(server: Server, subject: Object) -> Iterator[tuple[str, str]]:
    if server.environment.argocd and kind(subject) in _WAVES:
        yield WAVE, _WAVES[kind(subject)]
    if server.environment.flux and _holds(subject):
        yield SUBSTITUTE, "disabled"


def _with(subject: Object, words: dict[str, str]) -> Object:
    if not words:
        return subject
    metadata = subject["metadata"]
    return {**subject, "metadata": {**metadata, "annotations": {**words, **(metadata.get("annotations") or {})}}}


def _holds(subject: Object) -> bool:
    """True where some text would not come through substitution as it is; looked for in one text, for speed."""
    text = json.dumps(subject, ensure_ascii=False)
    return any(mark in text for mark in _SUBSTITUTED)
