"""The blocks of a server: what each is when nothing is said, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mcpgen.catalog import blocks

if TYPE_CHECKING:
    from mcpgen.catalog.fields import Block

DIGEST = "sha256:" + "0a" * 32
STORE: dict[str, Any] = {
    "environmentSlug": None,
    "secretsPath": None,
    "projectSlug": None,
    "hostAPI": None,
    "kind": None,
    "name": None,
}
EXTERNAL: dict[str, Any] = {"targetSecretName": None, "refreshInterval": "15m0s"}
AUTOSCALING: dict[str, Any] = {
    "enabled": None,
    "minReplicas": 1,
    "maxReplicas": 10,
    "targetCPUUtilizationPercentage": 70,
    "metrics": None,
    "behavior": None,
}
SERVICE: dict[str, Any] = {
    "type": "ClusterIP",
    "port": None,
    "targetPort": None,
    "nodePort": None,
    "annotations": {},
    "labels": {},
}
BUDGET: dict[str, Any] = {
    "enabled": True,
    "minAvailable": None,
    "maxUnavailable": None,
    "unhealthyPodEvictionPolicy": "AlwaysAllow",
}
IMAGE: dict[str, Any] = {"repository": "org/x", "tag": None, "digest": None, "pullPolicy": None, "imagePullSecrets": []}


@pytest.mark.parametrize(
    ("block", "written", "whole"),
    [
        (blocks.PullSecret, {"name": "x"}, {"name": "x"}),
        (blocks.Image, {"repository": "org/x"}, IMAGE),
        (blocks.Autoscaling, {}, AUTOSCALING),
        (blocks.Probes, {}, {"liveness": {}, "readiness": {}, "startup": {}}),
        (blocks.SecretStore, {}, STORE),
        (blocks.ExternalSecret, {}, EXTERNAL),
        (blocks.Secret, {}, {"create": False, "store": STORE, "externalSecret": EXTERNAL, "keys": []}),
        (blocks.Variable, {"name": "A"}, {"name": "A", "value": None, "valueFrom": None, "notSecret": None}),
        (blocks.Resources, {}, {"requests": {}, "limits": {}, "claims": []}),
        (blocks.Env, {}, {"envFrom": [], "env": []}),
        (blocks.Service, {}, SERVICE),
        (blocks.ServiceAccount, {}, {"name": None, "annotations": {}, "automountServiceAccountToken": False}),
        (blocks.DisruptionBudget, {}, BUDGET),
        (blocks.NetworkPolicy, {}, {"enabled": True, "namespaces": [], "ingress": [], "egress": None}),
        (
            blocks.Patch,
            {"target": {"kind": "Service"}, "patch": [{"op": "remove"}]},
            {"target": {"kind": "Service", "name": None}, "patch": [{"op": "remove"}]},
        ),
    ],
)
def test_what_a_block_is_unless_told_otherwise(block: type[Block], written: dict[str, Any], whole: dict[str, Any]) -> None:
    """Every field of the block, by the name that the catalog has for it, with its default."""
    assert block.model_validate(written).model_dump(by_alias=True) == whole


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ({}, "org/x"),
        ({"tag": "v1"}, "org/x:v1"),
        ({"digest": DIGEST}, f"org/x@{DIGEST}"),
        ({"tag": "v1", "digest": DIGEST}, f"org/x:v1@{DIGEST}"),
    ],
)
def test_the_reference_of_an_image(written: dict[str, str], reference: str) -> None:
    """Repository, tag and digest in the form that a container's `image` takes."""
    assert blocks.Image.model_validate({"repository": "org/x", **written}).reference == reference


ENABLED = ("`enabled` is missing", "write `enabled: true` or `enabled: false`")
PROBE = ("`enabled` is neither true nor false", "write `enabled: true` or `enabled: false`")
KIND = ("`kind` without `name` says nothing", "write the `name` of the store that exists, or remove `kind`")
ACCOUNT = ("mcpgen does not write an account that exists", "remove `annotations`, or `name`")
EGRESS = "write `10.0.0.0/8:5432`, `api.example.com:443` or a NetworkPolicy egress rule"


@pytest.mark.parametrize(
    ("block", "written", "place", "words"),
    [
        (blocks.Autoscaling, {"minReplicas": 2}, (), ENABLED),
        (blocks.Probes, {"liveness": {"enabled": "false"}}, ("liveness",), PROBE),
        (blocks.Probes, {"startup": {"enabled": 1}}, ("startup",), PROBE),
        (blocks.SecretStore, {"kind": "SecretStore"}, (), KIND),
        (blocks.Secret, {"keys": ["A", "B", "B"]}, ("keys",), ("`B` is there twice", "keep one of the two")),
        (blocks.ServiceAccount, {"name": "a", "annotations": {"b": "c"}}, (), ACCOUNT),
        (blocks.Service, {"ports": []}, (), ("`ports` is written by mcpgen", "write `ports` of the server")),
        (blocks.Service, {"selector": {}}, (), ("`selector` is written by mcpgen", "remove it: it never changes")),
        (blocks.NetworkPolicy, {"egress": ["a"]}, ("egress", 0), ("`a` does not end with `:` and a port", EGRESS)),
        (blocks.NetworkPolicy, {"egress": [{}, 443]}, ("egress", 1), ("`` does not end with `:` and a port", EGRESS)),
    ],
)
def test_refused_in_our_words(block: type[Block], written: dict[str, Any], place: tuple[Any, ...], words: Any) -> None:
    """What is wrong, and what to write instead, at the place of it."""
    with pytest.raises(ValidationError) as raised:
        block.model_validate(written)
    told = [(each["type"], each["loc"], each["ctx"]["message"], each["ctx"]["remedy"]) for each in raised.value.errors()]
    assert told == [("mcpgen", place, *words)]


@pytest.mark.parametrize(
    ("block", "written", "kind", "place"),
    [
        (blocks.Image, {"tag": "v1"}, "missing", ("repository",)),
        (blocks.Image, {"repository": "org/x", "pull_policy": "Always"}, "extra_forbidden", ("pull_policy",)),
        (blocks.Image, {"repository": "org/x", "pullPolicy": "always"}, "literal_error", ("pullPolicy",)),
        (blocks.Autoscaling, {"enabled": True, "minReplicas": -1}, "greater_than_equal", ("minReplicas",)),
        (blocks.Autoscaling, {"enabled": "true"}, "bool_type", ("enabled",)),
        (blocks.Secret, {"keys": ["A KEY"]}, "mcpgen", ("keys", 0)),
        (blocks.SecretStore, {"hostApi": "https://a"}, "extra_forbidden", ("hostApi",)),
        (blocks.Variable, {"name": "A", "value": 1}, "string_type", ("value",)),
        (blocks.Service, {"port": "80"}, "int_type", ("port",)),
        (blocks.ServiceAccount, {"automountToken": True}, "extra_forbidden", ("automountToken",)),
        (blocks.Patch, {"target": {"kind": "Service"}, "patch": []}, "too_short", ("patch",)),
        (blocks.Patch, {"patch": [{}]}, "missing", ("target",)),
    ],
)
def test_refused_for_its_type(block: type[Block], written: dict[str, Any], kind: str, place: tuple[Any, ...]) -> None:
    """A field has exactly its type and exactly its spelling."""
    with pytest.raises(ValidationError) as raised:
        block.model_validate(written)
    assert [(each["type"], each["loc"]) for each in raised.value.errors()] == [(kind, place)]


def test_kubernetes_own_words_pass() -> None:
    """A probe, a Service and an egress rule keep what the catalog has no word for."""
    assert blocks.Probes.model_validate({"startup": {"enabled": None}}).startup == {"enabled": None}
    probe = {"enabled": False, "httpGet": {"path": "/", "port": 80}}
    assert blocks.Probes.model_validate({"liveness": probe}).liveness == probe
    service = blocks.Service.model_validate({"sessionAffinity": "ClientIP", "port": 80})
    assert service.model_extra == {"sessionAffinity": "ClientIP"}
    egress = [{"to": []}, "10.0.0.0/8:5432", "*.example.com:443"]
    assert blocks.NetworkPolicy.model_validate({"egress": egress}).egress == egress


@pytest.mark.parametrize("missing", ["name", "containerPort"])
def test_a_further_port_says_what_the_service_needs(missing: str) -> None:
    """Its name and number are required, and what else Kubernetes has for a port passes."""
    adapter: TypeAdapter[dict[str, Any]] = TypeAdapter(blocks.ExtraPort)
    port = {"name": "metrics", "containerPort": 9090, "protocol": "UDP"}
    assert adapter.validate_python(port) == port
    for written in ({**port, missing: None}, {name: value for name, value in port.items() if name != missing}):
        with pytest.raises(ValidationError, match=f"`{missing}` is missing"):
            adapter.validate_python(written)


def test_frozen() -> None:
    """A block shared between environments cannot be changed for one of them."""
    image = blocks.Image.model_validate({"repository": "org/x"})
    with pytest.raises(ValidationError, match="frozen"):
        image.tag = "v2"
