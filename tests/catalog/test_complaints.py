"""Pydantic's errors in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from mcpgen.catalog.complaints import fields, problems, shown, suggestion
from mcpgen.catalog.environment import Top
from mcpgen.catalog.origin import FieldPath, Layer, Origin
from mcpgen.catalog.server import Settings
from mcpgen.yaml.loader import load
from mcpgen.yaml.nodes import Map

if TYPE_CHECKING:
    from pydantic import BaseModel

SMALL = "image: {repository: o/x, tag: v1}\nport: 80\n"


def told(text: str, model: type[BaseModel] = Settings, path: tuple[str, ...] = ("x",)) -> list[str]:
    """The problems of a mapping, as lines, in the order of the file."""
    mapping = load(text.encode(), "c")
    assert isinstance(mapping, Map)
    with pytest.raises(ValidationError) as raised:
        model.model_validate(mapping)
    return [str(each) for each in sorted(problems(raised.value, model, Origin((Layer(path, mapping),), mapping)))]


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("prt: 1", "c:3:1: x.prt: unknown field, did you mean `port`?"),
        ("secret: {stoer: {}}", "c:3:10: x.secret.stoer: unknown field, did you mean `store`?"),
        (
            "resources: {cpu: 1}",
            "c:3:13: x.resources.cpu: unknown field, known here: claims, limits, requests",
        ),
        ("imagePullSecrets: [{}]", "c:3:20: x.imagePullSecrets[0].name: missing, write `name: …`"),
        ("owner: 7", "c:3:8: x.owner: expected text, got 7, put it in quotes"),
        ("owner: true", "c:3:8: x.owner: expected text, got true, put it in quotes"),
        ("labels: {tier: 1.5}", "c:3:16: x.labels.tier: expected text, got 1.5, put it in quotes"),
        ('replicas: "3"', 'c:3:11: x.replicas: expected a whole number, got the text "3", write it without quotes'),
        ("replicas: 1.5", "c:3:11: x.replicas: expected a whole number, got 1.5, write a whole number"),
        ("replicas: true", "c:3:11: x.replicas: expected a whole number, got true, write a whole number"),
        ("replicas: -1", "c:3:11: x.replicas: expected at least 0, got -1"),
        ("replicas: 2147483648", "c:3:11: x.replicas: expected at most 2147483647, got 2147483648"),
        (
            "autoscaling: {enabled: true, targetCPUUtilizationPercentage: 0}",
            "c:3:62: x.autoscaling.targetCPUUtilizationPercentage: expected at least 1, got 0",
        ),
        ('stateless: "true"', 'c:3:12: x.stateless: expected true or false, got the text "true", write it without quotes'),
        ("volumes: {}", "c:3:10: x.volumes: expected a list, got a mapping, write items that begin with `- `"),
        ("volumes: [a]", 'c:3:11: x.volumes[0]: expected a mapping, got the text "a", write `key: value` lines below it'),
        ("secret: []", "c:3:9: x.secret: expected a mapping, got a list, write `key: value` lines below it"),
        ("labels: a", 'c:3:9: x.labels: expected a mapping, got the text "a", write `key: value` lines below it'),
        (
            "transport: stdio",
            "c:3:12: x.transport: expected 'sse', 'streamable-http' or 'http', got the text \"stdio\", write one of those",
        ),
        ("patches: [{target: {kind: A}, patch: []}]", "c:3:38: x.patches[0].patch: expected at least one entry, write one"),
        ("path: mcp", "c:3:7: x.path: `mcp` is not a URL path, write a path that begins with `/`, such as /mcp"),
    ],
)
def test_each_kind_of_error(field: str, line: str) -> None:
    """Where it is, what is wrong, what to write instead: one line, at the value or at the unknown key."""
    assert told(f"{SMALL}{field}\n") == [line]


def test_all_errors_of_a_server_at_once() -> None:
    """No error hides another; a field that is not there is told at the mapping that lacks it."""
    assert told("prt: 1\nreplicas: many\nimage: {tag: 1}\n") == [
        "c:1:1: x.port: missing, write `port: …`",
        "c:1:1: x.prt: unknown field, did you mean `port`?",
        'c:2:11: x.replicas: expected a whole number, got the text "many", write a whole number',
        "c:3:8: x.image.repository: missing, write `repository: …`",
        "c:3:14: x.image.tag: expected text, got 1, put it in quotes",
    ]


def test_what_may_be_a_secret_is_not_repeated() -> None:
    """Values of variables, arguments and commands never reach a terminal or a log of a build."""
    assert told(f"{SMALL}args: hunter2\ncommand: [1234]\nenv: {{env: [{{name: A, value: 1234}}], envFrom: hunter2}}\n") == [
        "c:3:7: x.args: expected a list, write items that begin with `- `",
        "c:4:11: x.command[0]: expected text, put it in quotes",
        "c:5:30: x.env.env[0].value: expected text, put it in quotes",
        "c:5:47: x.env.envFrom: expected a list, write items that begin with `- `",
    ]


def test_the_top_of_a_catalog() -> None:
    """The same words serve the catalog itself, whose fields have no path before them."""
    text = "mcp: []\nenvironments: {a: {}, b: {namespace: m, domian: x}, c: 3}\ndefault: {}\ninclude: x\n"
    assert told(text, Top, ()) == [
        "c:1:6: mcp: expected a mapping, got a list, write `key: value` lines below it",
        "c:2:19: environments.a.namespace: missing, write `namespace: …`",
        "c:2:41: environments.b.domian: unknown field, did you mean `domain`?",
        "c:2:56: environments.c: expected a mapping, got 3, write `key: value` lines below it",
        "c:3:1: default: unknown field, did you mean `defaults`?",
        'c:4:10: include: expected a list, got the text "x", write items that begin with `- `',
    ]
    assert told("environments: {}\n", Top, ()) == ["c:1:15: environments: expected at least one entry, write one"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"password": "hunter2"}, "a mapping"),
        (["hunter2"], "a list"),
        (True, "true"),
        (False, "false"),
        (None, "nothing"),
        ("", 'the text ""'),
        ("x" * 41, f'the text "{"x" * 40}"'),
        (-7, "-7"),
        (1.5, "1.5"),
        (10**50, "1" + "0" * 39),
    ],
)
def test_a_value_is_shown_short(value: Any, text: str) -> None:
    """A scalar by its first forty characters, in YAML's words; a block never by what is in it."""
    assert shown(value) == text


@pytest.mark.parametrize(
    ("name", "known", "text"),
    [
        ("prt", ["path", "port"], "did you mean `port`?"),
        ("MINREPLICAS", ["maxReplicas", "minReplicas"], "did you mean `minReplicas`?"),
        ("min_replicas", ["maxReplicas", "minReplicas"], "did you mean `minReplicas`?"),
        ("zzz", ["path", "port"], "known here: path, port"),
        ("zzz", [], "remove it"),
    ],
)
def test_a_suggestion(name: str, known: list[str], text: str) -> None:
    """The nearest known name whatever its case; all of them where none is near."""
    assert suggestion(name, known) == text


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (("image",), ["digest", "imagePullSecrets", "pullPolicy", "repository", "tag"]),
        (("env", "env", 3), ["name", "notSecret", "value", "valueFrom"]),
        (("ingress", "tls"), ["issuer", "issuerKind", "secretName"]),
        (("patches", 0, "target"), ["kind", "name"]),
        (("labels",), []),
        (("port",), []),
        (("nope", "deeper"), []),
    ],
)
def test_the_fields_of_a_block(path: FieldPath, names: list[str]) -> None:
    """Sorted, in the catalog's spelling, through lists and optional blocks; none where any name goes or nothing is known."""
    assert fields(Settings, path) == names


def test_the_fields_below_any_name() -> None:
    """An environment has its fields whatever its name."""
    assert fields(Top, ("environments", "anything", "infisical", "store")) == ["kind", "name"]
