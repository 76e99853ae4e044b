"""Kustomizations: of a unit, of the environment itself, and their shards."""

from __future__ import annotations

import pytest

from mcpgen.delivery.flux.kustomization import SHARD, root, shard_of, unit
from tests.delivery.samples import LABELS, site_of

SOURCE = {"kind": "GitRepository", "name": "production"}
PACE = {"interval": "10m0s", "retryInterval": "1m0s", "timeout": "5m0s"}


def test_unit() -> None:
    """One server: it waits until all is ready, prunes, and takes its objects along when it goes."""
    found = site_of("flux: {}")
    assert unit(found, found.units[0]) == {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": "production-a", "namespace": "flux-system", "labels": LABELS},
        "spec": {**PACE, "path": "./overlays/production/a", "prune": True, "wait": True, "sourceRef": SOURCE},
    }


def test_root() -> None:
    """It applies the folder that it stands in, and waits for no server."""
    assert root(site_of("flux: {}"), "clusters/production/flux") == {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": "production", "namespace": "flux-system", "labels": LABELS},
        "spec": {**PACE, "path": "./clusters/production/flux", "prune": True, "wait": False, "sourceRef": SOURCE},
    }


def test_secrets_are_checked() -> None:
    """Ready or failed as their conditions say, only where there are such objects and something waits for them."""
    found = site_of("flux: {}", a="secret: {create: true}", b="secret: {create: true, keys: [K], store: {name: s}}", c="")
    checks = [unit(found, each)["spec"].get("healthCheckExprs", []) for each in found.units]
    assert [[check["kind"] for check in each] for each in checks] == [
        ["SecretStore", "ExternalSecret"],
        ["ExternalSecret"],
        [],
    ]
    assert checks[1] == [
        {
            "apiVersion": "external-secrets.io/v1",
            "kind": "ExternalSecret",
            "current": "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
            "failed": "status.conditions.exists(e, e.type == 'Ready' && e.status == 'False')",
        }
    ]
    impatient = site_of("flux: {wait: false}", a="secret: {create: true}")
    assert "healthCheckExprs" not in unit(impatient, impatient.units[0])["spec"]


@pytest.mark.parametrize(
    ("written", "policy"),
    [
        ("grouping: server, flux: {}", None),
        ("grouping: group, flux: {}", "Orphan"),
        ("grouping: environment, flux: {}", "Orphan"),
        ("grouping: server, flux: {deletionPolicy: Orphan}", "Orphan"),
        ("grouping: group, flux: {deletionPolicy: MirrorPrune}", "MirrorPrune"),
    ],
)
def test_what_becomes_of_objects(written: str, policy: str | None) -> None:
    """A unit of several servers leaves them running when it goes: they may have moved to another."""
    found = site_of(written)
    assert unit(found, found.units[0])["spec"].get("deletionPolicy") == policy


def test_shards() -> None:
    """Every unit has one; a shard more moves only the units that it takes."""
    names = [f"production-{number}" for number in range(200)]
    before = {name: shard_of(name, ["one", "two"]) for name in names}
    after = {name: shard_of(name, ["two", "one", "three"]) for name in names}
    assert set(before.values()) == {"one", "two"}
    assert {after[name] for name in names if after[name] != before[name]} == {"three"}
    assert 40 < sum(after[name] == "three" for name in names) < 100
    found = site_of("flux: {shards: [one, two]}")
    assert unit(found, found.units[0])["metadata"]["labels"] == {**LABELS, SHARD: shard_of("production-a", ["one", "two"])}
    assert SHARD not in root(found, "x")["metadata"]["labels"]
