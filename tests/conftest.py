"""What tests share: hypothesis without deadlines (machines are noisy), a cache of their own, and small catalogs on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

settings.register_profile("mcpgen", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
settings.load_profile("mcpgen")

HEAD = """\
environments:
  staging: {namespace: mcp, domain: staging.example.com}
  production: {namespace: mcp, domain: example.com}
"""


def servers(*names: str) -> str:
    """The text of a catalog with small servers of those names."""
    body = "".join(f"  {name}:\n    image: {{repository: org/{name}, tag: v1}}\n    port: 8000\n" for name in names)
    return f"{HEAD}mcp:\n{body}"


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, and no program that one starts, reads or writes the cache of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a catalog into a folder of its own and gives its path."""

    def written(text: str) -> Path:
        path = tmp_path / "catalog.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return written
