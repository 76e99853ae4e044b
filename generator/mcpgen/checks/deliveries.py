"""What is wrong with the deliveries of a catalog once their servers are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.checks.metadata import metadata
from mcpgen.delivery.flux.images import renewed
from mcpgen.delivery.flux.tool import FLUX
from mcpgen.delivery.namespace import namespace
from mcpgen.delivery.tools import TOOLS
from mcpgen.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.catalog.resolve import Catalog
    from mcpgen.delivery.site import Site
    from mcpgen.errors import Place


def delivery_problems(whole: Catalog, found: Sequence[Site]) -> Iterator[Problem]:
    """Problems of the delivered environments `found`, each at its line of the catalog."""
    for each in found:
        yield from _labels(whole, each)
        yield from _owners(whole, each)
        yield from _cannot_renew(each)
    yield from _renewed_twice(found)
    yield from _same_names(whole, found)


def _labels(whole: Catalog, found: Site) -> Iterator[Problem]:
    """Labels of the namespace that Kubernetes would refuse."""
    subject = namespace(found, {})
    for each in metadata([subject]):
        place, field = whole.delivery_origin(found.environment).find(FLUX.field("Namespace", each.path))
        yield Problem(place, field, each.message, each.remedy)


def _owners(whole: Catalog, found: Site) -> Iterator[Problem]:
    """Owners whose groups would have one name."""
    place, field = whole.delivery_origin(found.environment).find(("groupBy",))
    for name, members in found.groups if found.delivery.group_by == "owner" else ():
        owners = sorted({each.owner or "" for each in members})
        if len(owners) > 1:
            said = " and ".join(f"`{owner}`" if owner else "the servers without an owner" for owner in owners)
            remedy = "write the owner alike everywhere, or choose `groupBy: size`"
            yield Problem(place, field, f"{said} would share the group {name}", remedy)


def _cannot_renew(found: Site) -> Iterator[Problem]:
    for each in found.members:
        if each.automated and not found.delivery.git:
            remedy = "write `git` there, or `imageAutomation: null`"
            message = f"Flux commits new images to a git repository, and reads {found.environment} from an artifact"
            yield Problem(each.automated.place, each.automated.field, message, remedy)
        elif each.automated and not (each.tag or each.digest):
            message = f"{found.environment} has neither a tag nor a digest that Flux could renew"
            yield Problem(each.automated.place, each.automated.field, message, "write `image.tag`")


def _renewed_twice(found: Sequence[Site]) -> Iterator[Problem]:
    """Lines of the catalog that Flux would renew from two environments: a line has room for one policy."""
    first: dict[Place, str] = {}
    for each in found:
        for member in each.members:
            for _, written, _ in renewed(each, member):
                if first.setdefault(written.place, each.environment) != each.environment and member.automated:
                    both = f"{first[written.place]} and {each.environment}"
                    message = f"{both} would both renew {written.field} at {written.place}"
                    remedy = "ask for it in one environment, or write the image below each"
                    yield Problem(member.automated.place, member.automated.field, message, remedy)


def _same_names(whole: Catalog, found: Sequence[Site]) -> Iterator[Problem]:
    """Objects of two environments that would be one, as `a-b` and its server `c`, and `a` and its server `b-c`."""
    first: dict[tuple[str, str, str], str] = {}
    for each in found:
        for tool in TOOLS.values():
            for subject in tool.objects(each).values() if tool.asked(each.delivery) else ():
                head = subject["metadata"]
                key = (str(subject["kind"]), str(head.get("namespace", "")), str(head["name"]))
                if key[1] and first.setdefault(key, each.environment) != each.environment:
                    place, field = whole.delivery_origin(each.environment).find((tool.name,))
                    message = f"{key[0]} {key[2]} in {key[1]} would be {first[key]}'s too"
                    yield Problem(place, field, message, f"rename the environment, or write another `{tool.name}.namespace`")
