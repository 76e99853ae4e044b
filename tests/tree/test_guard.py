"""The prune guard (promise 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mcpgen.tree.plan import Policy
from tests.tree.samples import lay, planned, tree

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [f"s{number:02}" for number in range(40)]


@pytest.mark.parametrize(
    ("present", "gone", "allowed", "refused"),
    [
        (3, 1, 0, False),
        (3, 2, 0, True),
        (3, 2, 1, True),
        (3, 2, 2, False),
        (40, 4, 0, False),
        (40, 5, 0, True),
        (40, 5, 5, False),
    ],
)
def test_how_many_may_go(tmp_path: Path, present: int, gone: int, allowed: int, refused: bool) -> None:  # noqa: FBT001
    """The larger of one server and a tenth; more needs the number to be said."""
    lay(tmp_path, tree(NAMES[:present]))
    found = planned(tmp_path, tree(NAMES[gone:present]), Policy(allow_delete=allowed))
    assert bool(found.objections) is refused
    if refused:
        assert found.objections[-1] == f"if that is meant, run it again with --allow-delete {gone}"


def test_nothing_wanted_is_never_meant(tmp_path: Path) -> None:
    """An empty tree is refused whatever is allowed."""
    lay(tmp_path, tree(["a"]))
    assert planned(tmp_path, {}, Policy(allow_delete=99)).objections == (
        "the catalog asks for no file at all: an empty catalog never removes what is there",
    )


def test_without_prune_nothing_goes(tmp_path: Path) -> None:
    """`--no-prune` leaves all there is."""
    lay(tmp_path, tree(NAMES))
    found = planned(tmp_path, tree(NAMES[:1]), Policy(prune=False))
    assert (found.deletes, found.objections) == ((), ())


def test_an_environment_counts_by_itself(tmp_path: Path) -> None:
    """Servers that leave one environment only are counted there."""
    before = tree(NAMES[:3])
    lay(tmp_path, before)
    wanted = {path: text for path, text in before.items() if not path.startswith(("overlays/e/s00", "overlays/e/s01"))}
    assert planned(tmp_path, wanted, Policy()).objections[0].startswith("2 servers would be removed")
