"""Plans for a pull request: within a comment's length, whatever happens, and safe to post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcpgen.checks.dangers.danger import Danger
from mcpgen.checks.dangers.transition import Pair
from mcpgen.report.plan import drifted
from mcpgen.report.plan_markdown import LIMIT, plan_markdown
from mcpgen.stages.outlook import Foreseen, Outlook, Threat
from tests.checks.dangers.samples import service
from tests.plans import CASES, laid, said
from tests.report.test_plan import CLASSES, WHOLE, outlook

if TYPE_CHECKING:
    from pathlib import Path

    from mcpgen.manifests.objects import Object

GITHUB = 65_536


def noted(text: str, name: str = "a") -> Object:
    """A Service with a note."""
    return {**service(), "metadata": {"name": name, "annotations": {"note": text}}}


def created(number: int, size: int) -> list[Foreseen]:
    """Objects of about that many bytes each."""
    return [Foreseen("p", f"server-{each}", Pair("Service", "a", None, noted("x" * size))) for each in range(number)]


def threats(number: int, size: int = 10) -> tuple[Threat, ...]:
    """Dangers with messages of that many characters."""
    danger = Danger("m" * size, "remedy")
    return tuple(Threat(CLASSES["server-removed"], "p", f"server-{each}", danger) for each in range(number))


def test_whole() -> None:
    """A headline, what is against what, a table of dangers, and every object folded away."""
    lines = plan_markdown(WHOLE).split("\n")
    assert lines[:12] == [
        "## Plan: objects: 1 created, 1 changed, 2 replaced, 1 deleted; dangers: 2 high, 1 medium",
        "",
        "Held against 0123456789ab (the merge base with main).",
        "",
        "> [!WARNING]",
        f"> {drifted(WHOLE)}",
        "",
        "| | Environment | Danger | Where | What, and the way out |",
        "|---|---|---|---|---|",
        "| 🟠 medium | production | `pdb-removed` | a: PodDisruptionBudget a | no budget<br>write one |",
        "| 🔴 high | staging | `owner-changed` |  | Kustomization mcp goes<br>wait |",
        "| 🔴 high | staging | `server-removed` | c | it goes<br>keep it |",
    ]
    assert [line for line in lines if line.startswith(("###", "<details>"))] == [
        "### production",
        "<details><summary>~ a: Service a</summary>",
        "<details><summary>+ b: Service b</summary>",
        "### staging",
        "<details><summary>- Service a</summary>",
        "<details><summary>± a: Deployment a</summary>",
        "<details><summary>± b: Service a (mcp → tools)</summary>",
    ]


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        (outlook(*created(10, 1000)), ""),
        (outlook(*created(100, 1000)), ""),
        (outlook(*created(2000, 1000)), "objects"),
        (outlook(*created(3, LIMIT)), ""),
        (outlook(threats=threats(300)), ""),
        (outlook(threats=threats(3000)), "dangers"),
        (outlook(*created(3000, 2000), threats=threats(3000)), "dangers and"),
        (outlook(threats=threats(3, LIMIT)), "3 dangers"),
        (outlook(*created(2000, 100), threats=threats(2000, 2000), drift=("base/a/x.yaml",) * 9), "dangers and"),
    ],
)
def test_it_fits_and_says_what_is_left_out(whole: Outlook, left: str) -> None:
    """Long differences go first, then whole objects, then dangers; what is left out is counted, and nothing else is."""
    text = plan_markdown(whole)
    assert len(text.encode()) <= LIMIT < GITHUB
    rows, folded = text.count("\n| 🔴"), text.count("<details>")
    assert text.count("<details>") == text.count("</details>")
    lost_rows, lost_objects = len(whole.threats) - rows, len(whole.objects) - folded
    counted = " and ".join(f"{lost} {what}" for lost, what in ((lost_rows, "dangers"), (lost_objects, "objects")) if lost)
    assert text.endswith(
        f"**Not shown here: {counted}.** A comment on GitHub is full; `mcpgen plan` shows all of them."
    ) is bool(counted)
    assert (left in counted) if left else not counted


def test_one_long_object_does_not_hide_the_others() -> None:
    """It has its line, and those behind it their differences."""
    long, short = created(1, LIMIT)[0], created(2, 10)
    text = plan_markdown(outlook(long, *short))
    assert "<details><summary>+ server-0: Service a</summary>too long to be shown here</details>" in text
    assert text.count("```diff") == 2


@given(st.text(max_size=60))
def test_text_of_a_branch_stays_text(text: str) -> None:
    """Whatever stands in files of a pull request: no tag, no link, no end of a fence, no end of a table's row."""
    note = {"a": {"b": text.replace("\0", "")}}
    change: dict[str, Any] = {**service(), "data": note}
    try:
        shown = plan_markdown(outlook(Foreseen("p", "a", Pair("Service", "a", None, change))))
    except ValueError:  # what no YAML can hold
        shown = ""
    lines = shown.split("\n")
    fences = [line for line in lines if line.lstrip().startswith("```") and set(line.strip()) == {"`"}]
    assert len(fences) <= 1
    said_so = plan_markdown(outlook(threats=(Threat(CLASSES["data-loss"], "p", "a", Danger(text, "r")),)))
    (row,) = [line for line in said_so.split("\n") if line.startswith("| 🔴")]
    assert row.count("|") == 6
    assert "<" not in row.replace("<br>", "")
    assert "[" not in row


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@someone look", "@\u200bsomeone look"),
        ("org/a@sha256:1", "org/a@sha256:1"),
        ("<script>|[a](b)", "&lt;script&gt;&#124;&#91;a](b)"),
        ("a\nb", "a\\nb"),
    ],
)
def test_escapes(text: str, shown: str) -> None:
    """Nobody is called by name; what is shown reads as it was written."""
    whole = outlook(threats=(Threat(CLASSES["data-loss"], "p", "a", Danger(text, "r")),))
    assert f"| {shown}<br>r |" in plan_markdown(whole)


def test_a_fence_in_a_note_is_inside_a_longer_one() -> None:
    """Lines of a difference may begin with one space and a fence."""
    old, new = noted("```\n</details>\nx"), noted("```\n</details>\ny")
    text = plan_markdown(outlook(Foreseen("p", "a", Pair("Service", "a", old, new))))
    assert "\n````diff\n" in text
    assert text.rstrip().endswith("````\n\n</details>")


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_cases(case: Path, tmp_path: Path) -> None:
    """Whole plans in all three formats, of real trees in a real repository; `python -m tests.plans` writes them."""
    laid(case, tmp_path)
    assert said(tmp_path) == {file: (case / file).read_text(encoding="utf-8") for file in ("plan.txt", "plan.json", "plan.md")}
