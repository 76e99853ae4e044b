"""From a line of the catalog to the API server: mcpgen, git and Flux, with nothing in between but the real programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.compare import changed, missing
from e2e.kubectl import key
from tests.tools import ROOT, mcpgen

if TYPE_CHECKING:
    from collections.abc import Callable

    from e2e.delivery import Delivery

    Deliver = Callable[..., list[Delivery]]

TWO = (ROOT / "e2e/catalogs/two.yaml").read_text(encoding="utf-8")
OWN = (ROOT / "catalog.yaml").read_text(encoding="utf-8")
DONE = "ReconciliationSucceeded"
DIGEST = "486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7"
PRODUCTION = f"""\
    infisical: {{projectSlug: mcp}}
    mcp:
      files: {{replicas: 5}}
      search: {{image: {{digest: "sha256:{DIGEST}"}}}}

mcp:"""


def reconcile(deliveries: list[Delivery]) -> list[dict[str, str]]:
    """Pushes what changed in the repository, and what each environment's Kustomizations say of it."""
    commit = deliveries[0].repository.push()
    return [each.reconcile(commit) for each in deliveries]


def reconcile_head(*deliveries: Delivery) -> None:
    """Brings environments to what was pushed last; all of it must succeed."""
    for each in deliveries:
        assert set(each.reconcile(each.repository.head).values()) == {DONE}


@pytest.mark.parametrize(
    ("catalog", "environments", "count"),
    [(TWO, ("staging", "production"), 39), (OWN, ("production",), 44)],
    ids=["two environments", "the repository's own catalog"],
)
def test_the_cluster_holds_what_is_rendered(deliver: Deliver, catalog: str, environments: tuple[str, ...], count: int) -> None:
    """Every object is there, and says what `mcpgen render` says; Flux owns nothing else."""
    found = 0
    for each in deliver(catalog, *environments):
        assert set(each.reconcile(each.repository.head).values()) == {DONE}
        wanted = {key(subject): subject for subject in each.rendered()}
        live = each.live(wanted.values())
        assert {name: problems for name in wanted if (problems := missing(wanted[name], live.get(name)))} == {}
        assert each.inventory() == set(wanted)
        found += len(wanted)
    assert found == count


def test_a_change_changes_what_it_names_and_nothing_else(deliver: Deliver) -> None:
    """Replicas of one server, the digest of another, both only in production: two Deployments are written, no more."""
    staging, production = deliver(TWO, "staging", "production")
    reconcile_head(staging, production)
    before = [each.calm() for each in (staging, production)]
    repository = production.repository
    repository.overwrite("catalog.yaml", "    infisical: {projectSlug: mcp}\n\nmcp:", PRODUCTION)
    repository.sync()
    planned = repository.planned("production")
    assert [set(each.values()) for each in reconcile([staging, production])] == [{DONE}, {DONE}]
    after = [each.calm() for each in (staging, production)]
    assert changed(before[0], after[0]) == set()
    files, search = (("Deployment", "mcp-production", name) for name in ("files", "search"))
    assert changed(before[1], after[1]) == {files, search} == planned[0]
    assert after[1][files]["spec"]["replicas"] == 5
    [container] = after[1][search]["spec"]["template"]["spec"]["containers"]
    assert container["image"] == f"ghcr.io/example/search@sha256:{DIGEST}"


def test_a_removed_server_is_pruned_and_its_neighbours_stay(deliver: Deliver) -> None:
    """Exactly that server's objects go, as the plan said."""
    [production] = deliver(TWO, "production")
    reconcile_head(production)
    objects, gone = production.rendered(), production.rendered("search")
    before = production.calm()
    production.repository.overwrite("catalog.yaml", "  search:\n", "  search:\n    enabled: false\n")
    production.repository.sync()
    assert production.repository.planned("production") == ({key(each) for each in gone}, {("server-removed", "search")})
    assert reconcile([production]) == [{"production": DONE, "scaled": DONE, "files": DONE}]
    production.until_gone(gone)
    assert changed(before, production.live(objects)) == {key(each) for each in gone}
    assert len(gone) == 8


def test_flux_leaves_replicas_to_the_autoscaler(deliver: Deliver) -> None:
    """A number of replicas that an autoscaler may choose survives; one that the catalog says is put right again."""
    [production] = deliver(TWO, "production")
    reconcile_head(production)
    for name in ("scaled", "files"):
        production.cluster.kubectl("scale", "deployment", name, "-n", "mcp-production", "--replicas=6")
    reconcile_head(production)
    live = production.live(production.rendered())
    assert {name: live["Deployment", "mcp-production", name]["spec"]["replicas"] for name in ("scaled", "files")} == {
        "scaled": 6,
        "files": 3,
    }


@pytest.mark.parametrize(
    ("path", "old", "new", "reason"),
    [
        ("overlays/production/search/kustomization.yaml", "../../../base/search", "../../../base/serch", "BuildFailed"),
        ("base/search/deployment.yaml", "containerPort: 8000", "containerPort: 80000", "ReconciliationFailed"),
    ],
    ids=["does not build", "the server refuses it"],
)
def test_a_broken_commit_is_told_and_harms_nothing(deliver: Deliver, path: str, old: str, new: str, reason: str) -> None:
    """Flux says which server it is; what runs stays, of that server and of the others."""
    [production] = deliver(TWO, "production")
    reconcile_head(production)
    objects = production.rendered()
    before = production.calm()
    production.repository.overwrite(path, old, new)
    told = reconcile([production])
    assert told == [{"production": DONE, "scaled": DONE, "files": DONE, "search": reason}]
    assert changed(before, production.live(objects)) == set()
    production.repository.sync("--overwrite", path)
    assert [set(each.values()) for each in reconcile([production])] == [{DONE}]


def test_a_misspelt_field_passes_flux_and_not_the_check(deliver: Deliver) -> None:
    """Flux applies with the server's field validation at its default, which only warns: a hand edit is for `sync --check`."""
    [production] = deliver(TWO, "production")
    reconcile_head(production)
    before = production.calm()
    production.repository.overwrite("base/search/deployment.yaml", "minReadySeconds: 10", "minReadySeconds: 10\n  replicaz: 9")
    assert [set(each.values()) for each in reconcile([production])] == [{DONE}]
    assert changed(before, production.calm()) == set()
    done = mcpgen("sync", "--check", cwd=production.repository.folder)
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "base/search/deployment.yaml: was edited by hand")


def test_flux_waits_for_health(deliver: Deliver) -> None:
    """Success means that Deployments, stores and secrets are ready."""
    [production] = deliver(TWO, "production")
    reconcile_head(production)
    found = production.live(production.rendered())
    conditions = {
        kind: {each["type"]: each["status"] for each in found[kind, "mcp-production", "search"]["status"]["conditions"]}
        for kind in ("Deployment", "ExternalSecret", "SecretStore")
    }
    assert conditions["Deployment"]["Available"] == conditions["ExternalSecret"]["Ready"] == "True"
    assert conditions["SecretStore"] == {"Ready": "True"}
