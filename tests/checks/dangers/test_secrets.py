"""Which secrets a server can read."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.dangers.secrets import CLASSES
from tests.checks.dangers.samples import Object, said, subject

WIDER = "secret-scope-widened:"
PLACE = f"{WIDER} the store reads from another place:"


def store(kind: str = "SecretStore", host: str | None = None, **scope: Any) -> Object:
    """A store of Infisical."""
    infisical = {"secretsScope": {"secretsPath": "/a", "recursive": False, **scope}, **({"hostAPI": host} if host else {})}
    return subject(kind, "external-secrets.io/v1", spec={"provider": {"infisical": infisical}})


def taken(*keys: str, finds: tuple[str, ...] = (), reference: Object | None = None) -> Object:
    """An ExternalSecret of those keys, and of all that the expressions find."""
    spec: Object = {"secretStoreRef": reference or {"kind": "SecretStore", "name": "a"}}
    if keys:
        spec["data"] = [{"secretKey": key, "remoteRef": {"key": key}} for key in keys]
    if finds:
        spec["dataFrom"] = [{"find": {"name": {"regexp": each}}} for each in finds]
    return subject("ExternalSecret", "external-secrets.io/v1", spec=spec)


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (store(), store(), []),
        (store(), store(secretsPath="/"), [f"{PLACE} secretsPath was /a, and is /"]),
        (store(), store(secretsPath="/b"), [f"{PLACE} secretsPath was /a, and is /b"]),
        (store(), store(recursive=True), [f"{PLACE} recursive was false, and is true"]),
        (store(recursive=True), store(), []),
        (store(recursive=True), store(recursive=True, secretsPath="/a/b"), []),
        (store(recursive=True), store(recursive=True, secretsPath="/ab"), [f"{PLACE} secretsPath was /a, and is /ab"]),
        (store(), store(environmentSlug="prod"), [f"{PLACE} environmentSlug was not set, and is prod"]),
        (store(projectSlug="a"), store(projectSlug="b"), [f"{PLACE} projectSlug was a, and is b"]),
        (store(), store(host="https://x"), [f"{WIDER} the store asks another host: it was not set, and is https://x"]),
        (store("ClusterSecretStore"), store("ClusterSecretStore", secretsPath="/"), [f"{PLACE} secretsPath was /a, and is /"]),
        (
            store(),
            subject(
                "SecretStore",
                "external-secrets.io/v1",
                spec={"provider": {"infisical": store()["spec"]["provider"]["infisical"], "vault": {}}},
            ),
            [f"{WIDER} the store is another: vault"],
        ),
        (taken("A"), taken("A", "B"), [f"{WIDER} more secrets are taken: B"]),
        (taken("A", "B"), taken("A"), []),
        (taken(finds=(".*",)), taken("A"), []),
        (taken(finds=(".*",)), taken("/other/A"), [f"{WIDER} more secrets are taken: /other/A"]),
        (taken("A"), taken(finds=(".*",)), [f"{WIDER} whole groups of secrets are taken that were not: see `dataFrom`"]),
        (
            taken(finds=("a",)),
            taken(finds=("b",)),
            [f"{WIDER} whole groups of secrets are taken that were not: see `dataFrom`"],
        ),
        (
            taken("A"),
            taken("A", reference={"kind": "ClusterSecretStore", "name": "all"}),
            [f"{WIDER} the secrets come from another store: it was SecretStore a, and is ClusterSecretStore all"],
        ),
        (taken(), taken(*"ABCDEFGHIJKL"), [f"{WIDER} more secrets are taken: A, B, C, D, E, F, G, H, I, J and others"]),
    ],
)
def test_what_is_told(old: Object, new: Object, messages: list[str]) -> None:
    """Another place, more keys, another store; nothing where there is less to read than before."""
    assert said(CLASSES, [old], [new]) == messages


def test_what_is_new_is_not_wider() -> None:
    """A store that comes, or goes, has nothing to be held against."""
    assert said(CLASSES, [], [store(), taken("A")]) == []
    assert said(CLASSES, [store(), taken("A")], []) == []
