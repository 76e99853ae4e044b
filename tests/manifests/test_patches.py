"""The catalog's patches: applied in order, all or told, and never to what they were made from."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.errors import Invalid
from mcpgen.manifests.patches import applicable, patched
from mcpgen.manifests.server import objects
from tests.manifests.samples import changed, family_of, flow, server

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Server
    from mcpgen.manifests.objects import Object

HOSTS = "spec/template/spec/hostAliases"
KINDS = ["ServiceAccount", "Service", "Deployment", "NetworkPolicy"]
"""What `objects(server())` holds, in this order."""


def patch(kind: str, *operations: dict[str, Any], name: str | None = None) -> dict[str, Any]:
    """One item of `patches`."""
    target = {"kind": kind} if name is None else {"kind": kind, "name": name}
    return {"target": target, "patch": list(operations)}


def add(path: str, value: Any) -> dict[str, Any]:
    """An operation that adds or replaces a value."""
    return {"op": "add", "path": f"/{path}", "value": value}


def remove(path: str) -> dict[str, Any]:
    """An operation that fails where there is nothing to remove."""
    return {"op": "remove", "path": f"/{path}"}


def wanted(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The objects of a small server with changes by kind."""
    return [changed(subject, changes.get(subject["kind"], {})) for subject in objects(server())]


@pytest.mark.parametrize(
    ("patches", "changes"),
    [
        ([], {}),
        ([patch("Service", add("spec/type", "NodePort"))], {"Service": {"spec/type": "NodePort"}}),
        ([patch("Service", remove("spec/type"))], {"Service": {"spec/type": None}}),
        ([patch("Service", add("spec/type", "NodePort"), name="x")], {"Service": {"spec/type": "NodePort"}}),
        (
            [patch("Deployment", add(HOSTS, [])), patch("Deployment", add(f"{HOSTS}/-", {"ip": "::1"}))],
            {"Deployment": {HOSTS: [{"ip": "::1"}]}},
        ),
        (
            [patch("Service", add("spec/type", "NodePort")), patch("Service", add("spec/type", "LoadBalancer"))],
            {"Service": {"spec/type": "LoadBalancer"}},
        ),
        (
            [patch("Service", add("metadata/annotations", {"a/b": "1"}), {"op": "test", "path": "/kind", "value": "Service"})],
            {"Service": {"metadata/annotations": {"a/b": "1"}}},
        ),
        (
            [patch("Deployment", remove("spec/strategy")), patch("NetworkPolicy", add("spec/ingress", []))],
            {"Deployment": {"spec/strategy": None}, "NetworkPolicy": {"spec/ingress": []}},
        ),
    ],
)
def test_applied(patches: list[Any], changes: dict[str, dict[str, Any]]) -> None:
    """In the catalog's order, each to the objects of its kind, and of its name where it gives one; the rest stays."""
    found = server(flow(patches=patches))
    assert patched(found, objects(found)) == wanted(**changes)
    assert applicable(found, objects(found)) == wanted(**changes)


def test_without_a_name_every_object_of_the_kind() -> None:
    """A target's name narrows it to one of several objects of its kind."""
    first, second = ({"kind": "Service", "metadata": {"name": name}} for name in ("x", "z"))
    both = server(flow(patches=[patch("Service", add("a", 1))]))
    one = server(flow(patches=[patch("Service", add("a", 1), name="z")]))
    assert patched(both, [first, second]) == [{**first, "a": 1}, {**second, "a": 1}]
    assert patched(one, [first, second]) == [first, {**second, "a": 1}]


THERE = f"this server's objects are: {', '.join(KINDS)}"
LOOK = "look at `mcpgen render`'s output"
FRAME = "breaks the object: apiVersion, kind, name, namespace, spec and the containers' images must stay"
INSIDE = "patch what stands inside them"


@pytest.mark.parametrize(
    ("wrong", "message", "remedy"),
    [
        (patch("Ingress", add("spec/a", 1)), "no Ingress to patch here", THERE),
        (patch("service", add("spec/a", 1)), "no service to patch here", THERE),
        (patch("Service", add("spec/a", 1), name="other"), "no Service to patch here", THERE),
        (patch("Service", remove("spec/nothing")), "does not apply: .+", LOOK),
        (patch("Service", add("spec/nothing/below", 1)), "does not apply: .+", LOOK),
        (patch("Service", add("spec/ports/7", 1)), "does not apply: .+", LOOK),
        (patch("Service", add("kind/a", 1)), "does not apply: .+", LOOK),
        (patch("Service", {"op": "test", "path": "/kind", "value": "Deployment"}), "does not apply: .+", LOOK),
        (patch("Service", {"op": "nonsense", "path": "/spec"}), "does not apply: .+", LOOK),
        (patch("Service", {"op": "add", "path": "/spec/a"}), "does not apply: .+", LOOK),
        (patch("Service", {"op": "add", "path": "spec", "value": 1}), "does not apply: .+", LOOK),
        (patch("Service", {"op": "add", "path": 7, "value": 1}), "does not apply: .+", LOOK),
        (patch("Service", {"op": "add", "path": "/spec/~2", "value": 1}), "does not apply: .+", LOOK),
        (patch("Service", {"op": "copy", "path": "/spec/a"}), "does not apply: .+", LOOK),
        (patch("Service", {}), "does not apply: .+", LOOK),
        (patch("Service", remove("kind")), FRAME, INSIDE),
        (patch("Service", remove("metadata/name")), FRAME, INSIDE),
        (patch("Service", add("metadata/namespace", "other")), FRAME, INSIDE),
        (patch("Service", add("spec", [])), FRAME, INSIDE),
        (patch("Service", {"op": "replace", "path": "", "value": 5}), FRAME, INSIDE),
        (patch("Deployment", remove("spec/template/spec/containers/0/image")), FRAME, INSIDE),
        (patch("Service", add("spec/type", "NodePort"), remove("spec/nothing")), "does not apply: .+", LOOK),
    ],
)
def test_refused(wrong: dict[str, Any], message: str, remedy: str) -> None:
    """What hits nothing or does not fit is told at its own line of the catalog; in a base it is left out, whole."""
    good = patch("Deployment", remove("spec/strategy"))
    found = server(flow(patches=[good, wrong]))
    with pytest.raises(Invalid) as raised:
        patched(found, objects(found))
    (problem,) = raised.value.problems
    assert (problem.field, problem.remedy) == ("mcp.x.patches[1]", remedy)
    assert re.fullmatch(message, problem.message)
    assert problem.place == found.origin.find(("patches", 1))[0]
    assert applicable(found, objects(found)) == wanted(Deployment={"spec/strategy": None})


def test_all_problems_are_told() -> None:
    """Not only the first."""
    wrong = [patch("Ingress", remove("a")), patch("Service", add("spec/a", 1)), patch("Service", remove("b"))]
    with pytest.raises(Invalid) as raised:
        patched(server(flow(patches=wrong)), objects(server()))
    assert [problem.field for problem in raised.value.problems] == ["mcp.x.patches[0]", "mcp.x.patches[2]"]


def test_a_later_patch_needs_an_earlier_one() -> None:
    """In a base too, what applies is applied to the result of what applied before."""
    patches = [patch("Service", add("spec/a", {})), patch("Ingress", remove("a")), patch("Service", add("spec/a/b", 1))]
    assert applicable(server(flow(patches=patches)), objects(server())) == wanted(Service={"spec/a": {"b": 1}})


def test_environments_share_patches_and_not_what_they_give() -> None:
    """Two environments have the same settings: a list that one patch makes and the next fills is filled once in each."""
    patches = [patch("Deployment", add(HOSTS, []), add(f"{HOSTS}/-", {"ip": "::1"}))]
    first, second = family_of(flow(patches=patches), one="namespace: mcp", two="namespace: mcp").variants
    assert first.settings is second.settings
    made = [patched(each, objects(each))[2] for each in (first, second)]
    made[0]["spec"]["template"]["spec"]["hostAliases"].append("changed")
    assert made[1] == wanted(Deployment={HOSTS: [{"ip": "::1"}]})[2]
    assert patched(first, objects(first))[2] == made[1]


STEPS = ["/spec", "/ports", "/selector", "/type", "/template", "/0", "/-", "/01", "/~1", "/~", "/", "spec"]
POINTERS = st.builds("".join, st.lists(st.sampled_from(STEPS), max_size=4))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 1) | st.sampled_from(["a", "/spec"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)
ODD = st.fixed_dictionaries(
    {"op": st.sampled_from(["add", "remove", "replace", "move", "copy", "test", "nonsense"]), "path": POINTERS | VALUES},
    optional={"value": VALUES, "from": POINTERS | VALUES},
)
PLACES = st.sampled_from(["spec", "spec/a", "spec/a/a", "spec/a/-", "spec/a/0", "spec/type"])
LIKELY = (
    st.builds(add, PLACES, VALUES)
    | st.builds(add, st.just("spec/a"), st.just([]) | st.just({}))
    | st.builds(lambda start, end: {"op": "copy", "from": f"/{start}", "path": f"/{end}"}, PLACES, PLACES)
    | st.builds(remove, st.sampled_from(["spec/type", "spec/a"]))
)


def outcome(found: Server, start: list[Object]) -> list[Object] | set[str]:
    """What `patched` gives, or the fields that it complains of."""
    try:
        return patched(found, start)
    except Invalid as error:
        return {problem.field for problem in error.problems}


def check_that_nothing_is_changed(patches: list[dict[str, Any]]) -> None:
    """Applies the patches both ways and looks at what they started from."""
    found = server(flow(patches=patches))
    start = objects(found)
    before = copy.deepcopy(start), found.settings.model_dump_json()
    lenient, strict = applicable(found, start), outcome(found, start)
    if isinstance(strict, set):
        assert set() < strict <= {f"mcp.x.patches[{at}]" for at in range(len(patches))}
    else:
        assert strict == lenient
    assert len(lenient) == len(start)
    assert (start, found.settings.model_dump_json()) == before


@given(st.sampled_from([*KINDS, "Ingress"]), st.lists(LIKELY | ODD, min_size=1, max_size=3))
def test_any_operations_apply_or_are_told(kind: str, operations: list[dict[str, Any]]) -> None:
    """No operation is a traceback, and none changes the objects or the catalog that it is applied to."""
    check_that_nothing_is_changed([patch(kind, *operations)])


@given(st.lists(st.builds(patch, st.sampled_from(["Service", "Deployment"]), LIKELY, LIKELY), max_size=3))
def test_any_patches_apply_or_are_told(patches: list[dict[str, Any]]) -> None:
    """The same for several patches on the same objects; where all apply, both ways give the same."""
    check_that_nothing_is_changed(patches)
