"""Objects to build with: small ones of the shapes that matter to kustomize."""

from __future__ import annotations

from typing import Any

DIGEST = "sha256:" + "0a" * 32


def workload(image: str = "org/x:v1", replicas: int | None = 2, **more: Any) -> dict[str, Any]:
    """A Deployment with one container; `more` goes into its pod."""
    spec: dict[str, Any] = {} if replicas is None else {"replicas": replicas}
    labels = {"app": "x"}
    pod = {"containers": [{"name": "main", "image": image}], **more}
    spec |= {"selector": {"matchLabels": labels}, "template": {"metadata": {"labels": labels}, "spec": pod}}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "x", "namespace": "n"}, "spec": spec}


def settings(**data: str) -> dict[str, Any]:
    """A ConfigMap."""
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x", "namespace": "n"}, "data": data}


def without_namespace(subject: dict[str, Any]) -> dict[str, Any]:
    """The object in no namespace."""
    return {**subject, "metadata": {"name": subject["metadata"]["name"]}}


PAIRS: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]], str | None]] = {
    "same": ([workload()], [workload()], None),
    "tag": ([workload()], [workload("org/x:1.10")], None),
    "digest": ([workload()], [workload(f"org/x@{DIGEST}")], None),
    "tag-and-digest": ([workload()], [workload(f"org/x:v1@{DIGEST}")], None),
    "from-digest-to-tag": ([workload(f"org/x@{DIGEST}")], [workload("org/x:y")], None),
    "from-both-to-tag": ([workload(f"org/x:v1@{DIGEST}")], [workload("org/x:v1")], None),
    "from-bare": ([workload("org/x")], [workload("org/x:0o14")], None),
    "to-bare": ([workload("org/x:v1")], [workload("org/x")], None),
    "other-repository": ([workload()], [workload("reg.example:5000/other/y:v2")], None),
    "registry-with-port": ([workload("reg.example:5000/x:v1")], [workload("reg.example:5000/x:v2")], None),
    "scaled-here": ([workload()], [workload(replicas=None)], None),
    "scaled-there": ([workload(replicas=None)], [workload(replicas=3)], None),
    "zero": ([workload()], [workload(replicas=0)], None),
    "shared-repository": (
        [workload(initContainers=[{"name": "i", "image": "org/x:v1"}])],
        [workload("org/x:v2", initContainers=[{"name": "i", "image": "org/x:v1"}])],
        None,
    ),
    "both-follow": (
        [workload(initContainers=[{"name": "i", "image": "org/x:v1"}])],
        [workload("org/x:v2", initContainers=[{"name": "i", "image": "org/x:v2"}])],
        None,
    ),
    "sidecar-added": ([workload()], [workload(initContainers=[{"name": "i", "image": "org/x:v9"}])], None),
    "new-object": ([workload()], [workload(), settings(a="yes", b="1e3", c="")], None),
    "odd-keys": ([settings(**{"a/b": "1", "c~d": "1"})], [settings(**{"a/b": "2", "e": "\u00e9\n"})], None),
    "namespace": ([without_namespace(workload()), without_namespace(settings(a="1"))], [workload(), settings(a="2")], "n"),
}
"""Name → base, wanted, the namespace that the overlay sets."""
