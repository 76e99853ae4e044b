"""What a catalog says of one server, and of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcpgen.stages.said import said, said_of_all
from tests.stages.samples import load, small

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
x-notes: {a: 1}
defaults: {port: 8000}
environments:
  production:
    namespace: mcp
    mcp:
      a: {replicas: 3}
      only-there: {image: {repository: org/o, tag: v1}}
    domain: example.com
  staging: {namespace: mcp, domain: staging.example.com, mcp: {a: }}
  testing: {namespace: mcp, domain: testing.example.com}
include: [more.yaml]
mcp:
  a: {image: {repository: org/a, tag: v1}}
  blank:
"""


def test_what_is_said_of_each_server(tmp_path: Path) -> None:
    """What stands below `mcp`, whichever file it is in, and what each environment that names it says over that."""
    (tmp_path / "more.yaml").write_text("mcp: {b: {image: {repository: org/b, tag: v1}}}\n")
    assert said(load(TEXT).source) == {
        "a": [{"image": {"repository": "org/a", "tag": "v1"}}, {"production": {"replicas": 3}}, {"staging": None}],
        "b": [{"image": {"repository": "org/b", "tag": "v1"}}],
        "blank": [{}],
        "only-there": [None, {"production": {"image": {"repository": "org/o", "tag": "v1"}}}],
    }


def test_what_is_said_of_all_servers(tmp_path: Path) -> None:
    """Everything else: defaults, and the environments without their servers. Notes and the names of files are not of any."""
    (tmp_path / "more.yaml").write_text("mcp: {b: {image: {repository: org/b, tag: v1}}}\n")
    assert said_of_all(load(TEXT).source) == {
        "defaults": {"port": 8000},
        "environments": {
            "production": {"namespace": "mcp", "mcp": None, "domain": "example.com"},
            "staging": {"namespace": "mcp", "domain": "staging.example.com", "mcp": None},
            "testing": {"namespace": "mcp", "domain": "testing.example.com", "mcp": None},
        },
    }


def test_places_do_not_count() -> None:
    """The same text further down, with remarks, says the same."""
    one, other = (load(text).source for text in (small(), "# a remark\n\n" + small().replace("mcp:\n", "mcp: # more\n\n")))
    assert one.top.marks != other.top.marks
    assert (said(one), said_of_all(one)) == (said(other), said_of_all(other))
