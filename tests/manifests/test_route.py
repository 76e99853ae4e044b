"""What stands beside an Ingress, or in its place."""

from __future__ import annotations

from mcpgen.manifests.ingress import ingress
from mcpgen.manifests.network_policy import network_policy
from mcpgen.manifests.origins import fact, field
from mcpgen.manifests.route import route_objects
from tests.manifests.samples import CLUSTER, METADATA, changed, server

GATEWAY = (
    f"{CLUSTER}, ingress: {{controller: gateway, implementation: envoy-gateway, gateway: {{name: edge, namespace: infra}}}}"
)
"""A cluster whose Gateway runs on Envoy Gateway."""

ROUTE = {
    "apiVersion": "gateway.networking.k8s.io/v1",
    "kind": "HTTPRoute",
    "metadata": METADATA,
    "spec": {
        "parentRefs": [{"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "edge", "namespace": "infra"}],
        "hostnames": ["mcp-x.example.com"],
        "rules": [
            {
                "matches": [{"path": {"type": "PathPrefix", "value": "/"}}],
                "backendRefs": [{"group": "", "kind": "Service", "name": "x", "port": 8000, "weight": 1}],
            }
        ],
    },
}


def test_none_without_an_ingress() -> None:
    """What is not asked for is not reachable from outside."""
    assert route_objects(server("", cluster=GATEWAY)) == []


def test_an_http_route_instead_of_an_ingress() -> None:
    """Never both."""
    found = server("ingress: {enabled: true}", cluster=GATEWAY)
    assert (ingress(found), route_objects(found)) == (None, [ROUTE])


def test_annotations() -> None:
    """Those of the ingress stand on the HTTPRoute only; the server's are on every object, and the ingress's win."""
    fields = "annotations: {a: all, b: all}, ingress: {enabled: true, sse: true, annotations: {b: mine}}"
    route, policy = route_objects(server(fields, cluster=GATEWAY))
    assert (route["kind"], route["metadata"]["annotations"]) == ("HTTPRoute", {"a": "all", "b": "mine"})
    assert (policy["kind"], policy["metadata"]["annotations"]) == ("BackendTrafficPolicy", {"a": "all", "b": "all"})


def test_the_services_port() -> None:
    """An HTTPRoute knows a Service's port by its number only."""
    found = route_objects(server("service: {port: 80}, ingress: {enabled: true}", cluster=GATEWAY))
    assert found == [changed(ROUTE, {"spec/rules/0/backendRefs/0/port": 80})]


def test_a_server_may_name_its_own_gateway() -> None:
    """And another implementation, whose objects are written then."""
    fields = "ingress: {enabled: true, sessions: client-ip, implementation: istio, gateway: {name: own, sectionName: s}}"
    parent = {"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "own", "sectionName": "s"}
    route, rule = route_objects(server(fields, cluster=GATEWAY))
    assert route == changed(ROUTE, {"spec/parentRefs": [parent]})
    assert (rule["kind"], rule["metadata"]["name"]) == ("DestinationRule", "x")


def test_where_a_route_comes_from() -> None:
    """Each part of the HTTPRoute has its field; what the server leaves to its environment is a fact of that."""
    found = server("ingress: {enabled: true, path: /x, annotations: {a: b}, cors: {allowOrigins: ['*']}}", cluster=GATEWAY)
    assert field(found, "HTTPRoute", ("metadata", "annotations", "a")) == ("ingress", "annotations", "a")
    assert field(found, "HTTPRoute", ("spec", "rules", 0, "matches")) == ("ingress", "path")
    assert field(found, "HTTPRoute", ("spec", "rules", 0, "filters")) == ("ingress", "cors")
    assert fact("HTTPRoute", ("spec", "hostnames", 0)) == ("domain",)
    assert fact("HTTPRoute", ("spec", "parentRefs", 0, "name")) == ("ingress", "gateway")


def test_the_gateways_proxies_may_call() -> None:
    """Those of the implementation, unless the environment says where they are."""
    labels = {
        "gateway.envoyproxy.io/owning-gateway-name": "edge",
        "gateway.envoyproxy.io/owning-gateway-namespace": "infra",
    }
    policy = network_policy(server("ingress: {enabled: true}", cluster=GATEWAY))
    assert policy is not None
    assert policy["spec"]["ingress"][0]["from"][0] == {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "envoy-gateway-system"}},
        "podSelector": {"matchLabels": labels},
    }
    facts = f"{GATEWAY}, networkPolicy: {{controllerNamespace: infra, controllerPodLabels: {{}}}}"
    policy = network_policy(server("ingress: {enabled: true}", cluster=facts))
    assert policy is not None
    assert policy["spec"]["ingress"][0]["from"][0] == {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "infra"}}
    }


def test_nobody_calls_through_a_gateway_without_a_name() -> None:
    """A namespace is not opened for want of one."""
    cluster = f"{CLUSTER}, ingress: {{controller: gateway}}"
    policy = network_policy(server("ingress: {enabled: true}", cluster=cluster))
    assert policy is not None
    assert policy["spec"]["ingress"][0]["from"] == [
        {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
    ]
