"""One server: its base, its overlays, and what is wrong with it at the line that wrote it."""

from __future__ import annotations

import pytest

from mcpgen.checks.findings import Finding
from mcpgen.errors import Invalid, Place, Problem
from mcpgen.kustomize.build import build
from mcpgen.kustomize.overlay import Image, Overlay, Patch, Replicas
from mcpgen.manifests.objects import identity
from mcpgen.stages.server import Rendered, place, render
from tests.stages.samples import BUDGET, load, rendered, small

IMAGES = (Image("org/a", None, "v1", None),)
KINDS = ["ServiceAccount", "Service", "Deployment", "NetworkPolicy"]
RICH = small(
    "    replicas: 2\n    ingress: {enabled: true}\n    secret: {create: true}\n    sidecars: [{name: s, image: org/a:v1}]\n",
    production=", mcp: {a: {replicas: 3, image: {repository: org/b}, podAnnotations: {note: v}, sidecars: []}}",
    staging=", mcp: {a: {replicas: 1, env: {env: [{name: A, value: b}]}, service: {type: NodePort, nodePort: 30000}}}",
).replace("staging: {namespace: mcp", "staging: {namespace: test")


def told(text: str) -> str:
    """The problems of the server `a` of a catalog."""
    with pytest.raises(Invalid) as raised:
        render(load(text), "a")
    return str(raised.value)


def test_environments_that_agree() -> None:
    """Where no environment says more, each has the base's objects, and its overlay shows image and replicas only."""
    whole = load(small())
    found = render(whole, "a")
    assert found is not None
    same = Overlay(None, IMAGES, (Replicas("a", 1),), (), {})
    objects = {"production": found.base, "staging": found.base}
    assert found == Rendered(found.family, found.base, objects, {"production": same, "staging": same})
    assert [identity(subject) for subject in found.base] == [(kind, "a") for kind in KINDS]
    assert {subject["metadata"]["namespace"] for subject in found.base} == {"mcp"}


@pytest.mark.parametrize(
    "text",
    [
        small("    stateless: true\n", production=", mcp: {a: {replicas: 3}}"),
        small("    stateless: true\n    replicas: 3\n", staging=", mcp: {a: {replicas: 1}}"),
        small(
            "    stateless: true\n    replicas: 3\n",
            staging=", defaults: {podDisruptionBudget: {enabled: false}}, mcp: {a: {replicas: 1}}",
        ),
    ],
    ids=["more here", "less there", "turned off there"],
)
def test_what_only_one_environment_has_is_its_resource(text: str) -> None:
    """The base holds what all environments have, whatever its own settings ask for: no overlay ever deletes."""
    found = rendered(text)
    assert found.overlays == {
        "production": Overlay(None, IMAGES, (Replicas("a", 3),), (), {"poddisruptionbudget.yaml": BUDGET}),
        "staging": Overlay(None, IMAGES, (Replicas("a", 1),), (), {}),
    }
    assert [subject["kind"] for subject in found.base] == KINDS
    assert found.objects["production"][-2] == BUDGET


def test_namespaces_that_differ() -> None:
    """The base names no namespace, each overlay sets its own, and the environments' objects all carry it."""
    found = rendered(small().replace("staging: {namespace: mcp", "staging: {namespace: test"))
    assert found.overlays == {
        "production": Overlay("mcp", IMAGES, (Replicas("a", 1),), (), {}),
        "staging": Overlay("test", IMAGES, (Replicas("a", 1),), (), {}),
    }
    assert ["namespace" in subject["metadata"] for subject in found.base] == [False] * len(KINDS)
    assert found.objects == {
        environment: [{**each, "metadata": {**each["metadata"], "namespace": namespace}} for each in found.base]
        for environment, namespace in (("production", "mcp"), ("staging", "test"))
    }


def test_a_patch_of_one_environment_is_in_its_overlay_alone() -> None:
    """What an environment says of a server becomes operations on the base's objects."""
    found = rendered(small(staging=", mcp: {a: {service: {annotations: {n: v}}, image: {tag: v2}}}"))
    operation = {"op": "add", "path": "/metadata/annotations", "value": {"n": "v"}}
    version = [
        {"op": "replace", "path": f"{path}/app.kubernetes.io~1version", "value": "v2"}
        for path in ("/metadata/labels", "/spec/template/metadata/labels")
    ]
    assert found.overlays == {
        "production": Overlay(None, IMAGES, (Replicas("a", 1),), (), {}),
        "staging": Overlay(
            None,
            (Image("org/a", None, "v2", None),),
            (Replicas("a", 1),),
            (
                Patch("service.yaml", "v1", "Service", "a", (operation,)),  # type: ignore[arg-type]
                Patch("deployment.yaml", "apps/v1", "Deployment", "a", tuple(version)),  # type: ignore[arg-type]
            ),
            {},
        ),
    }


def test_a_patch_of_all_environments_is_in_the_base() -> None:
    """The catalog's own patches are applied to the base too, so that overlays show only what differs."""
    found = rendered(
        small("    patches: [{target: {kind: Service}, patch: [{op: add, path: /spec/clusterIP, value: None}]}]\n")
    )
    assert [subject["spec"]["clusterIP"] for subject in found.base if subject["kind"] == "Service"] == ["None"]
    assert [overlay.patches for overlay in found.overlays.values()] == [(), ()]


def test_base_and_overlay_build_to_what_was_wanted() -> None:
    """A server that differs in every way it can: base and overlay give each environment's objects (promise 10)."""
    found = rendered(RICH)
    assert set(found.overlays) == {"production", "staging"}
    for environment, overlay in found.overlays.items():
        built = {identity(subject): subject for subject in build(found.base, overlay)}
        assert built == {identity(subject): subject for subject in found.objects[environment]}


def test_an_environment_that_disables_a_server() -> None:
    """It has neither objects nor an overlay; a server that none enables, or that nobody wrote, is nothing."""
    found = rendered(small(production=", mcp: {a: {enabled: false}}"))
    assert (list(found.objects), list(found.overlays)) == (["staging"], ["staging"])
    assert render(load(small("    enabled: false\n")), "a") is None
    assert render(load(small()), "b") is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            small("    probes: {liveness: {httpGet: {prt: 1}}}\n"),
            "catalog.yaml:8:40: mcp.a.probes.liveness.httpGet.prt: unknown field `prt`, did you mean `port`?",
        ),
        (
            small(staging=", mcp: {a: {resources: {limits: {memory: 2x}}}}"),
            "catalog.yaml:3:97: environments.staging.mcp.a.resources.limits.memory: "
            "`2x` is not a quantity, write one such as 256Mi",
        ),
        (
            small(production=", defaults: {podAnnotations: {'a b': c}}"),
            "catalog.yaml:2:88: environments.production.defaults.podAnnotations.a b: "
            "`a b` is not an annotation key, write name, or prefix/name",
        ),
        (
            small("    patches:\n    - target: {kind: Service}\n      patch: [{op: add, path: /spec/typ, value: x}]\n"),
            "catalog.yaml:10:15: mcp.a.patches[0].patch[0]: unknown field `typ`, did you mean `type`?",
        ),
        (
            small(production=", requireDigest: true"),
            "catalog.yaml:6:12: mcp.a.image.digest: environment production requires a digest, got only a tag, "
            "write `digest: sha256:…` as the registry shows it",
        ),
    ],
    ids=["schema", "rule", "defaults", "patch", "demand"],
)
def test_a_finding_is_at_the_line_that_wrote_it(text: str, problem: str) -> None:
    """Schemas, rules and environments speak of objects; people read where in the catalog to mend it."""
    assert told(text) == problem


def test_all_problems_at_once() -> None:
    """Those of every environment, each once, in order of their places."""
    text = small(
        "    resources: {limits: {cpu: 1x}}\n    probes: {readiness: {httpGet: {port: nowhere}}}\n",
        production=", requireDigest: true",
        staging=", mcp: {a: {resources: {limits: {memory: 2x}}}}",
    )
    assert told(text).splitlines() == [
        "catalog.yaml:3:97: environments.staging.mcp.a.resources.limits.memory: "
        "`2x` is not a quantity, write one such as 256Mi",
        "catalog.yaml:6:12: mcp.a.image.digest: environment production requires a digest, got only a tag, "
        "write `digest: sha256:…` as the registry shows it",
        "catalog.yaml:8:31: mcp.a.resources.limits.cpu: `1x` is not a quantity, write one such as 100m",
        "catalog.yaml:9:42: mcp.a.probes.readiness.httpGet.port: "
        "no port of this container is named `nowhere`, name one, or write its number",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            small(
                '    env: {env: [{name: TOKEN, value: "ghp_0123456789abcdefghijABCDEFGHIJ012345"}]}\n',
                production=", mcp: {a: {env: {env: [{name: TOKEN, notSecret: a sample}]}}}",
            ),
            "catalog.yaml:8:38: mcp.a.env.env[0].value: the value of TOKEN looks like a credential, keep it in Infisical "
            "and take it with `secret` and `envFrom`; if it is no secret, say why in `notSecret`",
        ),
        (
            small("    probes: {liveness: {httpGet: {path: /up, port: http}}}\n", staging=", mcp: {a: {path: /up}}"),
            "catalog.yaml:8:41: mcp.a.probes.liveness.httpGet.path: MCP103: /up is the MCP endpoint: GET there answers 405 or "
            "406, or never ends, write the path of a health check, or remove httpGet to open the port only",
        ),
    ],
    ids=["exemption", "endpoint"],
)
def test_equal_objects_are_judged_by_each_environments_own_measure(text: str, problem: str) -> None:
    """What production lets pass, staging, which has the same object, may not: other words, another endpoint or Kubernetes."""
    assert told(text) == problem
    production_alone = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("  staging:"))
    assert list(rendered(production_alone).objects) == ["production"]


@pytest.mark.parametrize(
    ("finding", "problem"),
    [
        (
            Finding("Deployment", "a", ("spec", "replicas"), "wrong", "mend it"),
            Problem(Place("catalog.yaml", 8, 15), "mcp.a.replicas", "wrong", "mend it"),
        ),
        (
            Finding("Service", "a", ("spec", "ports", 0, "nodePort"), "wrong", "mend it"),
            Problem(
                Place("catalog.yaml", 9, 14), "mcp.a.service.nodePort", "wrong (Service spec/ports/0/nodePort)", "mend it"
            ),
        ),
        (
            Finding("Deployment", "a", ("spec", "template", "spec", "containers", 0, "env", 1, "value"), "wrong", "mend it"),
            Problem(Place("catalog.yaml", 3, 97), "environments.staging.mcp.a.env.env[0].value", "wrong", "mend it"),
        ),
        (
            Finding("Lease", "a", ("spec",), "wrong", "mend it"),
            Problem(Place("catalog.yaml", 3, 67), "environments.staging.mcp.a.ingress", "wrong (Lease spec)", "mend it"),
        ),
    ],
    ids=["written", "not written", "in a named list", "no field"],
)
def test_place(finding: Finding, problem: Problem) -> None:
    """The line of the layer that wrote it; where none did, the nearest one and the place in the object."""
    text = small(
        "    replicas: 2\n    service: {type: NodePort}\n    env: {env: [{name: A, value: b}]}\n",
        staging=", mcp: {a: {env: {env: [{name: B, value: c}]}}}",
    )
    server = rendered(text).family.variants[1]
    assert place(server, finding) == problem
