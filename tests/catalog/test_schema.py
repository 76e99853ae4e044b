"""The catalog's JSON Schema, judged by a validator of its own and by the reader of the catalog."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from mcpgen import cli
from mcpgen.catalog.schema import json_schema
from mcpgen.yaml.loader import load
from tests.conftest import servers
from tests.tools import ROOT

NEGATIVE = ROOT / "tests" / "cases" / "negative"
SERVER = "mcp: {a: {image: {repository: org/a, tag: v1}, port: 8000}}\n"
ENVIRONMENT = "environments: {e: {namespace: m}}\n"
VALIDATOR = jsonschema_rs.Draft202012Validator(json_schema())


def plain(text: str) -> Any:
    """A catalog as an editor sees it: plain data without positions."""
    return json.loads(json.dumps(load(text.encode(), "c")))


def complaints(text: str) -> list[str]:
    """Where the schema refuses a catalog."""
    return ["/".join(map(str, error.instance_path)) for error in VALIDATOR.iter_errors(plain(text))]


def references(node: Any) -> set[str]:
    """Every `$ref` below a node."""
    if isinstance(node, list):
        return set().union(*map(references, node))
    if not isinstance(node, dict):
        return set()
    own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
    return own.union(*map(references, node.values()))


def test_it_is_a_schema() -> None:
    """Valid JSON Schema 2020-12; every reference leads somewhere, and no definition is left over."""
    schema = json_schema()
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert references(schema) == {f"#/$defs/{name}" for name in schema["$defs"]}


def test_each_call_gives_one_of_its_own() -> None:
    """The same schema every time, and a caller who changes it spoils it for nobody."""
    first = json_schema()
    untouched = json.dumps(first)
    first["$defs"].clear()
    assert json.dumps(json_schema()) == untouched


@pytest.mark.parametrize("path", [ROOT / "catalog.yaml", Path(cli.__file__).parent / "starter" / "catalog.yaml"])
def test_real_catalogs_are_accepted(path: Path) -> None:
    """The guide's six servers, and what `mcpgen init` writes."""
    assert complaints(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        servers("a", "b"),
        f"{ENVIRONMENT}mcp: {{off: {{enabled: false}}, empty: null}}\n",
        f"defaults: {{port: 1}}\n{ENVIRONMENT}mcp: {{a: {{image: {{repository: org/a}}}}}}\n",
        f"environments: {{e: {{namespace: m, defaults: {{image: {{tag: v2}}}}, mcp: {{a: {{replicas: 3}}}}}}}}\n{SERVER}",
        f"environments: {{e: {{namespace: m, mcp: {{a: {{image: {{tag: null}}, args: null, env: null}}}}}}}}\n{SERVER}",
        f"include: [servers/*.yaml]\n{ENVIRONMENT}",
        f"x-common: &small {{port: 1}}\nx-note: null\n{ENVIRONMENT}mcp: {{a: *small}}\n",
        f"defaults: null\nmcp: null\n{ENVIRONMENT}",
        "environments: {e: {namespace: m, defaults: , mcp: , infisical: , ingress: , networkPolicy: }}\n",
        SERVER,
    ],
)
def test_a_layer_need_not_be_whole(text: str) -> None:
    """What another layer, or another file, may say is required of none; `null` removes."""
    assert complaints(text) == []


@pytest.mark.parametrize(
    ("text", "unknown", "known"),
    [
        ("environments: {e: {namespace: m}}\nmpc: {}\n", "mpc", "mcp"),
        ("environments: {e: {namespace: m, domian: a.b}}\n", "domian", "domain"),
        ("environments: {e: {namespace: m, ingress: {clasName: nginx}}}\n", "clas", "class"),
        ("environments: {e: {namespace: m, defaults: {prt: 1}}}\n", "prt", "port"),
        ("environments: {e: {namespace: m, mcp: {a: {prt: 1}}}}\n", "prt", "port"),
        (f"{ENVIRONMENT}defaults: {{prt: 1}}\n", "prt", "port"),
        (f"{ENVIRONMENT}mcp: {{a: {{prt: 1}}}}\n", "prt", "port"),
        (f"{ENVIRONMENT}mcp: {{a: {{image: {{repo: org/a}}}}}}\n", "repo", "repository"),
        (f"{ENVIRONMENT}mcp: {{a: {{env: {{env: [{{name: A, val: b}}]}}}}}}\n", "val", "value"),
        (f"{ENVIRONMENT}mcp: {{a: {{secret: {{store: {{hostApi: x}}}}}}}}\n", "hostApi", "hostAPI"),
    ],
)
def test_an_unknown_field_is_refused(text: str, unknown: str, known: str) -> None:
    """At every level where the reader refuses it too, and for nothing but its name."""
    assert complaints(text) != []
    assert complaints(text.replace(unknown, known)) == []


@pytest.mark.parametrize(
    "text",
    [
        "environments: {}\n",
        "environments: {e: {}}\n",
        "environments: {e: null}\n",
        "environments: null\n",
        "environments: {e: {namespace: null}}\n",
        "environments: {e: {namespace: m, domain: null}}\n",
        "environments: {e: {namespace: m, requireDigest: null}}\n",
        "environments: {e: {namespace: m, infisical: {hostAPI: null}}}\n",
        "environments: {e: {namespace: m, infisical: {auth: {kubernetes: null}}}}\n",
        "environments: {e: {namespace: m, infisical: {store: {}}}}\n",
        f"{ENVIRONMENT}include: null\n",
        f"{ENVIRONMENT}include: [null]\n",
        f"{ENVIRONMENT}mcp: {{a: {{x-port: 1}}}}\n",
        f"{ENVIRONMENT}mcp: [a]\n",
        f"{ENVIRONMENT}mcp: {{a: 3}}\n",
        f"{ENVIRONMENT}mcp: {{a: {{port: 70000}}}}\n",
        f'{ENVIRONMENT}mcp: {{a: {{port: "80"}}}}\n',
        f"{ENVIRONMENT}mcp: {{a: {{imagePullSecrets: [{{}}]}}}}\n",
        f"{ENVIRONMENT}mcp: {{a: {{patches: [{{target: {{kind: A}}, patch: []}}]}}}}\n",
        f"{ENVIRONMENT}mcp: {{a: {{transport: stdio}}}}\n",
        f"{ENVIRONMENT}include: a.yaml\n",
        f"{ENVIRONMENT}delivery: null\n",
        f"{ENVIRONMENT}delivery: {{grouping: team}}\n",
        f"{ENVIRONMENT}delivery: {{flux: {{shard: [a]}}}}\n",
        f"{ENVIRONMENT}delivery: {{flux: {{dependsOn: [{{}}]}}}}\n",
        "environments: {e: {namespace: m, delivery: {interval: 5}}}\n",
    ],
)
def test_other_mistakes_are_refused(text: str) -> None:
    """Types, bounds, choices, and what an item of a list must have."""
    assert not VALIDATOR.is_valid(plain(text))


@pytest.mark.parametrize(
    "name",
    [
        *("env-as-list", "env-no-name", "env-number", "environment-no-namespace", "environment-unknown-field"),
        *("environment-unknown-server-field", "image-as-text", "image-pull-policy", "image-tag-number", "include-is-text"),
        *("probe-misspelt", "resources-misspelt", "server-args-as-text", "server-enabled-as-text", "server-far-unknown-field"),
        *("server-port-as-text", "server-port-is-true", "server-port-too-high", "server-port-zero", "server-unknown-field"),
        *("service-unknown-type", "top-environments-empty", "top-mcp-is-a-list", "top-unknown-field"),
    ],
)
def test_an_editor_sees_what_the_reader_would_say(name: str) -> None:
    """Mistakes of shape and type in the collection of bad catalogs show before mcpgen runs."""
    assert complaints((NEGATIVE / f"{name}.yaml").read_text(encoding="utf-8")) != []
