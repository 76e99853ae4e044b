"""What a merge would do, for a pull request: dangers first, differences folded away, short enough for a comment."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from mcpgen.checks.masked import masked
from mcpgen.errors import printable
from mcpgen.report.differences import changed_lines
from mcpgen.report.plan import about, against, counted, drifted, environments, headline, of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.stages.outlook import Foreseen, Outlook, Threat

LIMIT = 65_000
"""Bytes of a whole report: a comment on GitHub holds 65,536 characters, and what posts it may add a line of its own."""

_RESERVED = 400
"""For the last lines, which say what was left out."""

_MENTION = re.compile(r"(?<![\w/])@(?=\w)")


def plan_markdown(outlook: Outlook) -> str:
    """The report in at most LIMIT bytes. What does not fit is counted, objects before dangers."""
    page = _Page([f"## Plan: {escape(counted(outlook))}", "", f"Held against {escape(against(outlook))}.", ""])
    if outlook.drift:
        page.add([f"> [!WARNING]\n> {_plain(drifted(outlook))}", ""])
    dangers = _dangers(outlook.threats, page)
    objects = _objects(outlook, page)
    if dangers or objects:
        left = " and ".join(f"{count} {what}" for count, what in ((dangers, "dangers"), (objects, "objects")) if count)
        page.lines += ["", f"**Not shown here: {left}.** A comment on GitHub is full; `mcpgen plan` shows all of them."]
    return "\n".join(page.lines).rstrip()


class _Page:
    """Lines that stay below the limit."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._room = LIMIT - _RESERVED - sum(map(_size, lines))

    def add(self, lines: Sequence[str], *, spare: int = 0) -> bool:
        """Adds the lines where they fit, all of them or none; `spare` bytes stay free."""
        size = sum(map(_size, lines))
        if size > self._room - spare:
            return False
        self._room -= size
        self.lines += lines
        return True


def _size(line: str) -> int:
    return len(line.encode()) + 1


def _dangers(threats: Sequence[Threat], page: _Page) -> int:
    """Adds the dangers as a table; how many did not fit."""
    if not threats:
        return 0
    page.add(["| | Environment | Danger | Where | What, and the way out |", "|---|---|---|---|---|"])
    left = sum(not page.add([_row(each)], spare=LIMIT // 4) for each in threats)
    page.add([""])
    return left


def _row(threat: Threat) -> str:
    sign = {"high": "🔴 high", "medium": "🟠 medium"}[threat.kind.severity]
    danger = threat.danger
    cells = (
        sign,
        threat.environment,
        f"`{threat.kind.name}`",
        _plain(about(threat)),
        f"{_plain(danger.message)}<br>{_plain(danger.remedy)}",
    )
    return f"| {' | '.join(cells)} |"


def _objects(outlook: Outlook, page: _Page) -> int:
    """Adds the objects by environment, with differences as long as the others keep a line; how many did not even get that."""
    left = 0
    following = sum(_size(line) for each in outlook.objects for line in _bare(each))
    for environment in environments(outlook):
        entries = of(environment, outlook.objects)
        fits = bool(entries) and page.add([f"### {escape(environment)}", ""])
        for each in entries:
            following -= sum(map(_size, _bare(each)))
            left += not (fits and (page.add(list(_folded(each)), spare=following) or page.add(list(_bare(each)))))
    return left


def _folded(each: Foreseen) -> Iterator[str]:
    lines = list(changed_lines(*masked(each.pair.old, each.pair.new)))
    fence = "`" * max(3, 1 + max((len(run) for line in lines for run in re.findall("`+", line)), default=0))
    yield f"<details><summary>{escape(headline(each))}</summary>"
    yield from ("", f"{fence}diff", *lines, fence, "", "</details>", "")


def _bare(each: Foreseen) -> Iterator[str]:
    yield f"<details><summary>{escape(headline(each))}</summary>too long to be shown here</details>"
    yield ""


def _plain(text: str) -> str:
    """Text that stays text: no link, no tag, no cell, no one called by name."""
    text = escape(printable(text), quote=False).replace("|", "&#124;").replace("[", "&#91;")
    return _MENTION.sub("@\u200b", text)
