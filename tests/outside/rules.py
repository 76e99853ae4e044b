"""The rules in CEL of a structural schema, judged by an evaluator written in Rust.

A rule that it cannot evaluate raises: no rule goes unjudged in silence. Rules about a change (`oldSelf`) judge no new object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cel

if TYPE_CHECKING:
    from collections.abc import Iterator


def broken(schema: dict[str, Any], subject: Any) -> list[str]:
    """Path and message of each rule that the subject breaks, once its defaults are filled in as an API server does."""
    return [
        f"{'.'.join(map(str, path))}: {rule.get('message', rule['rule'])}"
        for path, rule, value in _rules(schema, defaulted(schema, subject), ())
        if cel.evaluate(rule["rule"], {"self": value}) is not True
    ]


def defaulted(schema: dict[str, Any], value: Any) -> Any:
    """The value with what the schema says of fields that are left out."""
    if isinstance(value, list):
        return [defaulted(schema.get("items", {}), each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {name: defaulted(_below(schema, name), each) for name, each in value.items()}
    left_out = {name: each for name, each in schema.get("properties", {}).items() if name not in found and "default" in each}
    return {**found, **{name: defaulted(each, each["default"]) for name, each in left_out.items()}}


def _rules(schema: dict[str, Any], value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[Any, dict[str, Any], Any]]:
    for rule in schema.get("x-kubernetes-validations", ()):
        if "oldSelf" not in rule["rule"]:
            yield path, rule, value
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _rules(_below(schema, name), each, (*path, name))
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _rules(schema.get("items", {}), each, (*path, number))


def _below(schema: dict[str, Any], name: str) -> dict[str, Any]:
    """The schema of a field, or of all fields that have no name of their own."""
    others = schema.get("additionalProperties")
    found: dict[str, Any] = schema.get("properties", {}).get(name) or (others if isinstance(others, dict) else {})
    return found
