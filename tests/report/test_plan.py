"""Plans for people and for machines."""

from __future__ import annotations

import json
from typing import Any

from mcpgen.checks.dangers.classes import ALL
from mcpgen.checks.dangers.danger import Danger
from mcpgen.checks.dangers.transition import Pair
from mcpgen.report.plan import against, counted, drifted, plan_json, plan_text
from mcpgen.stages.outlook import Foreseen, Outlook, Threat
from tests.checks.dangers.samples import deployment, service

CLASSES = {each.name: each for each in ALL}
COMMIT = "0123456789abcdef" * 2 + "01234567"
CHANGE = Foreseen("production", "a", Pair("Service", "a", service(port=1), service(port=2)))
CREATE = Foreseen("production", "b", Pair("Service", "b", None, service()))
REPLACE = Foreseen("staging", "a", Pair("Deployment", "a", deployment(selector=1), deployment(selector=2)))
MOVE = Foreseen(
    "staging", "b", Pair("Service", "a", service(), {**service(), "metadata": {"name": "a", "namespace": "tools"}})
)
DELETE = Foreseen("staging", None, Pair("Service", "a", service(), None))
GONE = Threat(CLASSES["server-removed"], "staging", "c", Danger("it goes", "keep it"))
BUDGET = Threat(CLASSES["pdb-removed"], "production", "a", Danger("no budget", "write one", "PodDisruptionBudget", "a"))
OWNER = Threat(CLASSES["owner-changed"], "staging", None, Danger("Kustomization mcp goes", "wait", "Kustomization", "mcp"))

TEXT = """\
against 0123456789ab (the merge base with main)
! this plan is of the files on disk, and they are not what the catalog asks for: run `mcpgen sync` (base/a/x.yaml and 1 more)

production
! pdb-removed (medium): a: PodDisruptionBudget a: no budget
  write one
~ a: Service a
@@ -4,4 +4,4 @@
   name: a
   namespace: mcp
 spec:
-  port: 1
+  port: 2
+ b: Service b

staging
! owner-changed (high): Kustomization mcp goes
  wait
! server-removed (high): c: it goes
  keep it
- Service a
± a: Deployment a
@@ -9,4 +9,4 @@
       containers:
         - name: a
           image: org/a:v1
-  selector: 1
+  selector: 2
± b: Service a (mcp → tools)
@@ -2,5 +2,5 @@
 kind: Service
 metadata:
   name: a
-  namespace: mcp
+  namespace: tools
 spec: {}

objects: 1 created, 1 changed, 2 replaced, 1 deleted; dangers: 2 high, 1 medium"""


def outlook(*objects: Foreseen, threats: tuple[Threat, ...] = (), drift: tuple[str, ...] = ()) -> Outlook:
    """An outlook against a commit."""
    return Outlook(COMMIT, "the merge base with main", drift, objects, threats)


WHOLE = outlook(CHANGE, CREATE, DELETE, REPLACE, MOVE, threats=(BUDGET, OWNER, GONE), drift=("base/a/x.yaml", "base/b/x.yaml"))


def test_text() -> None:
    """By environment: dangers with the way out, then objects; of those that come or go the name alone."""
    assert plan_text(WHOLE, colour=False) == TEXT


def test_colour_changes_nothing_but_colour() -> None:
    """Dangers by severity, lines by sign."""
    painted = plan_text(WHOLE, colour=True)
    lines = {line.partition("m")[2].removesuffix("\x1b[0m"): line for line in painted.split("\n") if line.startswith("\x1b")}
    assert lines["- Service a"] == "\x1b[31m- Service a\x1b[0m"
    assert lines["± a: Deployment a"].startswith("\x1b[35m")
    assert lines["! server-removed (high): c: it goes"].startswith("\x1b[1;31m")
    assert lines["! pdb-removed (medium): a: PodDisruptionBudget a: no budget"].startswith("\x1b[33m")
    assert [each in painted for each in ("\x1b[32m+  port: 2\x1b[0m", "\x1b[36m@@", "\x1b[1mstaging\x1b[0m")] == [True] * 3
    plain = painted
    for code in ("1;31", "33", "32", "31", "35", "36", "1", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == TEXT


def test_json() -> None:
    """Everything, in the order of the text, with the dangers' pages and the classes that fail."""
    found: dict[str, Any] = json.loads(plan_json(WHOLE, ["server-removed"]))
    assert list(found) == ["against", "drift", "dangers", "objects", "failing"]
    assert found["against"] == {"commit": COMMIT, "said": "the merge base with main"}
    assert (found["drift"], found["failing"]) == (["base/a/x.yaml", "base/b/x.yaml"], ["server-removed"])
    assert found["dangers"][0] == {
        "class": "pdb-removed",
        "severity": "medium",
        "environment": "production",
        "server": "a",
        "kind": "PodDisruptionBudget",
        "name": "a",
        "message": "no budget",
        "remedy": "write one",
        "docs": "docs/plan.md#pdb-removed",
    }
    assert [(each["server"], each["kind"]) for each in found["dangers"][1:]] == [(None, "Kustomization"), ("c", None)]
    assert found["objects"][0] == {
        "environment": "production",
        "server": "a",
        "apiVersion": "v1",
        "kind": "Service",
        "namespace": "mcp",
        "name": "a",
        "action": "change",
        "immutable": [],
        "operations": [{"op": "replace", "path": "/spec/port", "value": 2}],
    }
    assert [each["action"] for each in found["objects"]] == ["change", "create", "delete", "replace", "replace"]
    assert [each["immutable"] for each in found["objects"]] == [[], [], [], ["spec.selector"], []]


def test_nothing_happens() -> None:
    """In two lines, or empty lists."""
    assert (
        plan_text(outlook(), colour=True) == "against 0123456789ab (the merge base with main)\n\nobjects: none; dangers: none"
    )
    assert json.loads(plan_json(outlook(), []))["objects"] == []


def test_words() -> None:
    """Against what, how many, and the first file of the drift."""
    assert (
        against(Outlook(None, "nothing, since nothing is committed yet", (), (), ()))
        == "nothing, since nothing is committed yet"
    )
    assert counted(outlook(threats=(GONE,))) == "objects: none; dangers: 1 high"
    assert drifted(outlook(drift=("base/a/x.yaml",))).endswith("run `mcpgen sync` (base/a/x.yaml)")


def test_no_secret_and_no_escape_is_printed() -> None:
    """What looks like a credential is hidden in every form, and control characters are shown."""
    token = "ghp_" + "a1B2" * 9
    old, new = ({**service(), "metadata": {"name": "a", "annotations": {"a": f"{token}{each}"}}} for each in ("x", "y"))
    whole = outlook(
        Foreseen("p", "a", Pair("Service", "a", old, new)),
        threats=(Threat(CLASSES["data-loss"], "p", "a", Danger("\x1b[31m", "\r")),),
    )
    for text in (plan_text(whole, colour=False), plan_json(whole, [])):
        assert token not in text
        assert "\x1b" not in text
        assert "(hidden: 2)" in text
