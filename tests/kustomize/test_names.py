"""File names of objects."""

from __future__ import annotations

from mcpgen.kustomize.names import file_names


def test_the_kind_names_the_file() -> None:
    """The kind in lower case; objects that share one carry their names too."""
    objects = [
        {"kind": kind, "metadata": {"name": name}}
        for kind, name in (("Service", "a"), ("Middleware", "a"), ("Middleware", "b"))
    ]
    assert file_names(objects) == {
        ("Service", "a"): "service.yaml",
        ("Middleware", "a"): "middleware-a.yaml",
        ("Middleware", "b"): "middleware-b.yaml",
    }
