"""Literals that look like credentials: how many are found, and how many are false alarms (promise 8)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from mcpgen.catalog.server import Settings
from mcpgen.checks.credentials import annotated, credentials, exemptions, has_secret_form, looks_secret
from tests.checks.samples import broken, objects

CORPUS = Path(__file__).parent / "cases" / "credentials.tsv"


def labelled(label: str) -> list[tuple[str, str]]:
    """Variables and values of the corpus with that label."""
    rows = [line.split("\t") for line in CORPUS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(name, prefix + body) for each, name, prefix, body in rows if each == label]


def test_recall() -> None:
    """At least nine of ten credentials are found."""
    secrets = labelled("secret")
    missed = [(name, value[:6]) for name, value in secrets if not looks_secret(name, value)]
    assert len(secrets) >= 120
    assert len(missed) <= len(secrets) * 0.1, missed


def test_false_alarms() -> None:
    """At most one of twenty plain values is taken for a credential."""
    plain = labelled("plain")
    alarms = [(name, value) for name, value in plain if looks_secret(name, value)]
    assert len(plain) >= 150
    assert len(alarms) <= len(plain) * 0.05, alarms


def test_findings_name_the_variable_and_not_the_value() -> None:
    """In variables and in arguments, in both forms of an option; never with the value."""
    value = "b7Gk29xQ" * 3
    container = "spec/template/spec/containers/0"
    assert list(credentials(objects(), frozenset())) == []
    for path, where in (
        (f"{container}/env/0/value", {"name": "LEVEL"}),
        (f"{container}/args", [f"--api-key={value}"]),
        (f"{container}/args", ["--token", value]),
    ):
        changed = broken("Deployment", path, where if path.endswith("args") else f"ghp_{value}AAAA")
        found = list(credentials(changed, frozenset()))
        assert len(found) == 1
        assert value not in repr(found)


TOKEN = "ghp_" + "b7Gk29xQ" * 4
CONTAINER = "spec/template/spec/containers/0"
ARGUMENT = (
    "write `$(NAME)` and take the variable NAME from Infisical; if it is no secret, put it in `env` with `notSecret` "
    "and write `$(NAME)`"
)
SHELL = "let a shell take it from a variable, `[sh, -c, 'curl -u $NAME …']`"
REMOVE = "remove it: git keeps it, and whoever may read the object reads it"


@pytest.mark.parametrize(
    ("path", "value", "where", "remedy"),
    [
        (f"{CONTAINER}/lifecycle", {"preStop": {"exec": {"command": ["a", TOKEN]}}}, "preStop/exec/command/1", SHELL),
        (f"{CONTAINER}/readinessProbe", {"exec": {"command": [f"x {TOKEN}"]}}, "exec/command/0", SHELL),
        (
            f"{CONTAINER}/startupProbe",
            {"httpGet": {"httpHeaders": [{"name": "A", "value": f"Bearer {TOKEN}"}]}},
            "httpGet/httpHeaders/0/value",
            REMOVE,
        ),
        ("spec/template/metadata/annotations", {"a": TOKEN}, "a", REMOVE),
        ("spec/template/metadata/labels", {"a": TOKEN}, "a", REMOVE),
        ("spec/template/spec/volumes", [{"csi": {"volumeAttributes": {"a": TOKEN}}}], "0/csi/volumeAttributes/a", REMOVE),
        (f"{CONTAINER}/workingDir", f"/{TOKEN}", "", REMOVE),
    ],
)
def test_the_whole_pod_is_searched(path: str, value: Any, where: str, remedy: str) -> None:
    """Tokens are found wherever text stands in a pod template, once, with a way out that exists there."""
    found = list(credentials(broken("Deployment", path, value), frozenset()))
    assert [("/".join(map(str, each.path)), each.remedy) for each in found] == [(f"{path}/{where}".rstrip("/"), remedy)]
    assert TOKEN not in repr(found)


@pytest.mark.parametrize("kind", [each["kind"] for each in objects()])
def test_annotations_of_every_object(kind: str) -> None:
    """The object that has it is named, the text is not; other texts of an object's metadata are left alone."""
    assert list(annotated(objects())) == []
    found = list(annotated(broken(kind, "metadata/annotations", {"a": f"see {TOKEN}", "b": "task-of-the-service-number-7"})))
    assert [(each.kind, each.path, each.remedy) for each in found] == [(kind, ("metadata", "annotations", "a"), REMOVE)]
    assert TOKEN not in repr(found)


def test_names_and_randomness_are_for_variables_and_arguments() -> None:
    """A text elsewhere that is only random, or that a word such as `token` stands before, may be an id."""
    random = "b7Gk29xQpL0mWz4TcR8yVn3HsJ6dKf1A"
    for path, value in (
        (f"{CONTAINER}/lifecycle", {"preStop": {"exec": {"command": ["--token", "github9", random]}}}),
        ("spec/template/metadata/annotations", {"token": "hunter2", "revision": random}),
    ):
        assert list(credentials(broken("Deployment", path, value), frozenset())) == []
    assert looks_secret("A", random)
    assert not has_secret_form(random)


@pytest.mark.parametrize("field", ["args", "command"])
def test_the_way_out_of_an_argument(field: str) -> None:
    """An argument is moved into a variable, which can say why it is no secret; then nothing is found."""
    before = broken("Deployment", f"{CONTAINER}/{field}", ["run", "--token", "github9"])
    found = list(credentials(before, frozenset()))
    assert [(each.path[-2:], each.remedy) for each in found] == [((field, 2), ARGUMENT)]
    after = broken("Deployment", f"{CONTAINER}/{field}", ["run", "--token", "$(SITE_TOKEN)"])
    after[0]["spec"]["template"]["spec"]["containers"][0]["env"] = [{"name": "SITE_TOKEN", "value": "github9"}]
    assert [each.path[-3:] for each in credentials(after, frozenset())] == [("env", 0, "value")]
    assert list(credentials(after, frozenset({"SITE_TOKEN"}))) == []


def test_exemptions() -> None:
    """A reason counts in every container of the pod, where it is text."""
    companions = [
        {"name": "s", "env": [{"name": "B_TOKEN", "value": "x", "notSecret": "public"}, {"name": "C", "notSecret": True}]},
        {
            "name": "t",
            "env": [{"name": "B_TOKEN", "value": "x"}, {"name": "D", "notSecret": ""}, "E", {"name": [], "notSecret": "F"}],
        },
        {"name": "u", "env": {"name": "G", "notSecret": "no list"}},
    ]
    own = [{"name": "A_TOKEN", "value": "x", "notSecret": "public"}, {"name": "H", "value": "x"}]
    server = {"image": {"repository": "org/a"}, "port": 1, "env": {"env": own}}
    for field in ("sidecars", "initContainers"):
        found = exemptions(Settings.model_validate({**server, field: companions}))
        assert found == {"A_TOKEN", "B_TOKEN"}


@pytest.mark.parametrize(
    "value", ["eyJ" * 6000, "a" * 16384, "https://" * 2048, "-----BEGIN" * 1638, "token " * 2730, "sk-" * 5461, "x@" * 8192]
)
def test_long_texts_take_no_long_time(value: str) -> None:
    """Text that almost has a form, again and again, is judged in a time that grows with its length."""
    started = time.process_time()
    looks_secret("NOTE", value)
    assert time.process_time() - started < 1
