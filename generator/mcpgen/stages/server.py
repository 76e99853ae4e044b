"""One server: from its layers in the catalog to checked objects, a base, and an overlay for each environment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcpgen.catalog.demands import unmet
from mcpgen.catalog.known import known
from mcpgen.catalog.resolve import Family, Server, family
from mcpgen.checks.credentials import exemptions
from mcpgen.checks.lint.remark import Severity
from mcpgen.checks.pod_security import pod_security
from mcpgen.checks.rules import check
from mcpgen.checks.schema import schema_findings
from mcpgen.delivery.annotations import annotated
from mcpgen.errors import Invalid, Problem
from mcpgen.kustomize.build import prove
from mcpgen.kustomize.overlay import Overlay, overlay
from mcpgen.manifests.objects import identity, words
from mcpgen.manifests.origins import field
from mcpgen.manifests.patches import applicable, patched
from mcpgen.manifests.server import objects
from mcpgen.stages.lint import linted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mcpgen.catalog.resolve import Catalog
    from mcpgen.checks.findings import Finding
    from mcpgen.manifests.objects import Object


@dataclass(frozen=True, slots=True)
class Rendered:
    """One server: its base, in each environment its objects and the overlay that leads to them, and lint's warnings."""

    family: Family
    base: Sequence[Object]
    objects: Mapping[str, Sequence[Object]]
    overlays: Mapping[str, Overlay]
    warnings: frozenset[Problem] = frozenset()


def render(whole: Catalog, name: str) -> Rendered | None:
    """The server `name` in all environments that enable it; None where none does. Raises Invalid with all problems."""
    found = family(whole, name)
    if found is None:
        return None
    pool: dict[bytes, Object] = {}
    wanted = {str(variant.environment.name): _pooled(_finished(variant), pool) for variant in found.variants}
    remarks = [each for variant in found.variants for each in linted(variant, wanted[str(variant.environment.name)])]
    problems = [*_problems(found, wanted), *(each.problem for each in remarks if each.severity is Severity.ERROR)]
    if problems:
        raise Invalid(problems)
    base = _pooled(_base(found, list(wanted.values())), pool)
    namespaces = {str(variant.environment.name): variant.environment.namespace for variant in found.variants}
    apart = found.base.environment.namespace is None
    overlays = {name: overlay(base, objects, namespaces[name] if apart else None) for name, objects in wanted.items()}
    for environment, made in overlays.items():
        prove(base, made, wanted[environment])
    return Rendered(found, base, wanted, overlays, frozenset(each.problem for each in remarks))


def unchecked(whole: Catalog, name: str) -> list[tuple[Server, Sequence[Object]]]:
    """The server `name` in each environment that enables it, with its objects as nobody has judged them. Raises Invalid."""
    found = family(whole, name)
    return [(variant, _finished(variant)) for variant in found.variants] if found else []


def place(server: Server, finding: Finding) -> Problem:
    """A finding in an object as a problem at the catalog line that the object's field comes from.

    Where no line of the catalog wrote that very field, the message says where in the object it is.
    """
    path = field(server, finding.kind, finding.path)
    found, name = server.origin.find(known(path)[0])
    where = "" if server.origin.wrote(path) else f" ({finding.kind} {'/'.join(map(str, finding.path))})"
    return Problem(found, name, f"{finding.message}{where}", finding.remedy)


def _finished(server: Server) -> list[Object]:
    return annotated(server, patched(server, objects(server)))


def _pooled(subjects: Iterable[Object], pool: dict[bytes, Object]) -> list[Object]:
    """The same objects, each the one in `pool` where it has an equal there: comparing a thing with itself costs nothing."""
    return [pool.setdefault(words(subject), subject) for subject in subjects]


def _base(found: Family, wanted: Sequence[Sequence[Object]]) -> list[Object]:
    """The base's objects that every environment has; the others become resources of the overlays."""
    shared = set.intersection(*({identity(subject) for subject in each} for each in wanted))
    own = annotated(found.base, applicable(found.base, objects(found.base)))
    return [subject for subject in own if identity(subject) in shared]


def _problems(found: Family, wanted: Mapping[str, Sequence[Object]]) -> Iterator[Problem]:
    """What the environments, Kubernetes' schemas and the rules find wrong with a server.

    An object that an environment before had has been judged there; equal ones are one and the same in `wanted`.
    """
    judged: dict[tuple[str, frozenset[str]], set[int]] = {}
    for server in found.variants:
        yield from unmet(server)
        settings, version = server.settings, str(server.environment.kubernetes_version)
        exempt = exemptions(settings)
        before = judged.setdefault((version, exempt), set())
        subjects = wanted[str(server.environment.name)]
        fresh = [subject for subject in subjects if id(subject) not in before]
        before.update(map(id, fresh))
        for subject in fresh:
            yield from (place(server, finding) for finding in schema_findings(version, subject))
        findings = [*check(subjects, fresh, exempt=exempt), *pod_security(subjects, server.environment.pod_security)]
        yield from (place(server, finding) for finding in findings)
