"""Services whose fields fit their type."""

from __future__ import annotations

from typing import Any

import pytest

from mcpgen.checks.services import services
from tests.checks.samples import broken, objects


def service(**fields: Any) -> list[dict[str, Any]]:
    """The sample with these fields in the Service's spec and `nodePort` in its port."""
    found = objects()
    spec = next(each for each in found if each["kind"] == "Service")["spec"]
    spec["ports"][0] |= {"nodePort": fields.pop("nodePort", None)}
    spec |= fields
    return found


def test_a_sound_server() -> None:
    """Nothing is found where nothing is wrong."""
    assert list(services(objects())) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"nodePort": 30080}, "a Service of type ClusterIP has no port on the nodes"),
        ({"type": "NodePort", "nodePort": 80}, "80 is not a port of the nodes"),
        ({"type": "LoadBalancer", "nodePort": 32768}, "32768 is not a port of the nodes"),
        ({"externalTrafficPolicy": "Local"}, "a Service of type ClusterIP has no `externalTrafficPolicy`"),
        ({"type": "NodePort", "loadBalancerClass": "a/b"}, "a Service of type NodePort has no `loadBalancerClass`"),
        ({"type": "NodePort", "clusterIP": "None"}, "a Service of type NodePort cannot be without an address"),
    ],
)
def test_one_thing_wrong(fields: dict[str, Any], told: str) -> None:
    """Each mistake is found once, with a way out."""
    found = list(services(service(**fields)))
    assert [each.message for each in found] == [told]
    assert all(each.remedy for each in found)


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "NodePort", "nodePort": 30000},
        {
            "type": "LoadBalancer",
            "nodePort": 32767,
            "externalTrafficPolicy": "Local",
            "loadBalancerSourceRanges": ["10.0.0.0/8"],
        },
        {"type": "NodePort", "nodePort": 0},
        {"clusterIP": "None"},
    ],
)
def test_what_fits(fields: dict[str, Any]) -> None:
    """The whole range of ports, and the fields of each type."""
    assert list(services(service(**fields))) == []


def test_another_shape_is_the_schemas() -> None:
    """No traceback, no finding."""
    assert list(services(broken("Service", "spec/ports", "http"))) == []
