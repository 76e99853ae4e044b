"""What a sync did or would do, in whole: for people and for machines."""

from __future__ import annotations

import json

import pytest

from mcpgen.report.changes import changes_json, changes_text
from mcpgen.tree.plan import Change, Conflict, Plan

CREATED = Change("base/a/service.yaml", None, "new\n")
UPDATED = Change("base/b/service.yaml", "old\n", "new\n")
DELETED = Change("base/c/service.yaml", "old\n", None)
ALL = Plan(creates=(CREATED,), updates=(UPDATED,), deletes=(DELETED,), kept=7)
CLEAN = Plan(kept=7)
EDITED = Conflict(Change("base/d/x.yaml", "a: 1\nb: 2\nmine: 3\n", "a: 1\nb: 4\n", forced=True), "was edited by hand")
STALE = Conflict(Change("base/e/x.yaml", "a: 1\n", None, forced=True), "was edited by hand")
OBJECTIONS = ("2 servers would be removed", "use `--allow-delete 2`")
WAY_OUT = "nothing was written. Carry the change over into the catalog, or give it up with `--overwrite PATH` or `--force`"


@pytest.mark.parametrize(
    ("plan", "written", "lines"),
    [
        (CLEAN, True, ["nothing to do: 7 files are as the catalog asks"]),
        (CLEAN, False, ["nothing to do: 7 files are as the catalog asks"]),
        (
            ALL,
            True,
            [
                "+ base/a/service.yaml",
                "~ base/b/service.yaml",
                "- base/c/service.yaml",
                "1 created, 1 updated, 1 deleted; 7 unchanged",
            ],
        ),
        (Plan(creates=(CREATED,)), True, ["+ base/a/service.yaml", "1 created; 0 unchanged"]),
        (
            ALL,
            False,
            [
                "+ base/a/service.yaml",
                "~ base/b/service.yaml",
                "- base/c/service.yaml",
                "1 to create, 1 to update, 1 to delete; 7 unchanged",
            ],
        ),
        (Plan(deletes=(DELETED,), kept=1), False, ["- base/c/service.yaml", "1 to delete; 1 unchanged"]),
    ],
    ids=["clean", "clean, checked", "all", "created", "all, checked", "deleted, checked"],
)
def test_text(plan: Plan, written: bool, lines: list[str]) -> None:  # noqa: FBT001
    """A line for each file with its sign, and a sum; what was only looked at is said to be still to do."""
    assert changes_text(plan, written=written).split("\n") == lines


def test_text_of_many_files() -> None:
    """Forty files of each sort are named, the rest counted: a first sync does not fill the screen."""
    creates = tuple(Change(f"base/s{number}/x.yaml", None, "") for number in range(42))
    updates = tuple(Change(f"base/t{number}/x.yaml", "", "") for number in range(40))
    assert changes_text(Plan(creates, updates, kept=0), written=True).splitlines() == [
        *(f"+ base/s{number}/x.yaml" for number in range(40)),
        "+ … and 2 more",
        *(f"~ base/t{number}/x.yaml" for number in range(40)),
        "42 created, 40 updated; 0 unchanged",
    ]


@pytest.mark.parametrize("written", [True, False])
def test_text_of_conflicts(written: bool) -> None:  # noqa: FBT001
    """Each file in the way, why, and the hand's lines against the catalog's; then the ways out. No change is listed."""
    plan = Plan((CREATED,), conflicts=(EDITED, STALE), kept=7)
    assert changes_text(plan, written=written).splitlines() == [
        "base/d/x.yaml: was edited by hand",
        "  --- base/d/x.yaml (on disk)",
        "  +++ base/d/x.yaml (wanted)",
        "  @@ -1,3 +1,2 @@",
        "   a: 1",
        "  -b: 2",
        "  -mine: 3",
        "  +b: 4",
        "base/e/x.yaml: was edited by hand",
        WAY_OUT,
    ]


def test_text_of_conflicts_that_no_option_goes_over() -> None:
    """`--force` is not offered where it does not help; a name that cannot be printed is shown."""
    final = Conflict(Change("base/\udcff.yaml", "", None, forced=True), "stands in the way: move it away", final=True)
    told = "base/\\udcff.yaml: stands in the way: move it away"
    assert changes_text(Plan(conflicts=(final,)), written=True).splitlines() == [told, "nothing was written"]
    assert changes_text(Plan(conflicts=(final, STALE)), written=True).splitlines() == [
        told,
        "base/e/x.yaml: was edited by hand",
        WAY_OUT,
    ]


def test_text_of_a_file_that_has_nothing_in_common() -> None:
    """A difference shows sixty lines at most."""
    old, new = ("".join(f"{side}{number}\n" for number in range(100)) for side in "on")
    lines = changes_text(Plan(conflicts=(Conflict(Change("base/d/x.yaml", old, new), "is not ours"),)), written=True).split(
        "\n"
    )
    assert lines == [
        "base/d/x.yaml: is not ours",
        "  --- base/d/x.yaml (on disk)",
        "  +++ base/d/x.yaml (wanted)",
        "  @@ -1,100 +1,100 @@",
        *(f"  -o{number}" for number in range(57)),
        WAY_OUT,
    ]


def test_text_of_objections() -> None:
    """What is too much and the way out, and that nothing was written; with conflicts, after them."""
    alone = ALL.with_objections(OBJECTIONS)
    assert changes_text(alone, written=True).splitlines() == [*OBJECTIONS, "nothing was written"]
    both = Plan(conflicts=(STALE,)).with_objections(OBJECTIONS)
    assert changes_text(both, written=True).splitlines() == [
        "base/e/x.yaml: was edited by hand",
        WAY_OUT,
        *OBJECTIONS,
        "nothing was written",
    ]


@pytest.mark.parametrize(
    ("plan", "written", "said"),
    [
        (ALL, True, True),
        (ALL, False, False),
        (CLEAN, True, False),
        (Plan((CREATED,), conflicts=(EDITED,)), True, False),
        (ALL.with_objections(OBJECTIONS), True, False),
    ],
    ids=["synced", "checked", "clean", "conflict", "objection"],
)
def test_json_says_whether_a_byte_was_written(plan: Plan, written: bool, said: bool) -> None:  # noqa: FBT001
    """`written` is true only where the plan was carried out and there was something in it."""
    assert json.loads(changes_json(plan, written=written))["written"] is said


def test_json() -> None:
    """Paths by what becomes of them, conflicts with their reasons, objections as they are told."""
    plan = Plan((CREATED,), (UPDATED,), (DELETED,), (EDITED,), 7).with_objections(OBJECTIONS[:1])
    assert changes_json(plan, written=True, warnings=3) == (
        """\
{
  "written": false,
  "created": [
    "base/a/service.yaml"
  ],
  "updated": [
    "base/b/service.yaml"
  ],
  "deleted": [
    "base/c/service.yaml"
  ],
  "kept": 7,
  "conflicts": [
    {
      "path": "base/d/x.yaml",
      "reason": "was edited by hand"
    }
  ],
  "objections": [
    "2 servers would be removed"
  ],
  "warnings": 3
}"""
    )


def test_json_of_a_clean_tree() -> None:
    """Every field is there, empty or not: a machine need not guess."""
    assert json.loads(changes_json(CLEAN, written=True)) == {
        "written": False, "created": [], "updated": [], "deleted": [], "kept": 7, "conflicts": [], "objections": [],
        "warnings": 0,
    }  # fmt: skip
