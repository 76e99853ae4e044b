"""What is not in this cluster, and what others wait for: machines that run pods, and the External Secrets Operator.

They say of every pod, ExternalSecret and SecretStore that it is ready, and do nothing else: no container runs and no secret
is fetched. The Deployment's own readiness is then the real controllers' conclusion.
"""

from __future__ import annotations

import json
import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import NOT_FOUND
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from e2e.cluster import Cluster
    from e2e.kubectl import Object

_LISTS = {
    "/api/v1/pods": "/api/v1/namespaces/{namespace}/pods/{name}/status",
    **{
        f"/apis/external-secrets.io/v1/{kind}": f"/apis/external-secrets.io/v1/namespaces/{{namespace}}/{kind}/{{name}}/status"
        for kind in ("externalsecrets", "secretstores")
    },
}
_LONG_AGO = "2020-01-01T00:00:00Z"
"""Readiness that began long ago: `minReadySeconds` have passed."""


@contextmanager
def standins(cluster: Cluster) -> Iterator[None]:
    """Works until the block ends. Raises AssertionError where it could not."""
    end = Event()
    problems: list[Exception] = []
    thread = Thread(target=_work, args=(_Api(cluster), end, problems), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()
    assert problems == []


def _work(api: _Api, end: Event, problems: list[Exception]) -> None:
    while not end.wait(0.5):
        try:
            api.ready_all()
        except (OSError, ValueError) as error:
            problems.append(error)
            return


@dataclass(frozen=True, slots=True)
class _Api:
    cluster: Cluster

    def ready_all(self) -> None:
        for path, status in _LISTS.items():
            for each in self._ask("GET", path).get("items", []):
                if not _is_ready(each):
                    self._ready(status.format(**each["metadata"]))

    def _ready(self, path: str) -> None:
        condition = {"type": "Ready", "status": "True", "reason": "StandIn", "message": "", "lastTransitionTime": _LONG_AGO}
        self._ask("PATCH", path, {"status": {"conditions": [condition], **_phase(path)}})

    def _ask(self, method: str, path: str, body: Object | None = None) -> Object:
        """The answer; nothing where the object has gone, or its kind is not served yet."""
        headers = {"Authorization": f"Bearer {self.cluster.token}", "Content-Type": "application/merge-patch+json"}
        data = json.dumps(body).encode() if body else None
        request = Request(self.cluster.url + path, data, headers, method=method)
        try:
            with urlopen(request, timeout=30, context=ssl.create_default_context(cafile=self.cluster.authority)) as answer:
                found: Object = json.load(answer)
                return found
        except HTTPError as error:
            if error.code != NOT_FOUND:
                raise
            return {}


def _phase(path: str) -> Object:
    return {"phase": "Running"} if "/pods/" in path else {}


def _is_ready(subject: Object) -> bool:
    conditions = subject.get("status", {}).get("conditions", [])
    return any(each["type"] == "Ready" and each["status"] == "True" for each in conditions)
