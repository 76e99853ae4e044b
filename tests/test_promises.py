"""The promises of design.md that only the whole program can keep, by their numbers.

Promise 4 (crashes) is shown in tests/tree/test_crash.py and test_recover.py, odd disks in tests/test_disks.py, promise 10 (a
real kustomize) in tests/outside/test_kustomize.py, promise 11 (any bytes) in tests/test_fuzz.py.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from bench.fleet import fleet
from tests.tools import MCPGEN, ROOT, mcpgen, run, tool
from tests.tree.samples import seen

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = ROOT / "tests/cases/positive/everything.yaml"
FOLDERS = ("base", "overlays", "clusters")


@pytest.fixture
def synced(tmp_path: Path) -> Path:
    """A folder with the catalog that uses everything, synced."""
    shutil.copy(EVERYTHING, tmp_path / "catalog.yaml")
    assert mcpgen("sync", cwd=tmp_path).returncode == 0
    return tmp_path


def written(folder: Path) -> dict[str, str]:
    """The generated files: path → text."""
    return {path: text for path, text in seen(folder).items() if path.startswith(FOLDERS)}


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, size and time of change of every file and folder."""
    found = {path: path.stat() for path in folder.rglob("*")}
    return {str(path): (stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in found.items()}


SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Ho_Chi_Minh"},
    {"PYTHONHASHSEED": "4294967295", "LC_ALL": "POSIX", "TZ": "America/St_Johns", "HOME": "/nowhere", "COLUMNS": "20"},
]


def test_1_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Hash seeds, locales, time zones, the number of processes: the files do not know of them."""
    text = fleet(300)
    results = []
    for number, surroundings in enumerate(SURROUNDINGS):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "catalog.yaml").write_text(text, encoding="utf-8")
        command = [str(MCPGEN), "sync", "--no-cache", "--jobs", str(number + 1)]
        subprocess.run(command, cwd=folder, env={"PATH": os.environ["PATH"], **surroundings}, check=True, capture_output=True)
        results.append(written(folder))
    assert len(results[0]) > 4000
    assert results[0] == results[1] == results[2]


def test_1_the_order_of_includes_does_not_matter(tmp_path: Path) -> None:
    """Teams' files in any order, under any names, give the same tree."""
    head = "environments: {production: {namespace: mcp, domain: example.com}}\ninclude: [%s]\n"
    servers = [f"mcp:\n  s{n}: {{image: {{repository: a/s{n}, tag: v1}}, port: 8000}}\n" for n in range(6)]
    results = []
    for seed in range(3):
        folder = tmp_path / str(seed)
        folder.mkdir()
        order = random.Random(seed).sample(range(6), 6)
        for place, number in enumerate(order):
            (folder / f"team-{place}.yaml").write_text(servers[number])
        (folder / "catalog.yaml").write_text(head % ", ".join(f"team-{place}.yaml" for place in order))
        assert mcpgen("sync", cwd=folder).returncode == 0
        results.append(written(folder))
    assert results[0] == results[1] == results[2]


def test_2_a_second_sync_touches_nothing(synced: Path) -> None:
    """Same inode, same size, same time, of every file and folder."""
    before = stamps(synced)
    done = mcpgen("sync", cwd=synced)
    first = done.stderr.splitlines()[0]
    assert (done.returncode, first) == (0, f"nothing to do: {len(written(synced))} files are as the catalog asks")
    assert stamps(synced) == before


@pytest.mark.parametrize("spoil", ["invalid", "conflict"])
def test_3_all_or_nothing(synced: Path, spoil: str) -> None:
    """One bad field, or one edited file, among many changes: no byte moves."""
    catalog = synced / "catalog.yaml"
    catalog.write_text(catalog.read_text().replace("owner: platform", "owner: search"))
    if spoil == "invalid":
        catalog.write_text(catalog.read_text() + "    port: 8000\n")
    else:
        path = synced / "base/plain/service.yaml"
        path.write_text(path.read_text().replace("NodePort", "LoadBalancer"))
    before = stamps(synced)
    assert mcpgen("sync", cwd=synced).returncode == (3 if spoil == "invalid" else 4)
    assert stamps(synced) == before


def test_5_what_is_not_ours_stays(synced: Path) -> None:
    """Files without a header, and copies of ours, are neither changed nor pruned; one in our way is a conflict."""
    mine = synced / "base/plain/README.md"
    copy = synced / "base/copied/deployment.yaml"
    mine.write_text("notes\n")
    copy.parent.mkdir()
    shutil.copy(synced / "base/plain/deployment.yaml", copy)
    shutil.copy(synced / "base/plain/kustomization.yaml", copy.parent)
    assert mcpgen("sync", cwd=synced).returncode == 0
    assert (mine.read_text(), copy.exists()) == ("notes\n", True)
    (synced / "base/plain/service.yaml").write_text("kind: Service\n")
    done = mcpgen("sync", "--check", cwd=synced)
    first = done.stderr.splitlines()[0]
    assert (done.returncode, first) == (1, "base/plain/service.yaml: is not a file that mcpgen wrote here")


def test_6_an_empty_catalog_prunes_nothing(synced: Path) -> None:
    """No servers, or an include that matches nothing any more, is an error and never a reason to delete."""
    catalog = synced / "catalog.yaml"
    text = catalog.read_text()
    before = written(synced)
    for spoilt in ("", text.partition("\nmcp:")[0] + "\n", text.partition("\nmcp:")[0] + "\ninclude: [gone/*.yaml]\n"):
        catalog.write_text(spoilt)
        assert mcpgen("sync", "--allow-delete", "99", cwd=synced).returncode == 3
    assert written(synced) == before


def test_6_many_servers_do_not_go_at_once(tmp_path: Path) -> None:
    """Two of twelve is more than the larger of one and a tenth: it needs a number on the command line."""
    (tmp_path / "catalog.yaml").write_text(fleet(12))
    assert mcpgen("sync", cwd=tmp_path).returncode == 0
    before = written(tmp_path)
    (tmp_path / "catalog.yaml").write_text(fleet(10))
    refused = mcpgen("sync", cwd=tmp_path)
    assert (refused.returncode, written(tmp_path)) == (4, before)
    assert "--allow-delete 2" in refused.stderr
    assert mcpgen("sync", "--allow-delete", "1", cwd=tmp_path).returncode == 4
    assert mcpgen("sync", "--allow-delete", "2", cwd=tmp_path).returncode == 0
    assert sorted({path.split("/")[1] for path in written(tmp_path) if path.startswith("base/")}) == [
        f"server-{number}" for number in sorted(map(str, range(10)))
    ]


@pytest.mark.parametrize("link", ["base", "overlays", "base/plain", "base/plain/service.yaml"])
def test_7_no_link_leads_out(synced: Path, tmp_path_factory: pytest.TempPathFactory, link: str) -> None:
    """A folder or file of ours that became a link is refused, and what it points at is left alone."""
    outside = tmp_path_factory.mktemp("outside") / "target"
    path = synced / link
    shutil.move(path, outside)
    path.symlink_to(outside)
    catalog = synced / "catalog.yaml"
    catalog.write_text(catalog.read_text().replace("nodePort: 30080", "nodePort: 30081"))
    before = stamps(outside.parent)
    done = mcpgen("sync", "--force", cwd=synced)
    assert (done.returncode, done.stdout) == (3, "")
    assert re.fullmatch(f"{link}[^ ]* is a symbolic link[^:]*: (remove it|replace it by a folder)\n", done.stderr)
    assert stamps(outside.parent) == before


def test_8_no_secret_reaches_git(synced: Path) -> None:
    """A credential in `env` is refused, without being repeated, and with the way out."""
    catalog = synced / "catalog.yaml"
    catalog.write_text(catalog.read_text().replace("value: info", "value: ghp_0123456789abcdefghijklmnopqrstuvwxyz"))
    done = mcpgen("sync", cwd=synced)
    assert done.returncode == 3
    assert "ghp_" not in done.stderr
    assert "secret" in done.stderr


def test_9_many_syncs_at_once(synced: Path) -> None:
    """Eight programs, two catalogs, one tree: each ends cleanly, and the tree is one of the two, whole."""
    text = (synced / "catalog.yaml").read_text()
    for name, owner in (("one", "platform"), ("two", "search")):
        (synced / f"{name}.yaml").write_text(text.replace("owner: platform", f"owner: {owner}"))
    with ThreadPoolExecutor(8) as pool:
        ended = list(pool.map(lambda n: mcpgen("sync", f"{('one', 'two')[n % 2]}.yaml", cwd=synced), range(8)))
    assert [done.returncode for done in ended] == [0] * 8
    assert sorted(mcpgen("sync", "--check", f"{name}.yaml", cwd=synced).returncode for name in ("one", "two")) == [0, 1]


@pytest.mark.parametrize("spoil", [lambda text: text[: len(text) // 2], lambda _: "", lambda text: text + "# more\n"])
def test_10_a_damaged_file_is_found(synced: Path, spoil: object) -> None:
    """Truncated, emptied or lengthened, in any folder: `--check` ends with 1 and names it."""
    for path in (
        "base/plain/deployment.yaml",
        "overlays/staging/everything/ingress.yaml",
        "overlays/staging/kustomization.yaml",
    ):
        file = synced / path
        text = file.read_text()
        file.write_text(spoil(text))  # type: ignore[operator]
        done = mcpgen("sync", "--check", cwd=synced)
        assert done.returncode == 1
        assert path in done.stderr
        file.write_text(text)
    assert mcpgen("sync", "--check", cwd=synced).returncode == 0


def test_10_kustomize_takes_an_emptied_resource_in_silence(synced: Path) -> None:
    """Why `--check` must look: the real kustomize builds on, without the Service."""
    (synced / "base/plain/service.yaml").write_text("")
    assert "kind: Service\n" not in run(tool("kustomize"), "build", synced / "overlays/production/plain")
