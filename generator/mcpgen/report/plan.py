"""What a merge would do, for people at a terminal and for machines."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from mcpgen.checks.dangers.danger import Severity
from mcpgen.checks.dangers.immutable_fields import refused
from mcpgen.checks.dangers.transition import Action, namespace
from mcpgen.checks.masked import masked
from mcpgen.errors import printable
from mcpgen.kustomize.difference import difference
from mcpgen.report.differences import changed_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mcpgen.stages.outlook import Foreseen, Outlook, Threat

SIGNS = {Action.CREATE: "+", Action.CHANGE: "~", Action.REPLACE: "±", Action.DELETE: "-"}
_WORDS = {Action.CREATE: "created", Action.CHANGE: "changed", Action.REPLACE: "replaced", Action.DELETE: "deleted"}
_COLOURS = {"+": "32", "-": "31", "~": "33", "±": "35", "@": "36"}
_SEVERITIES = {Severity.HIGH: "1;31", Severity.MEDIUM: "33"}
_PAGE = "docs/plan.md"


def plan_text(outlook: Outlook, *, colour: bool) -> str:
    """By environment: its dangers, then its objects. Of those that change, the changed lines of their YAML."""
    lines = [(f"against {against(outlook)}", "")]
    if outlook.drift:
        lines.append((f"! {drifted(outlook)}", _SEVERITIES[Severity.HIGH]))
    for environment in environments(outlook):
        lines += [("", ""), (environment, "1")]
        for threat in of(environment, outlook.threats):
            lines += _threat(threat)
        for each in of(environment, outlook.objects):
            lines += _object(each)
    lines += [("", ""), (counted(outlook), "")]
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" if colour and code else line for line, code in lines)


def plan_json(outlook: Outlook, failing: Sequence[str]) -> str:
    """One JSON object; docs/plan.md says what is in it. `failing` are the classes for which the command ends with 1."""
    found = {
        "against": {"commit": outlook.commit, "said": outlook.said},
        "drift": list(outlook.drift),
        "dangers": [_danger(each) for each in outlook.threats],
        "objects": [_change(each) for each in outlook.objects],
        "failing": list(failing),
    }
    return json.dumps(found, indent=2)


def against(outlook: Outlook) -> str:
    """What the files were held against, in words."""
    return f"{outlook.commit[:12]} ({outlook.said})" if outlook.commit else outlook.said


def drifted(outlook: Outlook) -> str:
    """That the files are not what the catalog asks for, and what to do."""
    number, first = len(outlook.drift), outlook.drift[0]
    files = first if number == 1 else f"{first} and {number - 1} more"
    wrong = "this plan is of the files on disk, and they are not what the catalog asks for"
    return printable(f"{wrong}: run `mcpgen sync` ({files})")


def environments(outlook: Outlook) -> list[str]:
    """The environments in which something happens, in their order."""
    return sorted({*(each.environment for each in outlook.objects), *(each.environment for each in outlook.threats)})


def of(environment: str, entries: Iterable[Any]) -> list[Any]:
    """Those of the environment."""
    return [each for each in entries if each.environment == environment]


def counted(outlook: Outlook) -> str:
    """How many objects of each fate, and how many dangers of each severity, in a line."""
    fates = Counter(each.pair.action for each in outlook.objects)
    objects = ", ".join(f"{fates[action]} {word}" for action, word in _WORDS.items() if fates[action])
    severities = Counter(each.kind.severity for each in outlook.threats)
    told = ", ".join(f"{severities[each]} {each}" for each in Severity if severities[each])
    return f"objects: {objects or 'none'}; dangers: {told or 'none'}"


def headline(each: Foreseen) -> str:
    """Sign, server, kind and name of an object; where it moves, from which namespace to which."""
    pair = each.pair
    moved = f" ({namespace(pair.old)} → {namespace(pair.new)})" if pair.old and pair.new and pair.moves else ""
    return printable(f"{SIGNS[pair.action]} {f'{each.server}: ' if each.server else ''}{pair.kind} {pair.name}{moved}")


def about(threat: Threat) -> str:
    """Server and object of a danger; nothing for what is no server's, which its message names."""
    danger = threat.danger
    if threat.server is None:
        return ""
    return printable(f"{threat.server}: {danger.kind} {danger.name}" if danger.kind else threat.server)


def _threat(threat: Threat) -> Iterator[tuple[str, str]]:
    colour = _SEVERITIES[threat.kind.severity]
    parts = (f"! {threat.kind.name} ({threat.kind.severity})", about(threat), printable(threat.danger.message))
    yield ": ".join(part for part in parts if part), colour
    yield f"  {printable(threat.danger.remedy)}", ""


def _object(each: Foreseen) -> Iterator[tuple[str, str]]:
    line = headline(each)
    yield line, _COLOURS[line[0]]
    if each.pair.action in {Action.CHANGE, Action.REPLACE}:
        for changed in changed_lines(*masked(each.pair.old, each.pair.new)):
            yield changed, _COLOURS.get(changed[:1], "")


def _danger(threat: Threat) -> dict[str, Any]:
    return {
        "class": threat.kind.name,
        "severity": str(threat.kind.severity),
        "environment": threat.environment,
        "server": threat.server,
        "kind": threat.danger.kind or None,
        "name": threat.danger.name or None,
        "message": threat.danger.message,
        "remedy": threat.danger.remedy,
        "docs": f"{_PAGE}#{threat.kind.name}",
    }


def _change(each: Foreseen) -> dict[str, Any]:
    pair = each.pair
    old, new = masked(pair.old, pair.new)
    subject = pair.new or pair.old or {}
    return {
        "environment": each.environment,
        "server": each.server,
        "apiVersion": subject["apiVersion"],
        "kind": pair.kind,
        "namespace": namespace(subject) or None,
        "name": pair.name,
        "action": str(pair.action),
        "immutable": refused(pair.old, pair.new) if pair.old and pair.new else [],
        "operations": difference(old, new) if old and new else [],
    }
