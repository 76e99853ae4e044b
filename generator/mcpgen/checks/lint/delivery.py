"""Delivery: what Flux and Argo CD could not build in time, and images that would never be renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.lint.estate import EstateRule, Said
from mcpgen.checks.lint.remark import Fix, Severity
from mcpgen.delivery.argocd.tool import ARGOCD
from mcpgen.delivery.flux.images import renewed
from mcpgen.delivery.flux.tool import FLUX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcpgen.checks.lint.estate import Estate
    from mcpgen.delivery.member import Written
    from mcpgen.delivery.site import Site

LONGEST = 90
"""Seconds after which Argo CD stops a build. Source: argo-cd.readthedocs.io, "High Availability" (repo server)."""

_SECONDS = 7.7e-6
"""CPU seconds of `kustomize build` for each document squared; measured with kustomize 5.8: 78 s for 3200 documents."""

_BY_SIZE = "`grouping: group` and `groupBy: size`"


def seconds(documents: int) -> int:
    """About how long kustomize builds so many documents as one."""
    return round(_SECONDS * documents**2)


def _large(estate: Estate) -> Iterator[Said]:
    for what, documents, remedy in _builds(estate):
        if seconds(documents) > LONGEST:
            message = f"kustomize builds the {documents} objects of {what} in about {seconds(documents)} s"
            yield Said(estate.place, estate.field, f"{message}, and {_after(estate, what)}", remedy)


def _after(estate: Estate, what: str) -> str:
    """What comes of a build that takes so long: Flux builds one thing at a time, and has no limit of its own."""
    site = estate.site
    if site and (what == FLUX.folder(site.environment) or not ARGOCD.asked(site.delivery)):
        return "all other builds of Flux wait"
    return f"Argo CD stops after {LONGEST} s"


def _builds(estate: Estate) -> Iterator[tuple[str, int, str]]:
    """What is built as one: its folder, its documents, and what makes them fewer."""
    site = estate.site
    if site is None:
        remedy = "point Flux or Argo CD at each server instead, as `delivery` does"
        yield f"overlays/{estate.environment}", estate.documents, remedy
        return
    for unit in site.units:
        yield unit.folder, sum(each.documents for each in unit.members), _smaller(site)
    for tool in (FLUX, ARGOCD):
        if tool.asked(site.delivery):
            remedy = f"write {'`applicationSet: true`, or ' if tool is ARGOCD else ''}{_BY_SIZE}"
            yield tool.folder(site.environment), sum("/" not in file for file in tool.objects(site)), remedy


def _smaller(site: Site) -> str:
    """What makes units smaller."""
    if site.delivery.grouping == "group":
        return "write `groupBy: size`" if site.delivery.group_by == "owner" else "write a smaller `groupSize`"
    return f"write {_BY_SIZE}, or `grouping: server`"


def _unmarked(estate: Estate) -> Iterator[Said]:
    for member in estate.site.members if estate.site else ():
        for part, written, comment in renewed(estate.site, member) if estate.site else ():
            line = estate.marked.get((written.place.file, written.place.line), "")
            if _bare(line.partition("#")[2]) != _bare(comment):
                message = f"Flux renews no {part} without its marker in this line"
                remedy = f"write it on a line of its own, with nothing but `{comment}` behind it"
                yield Said(written.place, written.field, message, remedy, Fix(comment=comment))


def _shared(estate: Estate) -> Iterator[Said]:
    """What another environment runs changes with the line that Flux renews for this one."""
    runs = {each.place: other.environment for other in estate.others for each in _running(other)}
    for member in estate.site.members if estate.site else ():
        for part, written, _ in renewed(estate.site, member) if estate.site else ():
            if written.place in runs:
                message = f"{runs[written.place]} runs this {part} too, and is renewed with {estate.environment}"
                remedy = f"write the image below `environments.{runs[written.place]}.mcp.{member.name}` too"
                yield Said(written.place, written.field, message, remedy)


def _running(site: Site) -> Iterator[Written]:
    """The part of each server's image that decides what runs: the digest, or the tag where there is none."""
    yield from (found for member in site.members if (found := member.digest or member.tag))


def _bare(text: str) -> str:
    return text.replace(" ", "").removeprefix("#")


RULES = (
    EstateRule("MCP501", Severity.WARNING, "a build that takes too long", _large),
    EstateRule("MCP502", Severity.WARNING, "an image that Flux cannot renew", _unmarked),
    EstateRule("MCP503", Severity.WARNING, "an image that is renewed for another environment too", _shared),
)
