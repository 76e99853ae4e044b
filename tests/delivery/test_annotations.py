"""Annotations on single objects, for the tools that deliver the environment and for no other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mcpgen.delivery.annotations import SUBSTITUTE, WAVE, annotated
from tests.manifests.samples import server

SERVER = server()
FLUX = replace(SERVER, environment=replace(SERVER.environment, flux=True))
ARGO = replace(SERVER, environment=replace(SERVER.environment, argocd=True))
UNKNOWN = replace(SERVER, environment=replace(SERVER.environment, flux=None, argocd=None))


def subject(of_kind: str, annotations: dict[str, str] | None = None, **fields: Any) -> dict[str, Any]:
    """An object of the kind."""
    metadata: dict[str, Any] = {"name": "x"}
    if annotations is not None:
        metadata["annotations"] = annotations
    return {"apiVersion": "v1", "kind": of_kind, "metadata": metadata, **fields}


@pytest.mark.parametrize(("of_kind", "wave"), [("SecretStore", "-2"), ("ExternalSecret", "-1")])
def test_waves(of_kind: str, wave: str) -> None:
    """The store, then the secret, then everything else."""
    assert annotated(ARGO, [subject(of_kind)]) == [subject(of_kind, {WAVE: wave})]
    assert annotated(ARGO, [subject("Deployment")]) == [subject("Deployment")]


@pytest.mark.parametrize("text", ["${HOME}", "a ${x:=y} b", "$$(HOME)", "${"])
def test_what_substitution_would_change(text: str) -> None:
    """Anywhere in the object, be it a key."""
    for spec in ({"args": [text]}, {"env": [{"value": text}]}, {text: "x"}):
        assert annotated(FLUX, [subject("Deployment", spec=spec)]) == [
            subject("Deployment", {SUBSTITUTE: "disabled"}, spec=spec)
        ]


@pytest.mark.parametrize("text", ["$HOME", "$(HOME)", "100 $", "{}"])
def test_what_substitution_leaves(text: str) -> None:
    """A dollar alone needs nothing."""
    assert annotated(FLUX, [subject("Deployment", spec={"args": [text]})]) == [subject("Deployment", spec={"args": [text]})]


@pytest.mark.parametrize("other", [SERVER, UNKNOWN])
def test_other_environments(other: Any) -> None:
    """Neither where nobody delivers, nor in a base whose environments differ."""
    objects = [subject("SecretStore"), subject("Deployment", spec={"args": ["${x}"]})]
    assert annotated(other, objects) == objects


def test_the_catalogs_own_words_stay() -> None:
    """A wave that the catalog writes is not overwritten, and other annotations stay."""
    written = {WAVE: "5", "note": "mine"}
    assert annotated(ARGO, [subject("SecretStore", written)]) == [subject("SecretStore", written)]
    assert annotated(ARGO, [subject("SecretStore", {"note": "mine"})]) == [
        subject("SecretStore", {WAVE: "-2", "note": "mine"})
    ]
