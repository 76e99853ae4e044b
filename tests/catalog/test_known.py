"""The words that the catalog has, and where Kubernetes' own begin."""

from __future__ import annotations

import pytest

from mcpgen.catalog.known import known


@pytest.mark.parametrize(
    ("path", "start", "is_value"),
    [
        (("replicas",), 1, True),
        (("image",), 1, True),
        (("image", "digest"), 2, True),
        (("ingress", "host", 0, "host"), 2, True),
        (("ingress", "tls", "secretName"), 3, True),
        (("autoscaling", "scaleTargetRef", "kind"), 1, False),
        (("autoscaling", "metrics", 0, "resource", "name"), 5, True),
        (("networkPolicy", "egress", 0, "to", 0, "ipBlock"), 6, True),
        (("probes", "liveness", "httpGet", "path"), 4, True),
        (("env", "env", 3, "value"), 4, True),
        (("env", "env", 3, "colour"), 3, False),
        (("labels", "team"), 2, True),
        (("service", "sessionAffinity"), 2, True),
        (("service", "sessionAffinityConfig", "clientIP"), 3, True),
        (("colour",), 0, False),
        ((), 0, True),
    ],
)
def test_known(path: tuple[str | int, ...], start: int, is_value: bool) -> None:  # noqa: FBT001
    """As far as the model has a word, and as deep as it goes where Kubernetes' words pass through."""
    assert known(path) == (path[:start], is_value)
