"""Changed objects in whole: at a terminal, for machines, and in a pull request."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mcpgen.report.differences import differences_json, differences_markdown, differences_text
from mcpgen.stages.difference import Changed


def service(**spec: Any) -> dict[str, Any]:
    """A Service."""
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": spec}


BUDGET = {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "a"}}
ACCOUNT = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "a"}}
OLD = service(type="ClusterIP", a=1, b=2, ports=[{"name": "http", "port": 80}], tail=True)
NEW = service(type="ClusterIP", a=1, b=2, ports=[{"name": "http", "port": 81}], tail=True)
CREATE = Changed("production", "a", "PodDisruptionBudget", "a", None, BUDGET)
UPDATE = Changed("staging", "a", "Service", "a", OLD, NEW)
DELETE = Changed("staging", "b", "ServiceAccount", "a", ACCOUNT, None)
CHANGES = [CREATE, UPDATE, DELETE]

CREATED = """\
@@ -0,0 +1,4 @@
+apiVersion: policy/v1
+kind: PodDisruptionBudget
+metadata:
+  name: a"""
UPDATED = """\
@@ -8,5 +8,5 @@
   b: 2
   ports:
     - name: http
-      port: 80
+      port: 81
   tail: true"""
DELETED = """\
@@ -1,4 +0,0 @@
-apiVersion: v1
-kind: ServiceAccount
-metadata:
-  name: a"""
TEXT = f"""\
+ production/a: PodDisruptionBudget a
{CREATED}

~ staging/a: Service a
{UPDATED}

- staging/b: ServiceAccount a
{DELETED}

objects: 1 created, 1 updated, 1 deleted"""
JSON = """\
[
  {
    "environment": "production",
    "server": "a",
    "kind": "PodDisruptionBudget",
    "name": "a",
    "action": "create",
    "operations": []
  },
  {
    "environment": "staging",
    "server": "a",
    "kind": "Service",
    "name": "a",
    "action": "update",
    "operations": [
      {
        "op": "test",
        "path": "/spec/ports/0/name",
        "value": "http"
      },
      {
        "op": "replace",
        "path": "/spec/ports/0/port",
        "value": 81
      }
    ]
  },
  {
    "environment": "staging",
    "server": "b",
    "kind": "ServiceAccount",
    "name": "a",
    "action": "delete",
    "operations": []
  }
]"""


def test_text() -> None:
    """A headline for each object, its changed lines with three around them, and a sum."""
    assert differences_text(CHANGES, colour=False) == TEXT


def test_text_in_colour() -> None:
    """Lines that come are green, that go red, that change yellow, places cyan; the text itself is the same."""
    colours = {"+": "32", "-": "31", "~": "33", "@": "36"}
    painted = [f"\x1b[{colours[line[0]]}m{line}\x1b[0m" if line[:1] in {*colours} else line for line in TEXT.split("\n")]
    assert differences_text(CHANGES, colour=True) == "\n".join(painted)
    assert differences_text([DELETE], colour=True).split("\n")[:3] == [
        "\x1b[31m- staging/b: ServiceAccount a\x1b[0m",
        "\x1b[36m@@ -1,4 +0,0 @@\x1b[0m",
        "\x1b[31m-apiVersion: v1\x1b[0m",
    ]


@pytest.mark.parametrize(
    ("changes", "total"),
    [
        ([CREATE, CREATE], "objects: 2 created"),
        ([UPDATE], "objects: 1 updated"),
        ([DELETE, UPDATE], "objects: 1 updated, 1 deleted"),
    ],
)
def test_the_sum_names_what_there_is(changes: list[Changed], total: str) -> None:
    """What did not happen is not counted."""
    assert differences_text(changes, colour=False).split("\n")[-1] == total


def test_json() -> None:
    """What an update does is told as operations, tests of names included; a whole object speaks for itself."""
    assert differences_json(CHANGES) == JSON


def test_markdown() -> None:
    """The sum, a table, and each difference folded away in a fence of its own; no blank lines at the end."""
    assert differences_markdown(CHANGES) == (
        f"""\
**objects: 1 created, 1 updated, 1 deleted**

| Environment | Server | Object | Change |
|---|---|---|---|
| production | a | PodDisruptionBudget | create |
| staging | a | Service | update |
| staging | b | ServiceAccount | delete |

<details><summary>+ production/a: PodDisruptionBudget a</summary>

```diff
{CREATED}
```

</details>

<details><summary>~ staging/a: Service a</summary>

```diff
{UPDATED}
```

</details>

<details><summary>- staging/b: ServiceAccount a</summary>

```diff
{DELETED}
```

</details>"""
    )


def test_nothing_changed() -> None:
    """Each form says so in its own way; JSON stays a list."""
    assert differences_text([], colour=True) == "no object changes"
    assert differences_markdown([]) == "No object changes."
    assert differences_json([]) == "[]"


def test_fences_of_the_catalog_do_not_end_ours() -> None:
    """Text of a catalog that holds a Markdown fence, changed or around a change, stays inside the fence around it."""
    notes = {"note": "```\n</details>\n```\nend\n"}
    old, new = (
        {**ACCOUNT, "metadata": {"name": "a", "annotations": {**notes, **more}}} for more in ({}, {"other": "```\nx\n"})
    )
    lines = differences_markdown([Changed("e", "a", "ServiceAccount", "a", old, new)]).split("\n")
    assert [line for line in lines if re.match(" {0,3}```", line)] == ["```diff", "```"]
    assert sum("```" in line for line in lines) == 4


def test_what_delivers_has_no_server() -> None:
    """It is named by its environment alone, in each form."""
    change = Changed("staging", None, "ServiceAccount", "a", ACCOUNT, None)
    assert differences_text([change], colour=False).startswith("- staging: ServiceAccount a\n")
    assert '"server": null,' in differences_json([change])
    assert "\n| staging |  | ServiceAccount | delete |\n" in differences_markdown([change])
