"""What is not in this cluster, and what others wait for: machines that run pods, and the External Secrets Operator.

They say of every pod, ExternalSecret and SecretStore that it is ready, and do nothing else: no container runs and no secret
is fetched. The Deployment's own readiness is then the real controllers' conclusion.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from e2e.api import Api
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
    thread = Thread(target=_work, args=(cluster.api, end, problems), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()
    assert problems == []


def _work(api: Api, end: Event, problems: list[Exception]) -> None:
    while not end.wait(0.5):
        try:
            _ready_all(api)
        except (OSError, ValueError) as error:
            problems.append(error)
            return


def _ready_all(api: Api) -> None:
    for path, status in _LISTS.items():
        for each in api.ask("GET", path).get("items", []):
            if not _is_ready(each):
                _ready(api, status.format(**each["metadata"]))


def _ready(api: Api, path: str) -> None:
    condition = {"type": "Ready", "status": "True", "reason": "StandIn", "message": "", "lastTransitionTime": _LONG_AGO}
    api.ask("PATCH", path, {"status": {"conditions": [condition], **_phase(path)}})


def _phase(path: str) -> Object:
    return {"phase": "Running"} if "/pods/" in path else {}


def _is_ready(subject: Object) -> bool:
    conditions = subject.get("status", {}).get("conditions", [])
    return any(each["type"] == "Ready" and each["status"] == "True" for each in conditions)
