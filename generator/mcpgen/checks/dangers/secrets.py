"""Which secrets a server can read. Names and paths are told, never a value: git has none.

Source: external-secrets.io, "Infisical" and "ExternalSecret".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcpgen.checks.dangers.danger import Class, Danger, Severity, of
from mcpgen.checks.pods import items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.dangers.transition import Transition
    from mcpgen.manifests.objects import Object

_SCOPE = ("projectSlug", "environmentSlug", "secretsPath", "recursive")
_REMEDY = "make sure that the server is meant to read them: whoever is in it can"


def _widened(transition: Transition) -> Iterator[Danger]:
    for pair in transition.of_kind("SecretStore", "ClusterSecretStore"):
        if pair.old is not None and pair.new is not None:
            yield from (of(pair, message, _REMEDY) for message in _store(pair.old, pair.new))
    for pair in transition.of_kind("ExternalSecret"):
        if pair.old is not None and pair.new is not None:
            yield from (of(pair, message, _REMEDY) for message in _taken(pair.old, pair.new))


def _store(old: Object, new: Object) -> Iterator[str]:
    was, now = (mapping(each, "spec", "provider", "infisical") for each in (old, new))
    before, after = mapping(was, "secretsScope"), mapping(now, "secretsScope")
    for key in _SCOPE:
        if before.get(key) != after.get(key) and not _narrower(key, before, after):
            yield f"the store reads from another place: {key} was {_shown(before.get(key))}, and is {_shown(after.get(key))}"
    if was.get("hostAPI") != now.get("hostAPI"):
        yield f"the store asks another host: it was {_shown(was.get('hostAPI'))}, and is {_shown(now.get('hostAPI'))}"
    others = [each for each in mapping(new, "spec", "provider") if each not in mapping(old, "spec", "provider")]
    if others:
        yield f"the store is another: {', '.join(others)}"


def _narrower(key: str, old: Object, new: Object) -> bool:
    """True where the change takes secrets away and adds none: a folder below a recursive one, or no longer recursive."""
    if key == "recursive":
        return not new.get(key)
    folder = str(old.get("secretsPath") or "/").rstrip("/")
    return key == "secretsPath" and bool(old.get("recursive")) and str(new.get(key)).startswith(f"{folder}/")


def _taken(old: Object, new: Object) -> Iterator[str]:
    was, now = mapping(old, "spec"), mapping(new, "spec")
    if _store_of(was) != _store_of(now):
        yield f"the secrets come from another store: it was {_store_of(was)}, and is {_store_of(now)}"
    keys = [key for key in _keys(now) if key not in _keys(was)]
    if keys and not (_everything(was) and all("/" not in key for key in keys)):
        yield f"more secrets are taken: {', '.join(keys[:10])}{' and others' if len(keys) > 10 else ''}"
    finds = [each for _, each in items(now, "dataFrom") if each not in [one for _, one in items(was, "dataFrom")]]
    if finds:
        yield "whole groups of secrets are taken that were not: see `dataFrom`"


def _everything(spec: Object) -> bool:
    return any(mapping(each, "find", "name").get("regexp") == ".*" for _, each in items(spec, "dataFrom"))


def _keys(spec: Object) -> list[str]:
    return [str(mapping(each, "remoteRef").get("key")) for _, each in items(spec, "data")]


def _store_of(spec: Object) -> str:
    reference = mapping(spec, "secretStoreRef")
    return f"{reference.get('kind', 'SecretStore')} {reference.get('name')}"


def _shown(value: Any) -> str:
    return "not set" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


CLASSES = (Class("secret-scope-widened", Severity.HIGH, "a server can read other or more secrets", _widened),)
