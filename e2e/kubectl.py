"""The real kubectl, against one cluster."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.tools import tool

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Object = dict[str, Any]
Key = tuple[str, str, str]
"""Kind, namespace and name."""


@dataclass(frozen=True, slots=True)
class Kubectl:
    """What kubectl does with a kubeconfig."""

    config: Path

    def ask(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Runs kubectl, which may fail. Its discovery cache stands beside the kubeconfig."""
        cache = f"--cache-dir={self.config.parent / 'discovery'}"
        command = [str(tool("kubectl")), f"--kubeconfig={self.config}", cache, *words]
        return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)

    def __call__(self, *words: str, stdin: str = "") -> str:
        """The standard output of a command that must succeed."""
        done = self.ask(*words, stdin=stdin)
        assert done.returncode == 0, f"kubectl {words} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def apply(self, objects: Iterable[Object]) -> None:
        """Applies objects as they are."""
        self("apply", "--server-side", "-f", "-", stdin=written(objects))

    def objects(self, *words: str, stdin: str = "") -> list[Object]:
        """What `kubectl get` finds, nothing where nothing is."""
        text = self("get", *words, "-o", "json", "--ignore-not-found", stdin=stdin)
        found: Object = json.loads(text) if text.strip() else {"items": []}
        items: list[Object] = found.get("items", [found])
        return items


def written(objects: Iterable[Object]) -> str:
    """Objects as a YAML stream. As one `List`, kubectl would check them by itself instead of leaving that to the server."""
    return "".join(f"---\n{json.dumps(each)}\n" for each in objects)


def key(subject: Object) -> Key:
    """What an object is called in a cluster."""
    metadata = subject["metadata"]
    return subject["kind"], metadata.get("namespace", ""), metadata["name"]
