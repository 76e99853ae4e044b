"""All servers together: their files, routes that two of them claim, and every problem at once."""

from __future__ import annotations

import pytest

from bench.fleet import fleet
from mcpgen.errors import Invalid
from mcpgen.manifests.objects import identity
from mcpgen.stages.files import environment_file, server_files
from mcpgen.stages.whole import all_files, environment_objects, rendered_servers, unknown_versions
from tests.stages.samples import another, load, rendered, small

FORKS = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""pytest-xdist runs a thread of its own in the process that a test forks; mcpgen has none."""

REACHED = "    ingress: {enabled: true, host: x.example.com}\n"
TAKEN = "already, choose another `ingress.host` or `ingress.path`"


def files(text: str, workers: int = 1) -> dict[str, str]:
    """Every file of the catalog."""
    return all_files(load(text), lambda _: None, workers)


def told(text: str, workers: int = 1) -> list[str]:
    """The problems of the catalog."""
    with pytest.raises(Invalid) as raised:
        files(text, workers)
    return str(raised.value).splitlines()


def test_whole() -> None:
    """The files of every server, and for each environment a kustomization of the servers that it enables."""
    text = small() + another("b") + another("c", "    enabled: false\n") + another("d", "    replicas: 2\n")
    text = text.replace("domain: example.com", "domain: example.com, mcp: {b: {enabled: false}, c: {enabled: true}}")
    expected = dict(file for name in "abcd" for file in server_files(rendered(text, name)).items())
    expected |= [environment_file("production", ["a", "c", "d"]), environment_file("staging", ["a", "b", "d"])]
    assert files(text) == expected
    assert sum(path.endswith("/kustomization.yaml") for path in expected) == 4 + 6 + 2


def test_an_environment_without_servers_has_a_kustomization() -> None:
    """An environment that enables none is an empty one, not a missing one."""
    text = small(staging=", mcp: {a: {enabled: false}}")
    alone = small().replace("  staging: {namespace: mcp, domain: staging.example.com}\n", "")
    assert files(text) == {**files(alone), **dict([environment_file("staging", [])])}


def test_the_order_in_the_catalog_is_none() -> None:
    """Servers and environments written the other way round give the same files (promise 1)."""
    top, _, first = small().partition("mcp:\n")
    head, production, staging = top.splitlines(keepends=True)
    servers = [first, another("b"), another("c", "    replicas: 2\n")]
    one = "".join([head, production, staging, "mcp:\n", *servers])
    other = "".join(["mcp:\n", *reversed(servers), head, staging, production])
    assert files(one) == files(other)


def test_what_is_done_is_told() -> None:
    """Those who wait hear of every file of a server, in few words; the environments' own two files come last."""
    names = sorted(f"b{number}" for number in range(70))
    heard: list[int] = []
    found = all_files(load(small() + "".join(map(another, names))), heard.append, 1)
    assert heard == [16 * 7, 16 * 7, 16 * 7, 16 * 7, 7 * 7]
    assert list(found)[71 * 7 :] == ["overlays/production/kustomization.yaml", "overlays/staging/kustomization.yaml"]
    assert list(found.items())[-1] == environment_file("staging", ["a", *names])


@FORKS
@pytest.mark.parametrize("workers", [1, 2])
def test_environment_objects(workers: int) -> None:
    """Those of every server that the environment enables, in any number of processes."""
    text = small(production=", mcp: {b7: {enabled: false}}") + "".join(another(f"b{number}") for number in range(70))
    whole = load(text)
    objects = {each.family.name: each.objects for each in rendered_servers(whole, whole.names)}
    heard: list[int] = []
    found = environment_objects(whole, "production", heard.append, workers)
    assert sorted(map(identity, found)) == sorted(
        identity(each) for name in objects for each in objects[name].get("production", ())
    )
    assert all(each in objects[each["metadata"]["name"]]["production"] for each in found)
    assert len(found) == 4 * 70
    assert sum(heard) == len(all_files(whole, lambda _: None, 1)) - 2


@FORKS
@pytest.mark.parametrize("workers", [1, 2])
def test_environment_objects_are_refused_for_any_problem(workers: int) -> None:
    """What is wrong in another environment, with a name, between two servers, or with delivery, is told as for the files."""
    delivery = ', delivery: {oci: {url: "oci://example.com/a", tag: v1}, flux: {}}, defaults: {imageAutomation: {semver: "*"}}'
    text = small("    ingress: {enabled: true, host: x.example.com}\n", staging=f", mcp: {{b9: {{port: 0}}}}{delivery}")
    text += "".join(another(f"b{number}", REACHED if number == 5 else "") for number in range(70)) + "  D: {}\n"
    with pytest.raises(Invalid) as raised:
        environment_objects(load(text), "production", lambda _: None, workers)
    assert str(raised.value).splitlines() == told(text)
    assert len(told(text)) == 4


@FORKS
def test_any_number_of_processes_gives_the_same_files() -> None:
    """64 servers and more are shared out; what comes back, and is heard of, is what one process would have made."""
    whole = load(fleet(300))
    heard: dict[int, list[int]] = {1: [], 2: []}
    alone, shared = (all_files(whole, heard[workers].append, workers) for workers in (1, 2))
    assert shared == alone
    assert sorted(heard[2]) == sorted(heard[1])
    assert sum(path.startswith("base/") and path.endswith("/kustomization.yaml") for path in alone) == 300


@FORKS
def test_any_number_of_processes_gives_the_same_problems() -> None:
    """Problems of servers in different processes, and routes that these claim, are told as by one process."""
    text = fleet(257)
    for number, wrong in ((7, "/server-7/"), (120, "server-120"), (256, "/server-256/")):
        text = text.replace(f"secretsPath: /server-{number}\n", f"secretsPath: {wrong}\n")
    for number in (0, 99):
        head, name, body = text.partition(f"\n  server-{number}:\n")
        text = head + name + body.replace("      path: /\n", "      host: x.example.com\n      path: /\n", 1)
    alone = told(text, 1)
    assert told(text, 5) == alone
    assert [line.split(": ")[1] for line in alone] == [
        "mcp.server-7.secret.store.secretsPath",
        "mcp.server-99.ingress.host",
        "mcp.server-120.secret.store.secretsPath",
        "mcp.server-256.secret.store.secretsPath",
    ]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            small(REACHED) + another("b", REACHED),
            [f"catalog.yaml:13:36: mcp.b.ingress.host: x.example.com/ leads to a {TAKEN}"],
        ),
        (
            small(REACHED) + another("c", REACHED) + another("b", REACHED),
            [
                f"catalog.yaml:13:36: mcp.c.ingress.host: x.example.com/ leads to a {TAKEN}",
                f"catalog.yaml:18:36: mcp.b.ingress.host: x.example.com/ leads to a {TAKEN}",
            ],
        ),
        (
            small(REACHED.replace("host", "path: /x, host")) + another("b", REACHED.replace("host", "path: /x/, host")),
            [f"catalog.yaml:13:47: mcp.b.ingress.host: x.example.com/x/ leads to a {TAKEN}"],
        ),
        (
            small(REACHED, staging=", mcp: {b: {ingress: {host: x.example.com}}}")
            + another("b", "    ingress: {enabled: true}\n"),
            [f"catalog.yaml:3:84: environments.staging.mcp.b.ingress.host: x.example.com/ leads to a {TAKEN}"],
        ),
    ],
    ids=["two servers", "three servers", "slash at the end", "one environment"],
)
def test_a_route_that_another_server_has(text: str, problems: list[str]) -> None:
    """The same host and path in one environment are found at the line of the server whose name comes later."""
    assert told(text) == problems


def test_default_hosts_that_meet() -> None:
    """`a` and `mcp-a` have one default host: told once for each environment, at the later server's ingress."""
    enabled = "    ingress: {enabled: true}\n"
    assert told(small(enabled) + another("mcp-a", enabled)) == [
        f"catalog.yaml:13:14: mcp.mcp-a.ingress.host: mcp-a.{domain}/ leads to a already (Ingress spec/rules/0), "
        "choose another `ingress.host` or `ingress.path`"
        for domain in ("example.com", "staging.example.com")
    ]


@pytest.mark.parametrize(
    "other",
    [
        "    ingress: {enabled: true, host: y.example.com}\n",
        "    ingress: {enabled: true, host: x.example.com, path: /b}\n",
        "",
    ],
    ids=["other host", "other path", "no ingress"],
)
def test_routes_apart(other: str) -> None:
    """Another host, another path below it, or no ingress at all is no clash."""
    assert "base/b/service.yaml" in files(small(REACHED) + another("b", other))


def test_the_same_route_in_two_environments_is_none_of_our_business() -> None:
    """Environments are clusters or namespaces of their own."""
    apart = ", mcp: {%s: {ingress: {enabled: false}}}"
    text = small(REACHED, production=apart % "a", staging=apart % "b") + another("b", REACHED)
    assert {path.split("/")[1] for path in files(text) if path.endswith("/ingress.yaml")} == {"production", "staging"}


def test_an_unknown_kubernetes_version() -> None:
    """Each environment of a version without schemas is told at that line."""
    text = small(production=", kubernetesVersion: '1.9'", staging=", kubernetesVersion: '1.99'")
    assert [str(problem) for problem in unknown_versions(load(text))] == [
        "catalog.yaml:2:72: environments.production.kubernetesVersion: "
        "there are no schemas of Kubernetes 1.9, write one from 1.25 to 1.37",
        "catalog.yaml:3:77: environments.staging.kubernetesVersion: "
        "there are no schemas of Kubernetes 1.99, write one from 1.25 to 1.37",
    ]
    assert list(unknown_versions(load(small(staging=", kubernetesVersion: '1.25'")))) == []


EVERYTHING_WRONG = "".join(
    [
        small(f"    prt: 1\n{REACHED}"),
        another("b", REACHED),
        another("c", REACHED),
        another("d", "    probes: {liveness: {httpGet: {port: web}}}\n"),
        another("e", '    args: ["\\x7f"]\n'),
        another("Bad"),
        "  f: text\n",
    ]
)
PROBLEMS = [
    "catalog.yaml:8:5: mcp.a.prt: unknown field, did you mean `port`?",
    f"catalog.yaml:19:36: mcp.c.ingress.host: x.example.com/ leads to b {TAKEN}",
    "catalog.yaml:24:41: mcp.d.probes.liveness.httpGet.port: "
    "no port of this container is named `web`, name one, or write its number",
    "catalog.yaml:29:12: mcp.e.args[0]: the character U+007F cannot be carried by kustomize, write other text",
    "catalog.yaml:30:3: mcp.Bad: `Bad` is not a name that Kubernetes takes, "
    "write lower-case letters, digits and `-`, a letter first, such as `bad`",
    'catalog.yaml:34:6: mcp.f: expected a mapping, got the text "text", write the server\'s fields below its name',
]


def test_every_problem_at_once() -> None:
    """Names, shapes, single fields, objects, text that cannot be written, and routes: all in one run, in order of place."""
    assert told(EVERYTHING_WRONG) == PROBLEMS


def test_servers_one_at_a_time() -> None:
    """The servers that are asked for, in that order, without those that no environment enables; then every problem."""
    whole = load(small() + another("b", "    enabled: false\n") + another("c", "    prt: 1\n") + another("d"))
    assert [found.family.name for found in rendered_servers(whole, ["d", "b", "a"])] == ["d", "a"]
    one_at_a_time = rendered_servers(whole, ["a", "c", "d"])
    assert [next(one_at_a_time).family.name for _ in range(2)] == ["a", "d"]
    with pytest.raises(Invalid, match=r"mcp\.c\.prt: unknown field"):
        next(one_at_a_time)
    whole = load(EVERYTHING_WRONG)
    with pytest.raises(Invalid) as raised:
        list(rendered_servers(whole, whole.names))
    assert str(raised.value).splitlines() == PROBLEMS
