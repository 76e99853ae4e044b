"""The RFC 6902 patch that turns one object into another, written for the person who reviews it.

jsonpatch's own `make_patch` compares lists by index and moves values about, which is short but says nothing of the intent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from orjson import OPT_SORT_KEYS, dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.manifests.objects import Object

_NAMES = ("name", "mountPath")
"""What tells the items of Kubernetes' lists apart."""


class Operation(TypedDict, total=False):
    """One operation of RFC 6902: `test`, `add`, `replace` or `remove`."""

    op: str
    path: str
    value: Any


def difference(base: Object, wanted: Object) -> list[Operation]:
    """The operations that turn `base` into `wanted`, in the order of `wanted`; none where they are equal.

    An item of a list of named things is tested for its name before it is changed, so that a patch which no longer fits its
    base fails loudly.
    """
    return list(_mapping(base, wanted, ""))


def same(left: Any, right: Any) -> bool:
    """Equality as YAML shows it: `true` is not 1, and 1 is not 1.0. (Python's are.)

    Text tells them apart at a hundredth of the time of a walk.
    """
    if left is right or left != right:
        return left is right
    return isinstance(left, str) or dumps(left, option=OPT_SORT_KEYS) == dumps(right, option=OPT_SORT_KEYS)


def _value(base: Any, wanted: Any, path: str) -> Iterator[Operation]:
    """The operations for a place that both have and that differs."""
    if isinstance(base, dict) and isinstance(wanted, dict):
        yield from _mapping(base, wanted, path)
    elif isinstance(base, list) and isinstance(wanted, list):
        yield from _list(base, wanted, path)
    else:
        yield {"op": "replace", "path": path, "value": wanted}


def _mapping(base: Object, wanted: Object, path: str) -> Iterator[Operation]:
    for key in base:
        if key not in wanted:
            yield {"op": "remove", "path": f"{path}/{_escape(key)}"}
    for key, value in wanted.items():
        if key not in base:
            yield {"op": "add", "path": f"{path}/{_escape(key)}", "value": value}
        elif not same(base[key], value):
            yield from _value(base[key], value, f"{path}/{_escape(key)}")


def _list(base: list[Any], wanted: list[Any], path: str) -> Iterator[Operation]:
    key = _key(base, wanted)
    if len(base) == len(wanted) == 1 and isinstance(base[0], dict) and not key:
        yield from _value(base[0], wanted[0], f"{path}/0")
    elif key:
        yield from _named(base, wanted, path, key)
    elif base and all(map(same, base, wanted)) and len(wanted) > len(base):
        yield from _appended(wanted[len(base) :], path)
    else:
        yield {"op": "replace", "path": path, "value": wanted}


def _key(base: list[Any], wanted: list[Any]) -> str | None:
    """The field that names every item of both lists and leaves what they share in one order; None without one."""
    for key in _NAMES:
        old, new = _names(base, key), _names(wanted, key)
        if old and new:
            kept = [name for name in old if name in set(new)]
            if kept and [name for name in new if name in set(old)] == kept:
                return key
    return None


def _names(items: list[Any], key: str) -> list[str]:
    """The items' names, where each has one of its own."""
    names = [item.get(key) if isinstance(item, dict) else None for item in items]
    texts = [name for name in names if isinstance(name, str)]
    return texts if len(set(texts)) == len(items) else []


def _named(base: list[Any], wanted: list[Any], path: str, key: str) -> Iterator[Operation]:
    """Changes in place, removals from the last index down, then additions: behind a test of what they stand before."""
    new = {item[key]: item for item in wanted}
    for index, item in enumerate(base):
        if item[key] in new and not same(item, new[item[key]]):
            yield {"op": "test", "path": f"{path}/{index}/{key}", "value": item[key]}
            yield from _mapping(item, new[item[key]], f"{path}/{index}")
    for index in range(len(base) - 1, -1, -1):
        if base[index][key] not in new:
            yield {"op": "test", "path": f"{path}/{index}/{key}", "value": base[index][key]}
            yield {"op": "remove", "path": f"{path}/{index}"}
    now = [item[key] for item in base if item[key] in new]
    for index, item in enumerate(wanted):
        if index == len(now):
            yield from _appended([item], path)
        elif item[key] != now[index]:
            yield {"op": "test", "path": f"{path}/{index}/{key}", "value": now[index]}
            yield {"op": "add", "path": f"{path}/{index}", "value": item}
        else:
            continue
        now.insert(index, item[key])


def _appended(items: list[Any], path: str) -> Iterator[Operation]:
    for item in items:
        yield {"op": "add", "path": f"{path}/-", "value": item}


def _escape(key: str) -> str:
    """A key as one step of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")
