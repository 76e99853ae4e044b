"""Objects as plain data: what they are called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mcpgen.manifests.objects import identity, kind, name
from mcpgen.manifests.server import objects
from tests.manifests.samples import server

WORDS = st.text("aB-.1", max_size=3)


@given(WORDS, WORDS)
def test_kind_and_name(of_kind: str, called: str) -> None:
    """Both are read where Kubernetes writes them, whatever else is there."""
    subject = {"kind": of_kind, "name": "no", "metadata": {"name": called, "kind": "no", "namespace": "no"}, "spec": {}}
    assert (kind(subject), name(subject), identity(subject)) == (of_kind, called, (of_kind, called))


def test_identities_tell_the_objects_of_a_server_apart() -> None:
    """All are named as the server is; the kind makes the difference."""
    assert [identity(subject) for subject in objects(server())] == [
        ("ServiceAccount", "x"),
        ("Service", "x"),
        ("Deployment", "x"),
        ("NetworkPolicy", "x"),
    ]
