"""Objects that no schema has seen, as hands and history have them: every class, and every report, copes with any shape."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mcpgen.checks.dangers.classes import dangers
from mcpgen.pipeline import render
from mcpgen.report.plan import plan_json, plan_text
from mcpgen.report.plan_markdown import plan_markdown
from mcpgen.stages.outlook import Foreseen, Outlook, Threat
from tests.checks.dangers.samples import subject, transition
from tests.tools import ROOT

PAGES = sorted((ROOT / "docs/controllers").glob("*.yaml"))
OTHERS = (
    subject("CiliumNetworkPolicy", "cilium.io/v2", spec={"egress": [{"toFQDNs": []}]}),
    subject(
        "StatefulSet", "apps/v1", spec={"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete"}, "template": {}}
    ),
    subject("PersistentVolumeClaim", spec={"accessModes": ["ReadWriteOnce"]}),
    subject("Namespace", labels={"pod-security.kubernetes.io/enforce": "restricted"}),
    subject("ConfigMap", immutable=True, data={"a": "b"}),
    subject("Secret", data={"a": "b"}, stringData={"c": "d"}),
    subject(
        "SecretStore", "external-secrets.io/v1", spec={"provider": {"infisical": {"secretsScope": {"secretsPath": "/a"}}}}
    ),
    subject(
        "ExternalSecret", "external-secrets.io/v1", spec={"data": [{"remoteRef": {"key": "a"}}], "dataFrom": [{"find": {}}]}
    ),
)
ODD: Any = st.sampled_from([None, True, 0, 1.5, "x", "10.0.0.0/8", [], {}, ["x"], [1], [None], [[]], {"a": 1}, [{"a": []}]])
KEPT = {"apiVersion", "kind", "metadata"}
"""What the reader of files makes sure of: an object has these, and a name in the last."""


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything in a value."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for step, inner in entries for each in places(inner, (*path, step)))]


def put(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """A copy of the value with `odd` at the path."""
    found = json.loads(json.dumps(value))
    here = found
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = odd
    return found


@st.composite
def twisted(draw: st.DrawFn, objects: list[Any]) -> list[Any]:
    """The objects with something odd at some places of each."""
    found = []
    for each in objects:
        whole = each
        for _ in range(draw(st.integers(0, 2))):
            free = [
                path
                for path in places(whole)
                if (path and path[0] not in KEPT) or path[:2] in {("metadata", "annotations"), ("metadata", "labels")}
            ]
            if free:
                whole = put(whole, draw(st.sampled_from(free)), draw(ODD))
        found.append(whole)
    return found


def everything() -> list[Any]:
    """All objects that mcpgen writes for any controller, each once, and others."""
    found = [each for page in PAGES for each in (*render(page, "production", None), *OTHERS)]
    return list({json.dumps(each): json.loads(json.dumps(each)) for each in found}.values())


@settings(max_examples=400)
@given(data=st.data())
def test_any_shape(data: st.DataObject) -> None:
    """No class and no report fails, whichever side is odd."""
    plain = data.draw(st.lists(st.sampled_from(OBJECTS), min_size=1, max_size=3, unique_by=lambda each: each["kind"]))
    one, other = data.draw(twisted(plain)), data.draw(twisted(plain))
    for old, new in ((one, other), (plain, one), (one, [])):
        seen = transition(old, new)
        threats = tuple(Threat(kind, "production", "a", danger) for kind, danger in dangers(seen))
        outlook = Outlook(None, "x", (), tuple(Foreseen("production", "a", pair) for pair in seen.pairs), threats)
        assert plan_text(outlook, colour=False)
        assert json.loads(plan_json(outlook, []))["objects"]
        assert plan_markdown(outlook)


OBJECTS = everything()
