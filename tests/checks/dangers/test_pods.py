"""The ways into a server's pods."""

from __future__ import annotations

from mcpgen.checks.dangers.pods import by_name, changed, claims, pod
from tests.checks.dangers.samples import deployment, service, subject, transition

VOLUMES = [{"name": name, "persistentVolumeClaim": {"claimName": name}} for name in ("data", "index")]


def test_workloads_that_are_there_before_and_after() -> None:
    """A new one, one that goes, and what runs no pods are left out."""
    old, new = deployment(replicas=1), deployment(replicas=2)
    seen = transition([old, service()], [new, service(), subject("StatefulSet", "apps/v1")])
    assert [(pair.name, before, after) for pair, before, after in changed(seen)] == [("a", old, new)]


def test_containers_claims_and_pod() -> None:
    """Init containers count too; volumes that are no claims do not."""
    whole = {"initContainers": [{"name": "init"}], "volumes": [*VOLUMES, {"name": "tmp", "emptyDir": {}}]}
    subject_ = deployment(whole)
    assert list(by_name(subject_)) == ["init", "a"]
    assert claims(subject_) == ["data", "index"]
    assert pod(subject_)["volumes"] == whole["volumes"]
    assert (claims(service()), by_name(service()), pod(service())) == ([], {}, {})
