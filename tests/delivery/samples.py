"""Small delivered environments, made by mcpgen's own code from a catalog's text; and the cases of cases/delivery."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mcpgen.catalog.resolve import catalog
from mcpgen.catalog.source import read
from mcpgen.delivery.member import Member
from mcpgen.stages.delivery import Census, sites
from mcpgen.stages.server import unchecked

if TYPE_CHECKING:
    from mcpgen.catalog.resolve import Catalog
    from mcpgen.delivery.site import Site

CASES = Path(__file__).parents[1] / "cases" / "delivery"
GIT = "git: {url: 'https://git.example.com/org/mcp'}"
LABELS = {
    "app.kubernetes.io/instance": "production",
    "app.kubernetes.io/part-of": "mcp",
    "app.kubernetes.io/managed-by": "mcpgen",
}


def loaded(text: str) -> Catalog:
    """The catalog of that text."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "catalog.yaml")
        path.write_text(text, encoding="utf-8")
        return catalog(read(path))


def sites_of(whole: Catalog) -> list[Site]:
    """The delivered environments of a catalog."""
    census = Census()
    for name in whole.names:
        for server, objects in unchecked(whole, name):
            census.count(whole, server, objects)
    return sites(whole, census)


def site_of(delivery: str, *, git: bool = True, plain: bool = False, **servers: str) -> Site:
    """The environment `production` with that delivery, in YAML's flow style; `servers` are name → fields, in the same style.

    Each has an image unless they are `plain`; the repository is there unless `git` is False.
    """
    image = "port: 8000" if plain else "port: 8000, image: {repository: org/server, tag: v1}"
    lines = [f"  {name}: {{{image}{fields and ', '}{fields}}}" for name, fields in (servers or {"a": ""}).items()]
    block = f"{GIT}, {delivery}" if git else delivery
    head = f"environments:\n  production: {{namespace: tools, domain: example.com, delivery: {{{block}}}}}\nmcp:\n"
    (found,) = sites_of(loaded(head + "\n".join(lines) + "\n"))
    return found


def small(name: str, owner: str | None = None, documents: int = 4) -> Member:
    """A server of so many Services."""
    return Member(name, owner, (("", "Service"),), documents)
