"""Small catalogs after any edits, each made or taken back: what hypothesis plays with."""

from __future__ import annotations

from typing import TypeAlias

from hypothesis import strategies as st

from tests.stages.samples import another, small

Edit: TypeAlias = tuple[str, str]
"""What is edited, and the server that it is edited for; that is empty for an edit of all servers."""

REACHED = "    ingress: {enabled: true, host: x.example.com}\n"
DELIVERY = "delivery: {git: {url: 'https://git.example.com/org/mcp'}, flux: {}}\n"
TOPS = {"replicas": "replicas: 2", "warned": "ingress: {enabled: true}"}
"""What an edit writes into the defaults: a plain field, and one that lint warns of."""
FIELDS = {
    "off": "    enabled: false\n",
    "scaled": "    replicas: 3\n",
    "wrong": "    prot: 80\n",
    "clashing": REACHED,
    "renewed": "    imageAutomation: {semver: '*'}\n",
}
"""What it writes below a server: plain fields, a mistake, another server's route, a mistake where both environments are
delivered (one line would be renewed for two)."""
OVER = {"override": "replicas: 4", "automated": "imageAutomation: {semver: '*'}"}
"""What it writes into production for a server."""
NAMES = [f"s{number}" for number in range(5)]

EDITS = st.one_of(
    st.tuples(st.sampled_from(["off", "scaled", *OVER, "remark", "latest", "gone"]), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from([*TOPS, "note", "delivery"]), st.just("")),
)
MISTAKES = st.sampled_from([("wrong", "s1"), ("clashing", "s2"), ("renewed", "s3")])


def edited(edits: set[Edit]) -> str:
    """The text of the catalog with those edits: the server `a`, and those that are not gone."""
    names = [name for name in NAMES if ("gone", name) not in edits]
    over = ", ".join(f"{name}: {{{', '.join(_asked(OVER, edits, name))}}}" for name in names)
    top = f"{DELIVERY if ('delivery', '') in edits else ''}defaults: {{{', '.join(_asked(TOPS, edits, ''))}}}\n"
    top = f"# a note\n{top}" if ("note", "") in edits else top
    return top + small(REACHED, production=f", mcp: {{{over}}}") + "".join(_server(edits, name) for name in names)


def _server(edits: set[Edit], name: str) -> str:
    text = another(name, "".join(_asked(FIELDS, edits, name)))
    text = text.replace("tag: v1", "tag: latest") if ("latest", name) in edits else text
    return f"  # a remark\n{text}" if ("remark", name) in edits else text


def _asked(lines: dict[str, str], edits: set[Edit], name: str) -> list[str]:
    return [line for edit, line in lines.items() if (edit, name) in edits]
