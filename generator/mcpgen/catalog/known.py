"""How much of a field's path the catalog has a word for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin

from mcpgen.catalog.fields import Block
from mcpgen.catalog.server import Settings

if TYPE_CHECKING:
    from mcpgen.catalog.origin import FieldPath


def known(path: FieldPath) -> tuple[FieldPath, bool]:
    """The longest start of `path` that names a field of a server, and whether that start holds a value, not a block.

    What lies in a mapping of Kubernetes' own words is known as deep as it goes.
    """
    shape: Any = Settings
    for depth, step in enumerate(path):
        inner = _entry(shape, step)
        if inner is None:
            return path[:depth], not _is_block(shape)
        shape = inner
    return path, True


def _entry(shape: Any, step: str | int) -> Any:
    """The shape of one entry of a field; None where the model has no such entry."""
    shape = _bare(shape)
    if _is_block(shape):
        names = {field.alias: field.annotation for field in shape.model_fields.values()}
        return names.get(str(step), Any if shape.model_config.get("extra") == "allow" else None)
    if shape is Any:
        return Any
    if get_origin(shape) in {list, dict}:
        return get_args(shape)[-1]
    return None


def _is_block(shape: Any) -> bool:
    bare = _bare(shape)
    return isinstance(bare, type) and issubclass(bare, Block)


def _bare(shape: Any) -> Any:
    """A type without `| None` and without the checks that are annotated to it."""
    while True:
        members = [each for each in get_args(shape) if each is not type(None)]
        if hasattr(shape, "__metadata__"):
            shape = shape.__origin__
        elif len(members) == 1 and get_origin(shape) not in {list, dict}:
            shape = members[0]
        else:
            return shape
