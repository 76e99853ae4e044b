"""Environments of a repository in a cluster: hooked up as a team does it, reconciled at once, looked at, and taken away."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from e2e.flux import NAMESPACE
from e2e.kubectl import key, written
from e2e.processes import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from e2e.cluster import Cluster
    from e2e.kubectl import Key, Object
    from e2e.repository import Repository

_KIND = "kustomize.toolkit.fluxcd.io/v1", "kustomizations"
_SOURCE = "source.toolkit.fluxcd.io/v1", "gitrepositories"
_MANAGER = "flux"
"""Who writes the annotation. What kubectl writes, kustomize-controller takes away again."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """An environment of a repository in a cluster."""

    cluster: Cluster
    repository: Repository
    environment: str

    def bootstrap(self) -> None:
        """Hooks the cluster up by the one command that mcpgen says."""
        program, *words = self.repository.bootstrap(self.environment)
        assert program == "kubectl"
        self.cluster.kubectl(*words[:-1], str(self.repository.folder / words[-1]))

    def reconcile(self, commit: str) -> dict[str, str]:
        """Makes Flux fetch and apply `commit` now; what each Kustomization says when it has: server → reason of `Ready`.

        Does what `flux reconcile` does: Flux, "Triggering a reconcile" in the specification of Kustomization v1.
        """
        ticket = uuid.uuid4().hex
        self._request(ticket, _SOURCE, [self.environment])
        self._until(f"the source at {commit}", lambda: self._fetched(ticket, commit))
        self._request(ticket, _KIND, [self.environment])
        self._until(f"the root at {commit}", lambda: _tried(self.kustomizations()[self.environment], ticket, commit))
        servers = _owned(self.kustomizations()[self.environment]) - {self.environment}
        self._request(ticket, _KIND, sorted(servers))
        self._until(f"every server at {commit}", lambda: self._all_tried(servers, ticket, commit))
        return {name.removeprefix(f"{self.environment}-"): _ready(each) for name, each in self.kustomizations().items()}

    def rendered(self, *server: str) -> list[Object]:
        """What `mcpgen render` says the cluster should hold, of one server or of all."""
        return self.repository.rendered(self.environment, *server)

    def live(self, objects: Iterable[Object]) -> dict[Key, Object]:
        """Those of the objects that the API server holds, as it holds them."""
        return {key(each): each for each in self.cluster.kubectl.objects("-f", "-", stdin=written(objects))}

    def calm(self) -> dict[Key, Object]:
        """The objects as they are once the cluster's own controllers have seen each Deployment and autoscaler."""
        objects = self.rendered()
        spaces = {each["metadata"]["namespace"] for each in objects}
        self._until("calm", lambda: all(self._calm(space) for space in spaces))
        return self.live(objects)

    def kustomizations(self) -> dict[str, Object]:
        """The environment's Kustomizations by name."""
        found = self.cluster.api.ask("GET", _path(_KIND))["items"]
        return {each["metadata"]["name"]: each for each in found if each["spec"]["sourceRef"]["name"] == self.environment}

    def inventory(self) -> set[Key]:
        """The objects that Flux says it applied, its own aside."""
        found = [_entries(each) for name, each in self.kustomizations().items() if name != self.environment]
        return {each for entries in found for each in entries}

    def until_gone(self, objects: Iterable[Object]) -> None:
        """Waits until the API server holds none of the objects."""
        wanted = list(objects)
        self._until("the objects' end", lambda: not self.live(wanted))

    def remove(self) -> None:
        """Takes the environment away, and waits until Flux has pruned all of it."""
        self.cluster.api.ask("DELETE", f"{_path(_KIND)}/{self.environment}")
        self._until("no Kustomization", lambda: not self.kustomizations())

    def _request(self, ticket: str, kind: tuple[str, str], names: Iterable[str]) -> None:
        note = {"metadata": {"annotations": {"reconcile.fluxcd.io/requestedAt": ticket}}}
        for name in names:
            self.cluster.api.ask("PATCH", f"{_path(kind)}/{name}?fieldManager={_MANAGER}", note)

    def _fetched(self, ticket: str, commit: str) -> bool:
        source = self.cluster.api.ask("GET", f"{_path(_SOURCE)}/{self.environment}")
        status = source.get("status", {})
        return _handled(source, ticket) and bool(status.get("artifact", {}).get("revision", "").endswith(commit))

    def _all_tried(self, servers: set[str], ticket: str, commit: str) -> bool:
        found = self.kustomizations()
        return set(found) - {self.environment} == servers and all(_tried(found[name], ticket, commit) for name in servers)

    def _calm(self, space: str) -> bool:
        """Whether every Deployment has been seen at its newest, and has the replicas that its autoscaler asks for at least."""
        ask = self.cluster.api.ask
        found = ask("GET", f"/apis/apps/v1/namespaces/{space}/deployments")["items"]
        deployments = {each["metadata"]["name"]: each for each in found}
        scalers = ask("GET", f"/apis/autoscaling/v2/namespaces/{space}/horizontalpodautoscalers")["items"]
        seen = all(each["status"].get("observedGeneration") == each["metadata"]["generation"] for each in found)
        return seen and all(
            deployments[each["metadata"]["name"]]["spec"]["replicas"] >= each["spec"]["minReplicas"] for each in scalers
        )

    def _until(self, what: str, holds: Callable[[], bool]) -> None:
        """Waits; where it is in vain, the error says what Flux says."""
        try:
            until(f"{what} in {self.environment}", holds)
        except AssertionError as error:
            error.add_note(self.cluster.kubectl("get", "gitrepository,kustomization", "-n", NAMESPACE))
            raise


def _path(kind: tuple[str, str]) -> str:
    version, plural = kind
    return f"/apis/{version}/namespaces/{NAMESPACE}/{plural}"


def _handled(subject: Object, ticket: str) -> bool:
    return bool(subject.get("status", {}).get("lastHandledReconcileAt") == ticket)


def _tried(subject: Object, ticket: str, commit: str) -> bool:
    status = subject.get("status", {})
    return _handled(subject, ticket) and status.get("lastAttemptedRevision", "").endswith(commit) and bool(_ready(subject))


def _ready(subject: Object) -> str:
    """The reason of the condition `Ready`; empty while it is unknown."""
    conditions = subject.get("status", {}).get("conditions", [])
    return next((str(each["reason"]) for each in conditions if each["type"] == "Ready" and each["status"] != "Unknown"), "")


def _entries(kustomization: Object) -> set[Key]:
    """The objects of an inventory, whose entries are `<namespace>_<name>_<group>_<kind>`."""
    entries = kustomization["status"].get("inventory", {}).get("entries", [])
    identifiers = [each["id"].split("_") for each in entries]
    return {(kind, namespace, name) for namespace, name, _, kind in identifiers}


def _owned(root: Object) -> set[str]:
    """The names of the Kustomizations that a root applied."""
    return {name for kind, _, name in _entries(root) if kind == "Kustomization"}
