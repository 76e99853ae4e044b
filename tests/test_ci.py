"""The reusable workflow for GitHub that this repository gives to that of a catalog.

The workflow's shell steps run as they stand in the file, in a scratch repository. GitHub itself cannot be had: a small server
on loopback stands for the three calls that the comment needs.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import servers
from tests.plans import commit, git, synced
from tests.tools import MCPGEN, ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKFLOW = ROOT / ".github/workflows/catalog.yaml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PROGRAMS = Path(sys.executable).parent
STEPS: dict[str, Any] = {
    step["name"]: step for step in yaml.safe_load(WORKFLOW.read_text())["jobs"]["catalog"]["steps"] if "name" in step
}
TWO = servers("a", "b")


def test_the_workflow_is_one_for_github() -> None:
    """By the schema that check-jsonschema carries."""
    said = run(PROGRAMS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", WORKFLOW)
    assert said == "ok -- validation done\n"


def test_the_workflow_trusts_nothing() -> None:
    """Actions by commit, no permission but the two, no credential left behind, and no expression inside a script."""
    text = WORKFLOW.read_text()
    whole = yaml.safe_load(text)
    used = re.findall(r"uses: (\S+)@(\S+) # v\d+\.\d+\.\d+$", text, re.MULTILINE)
    assert len(used) == text.count("uses:") == 2
    assert all(re.fullmatch("[0-9a-f]{40}", sha) for _, sha in used)
    assert whole["permissions"] == {}
    assert whole["jobs"]["catalog"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert whole["jobs"]["catalog"]["steps"][0]["with"]["persist-credentials"] is False
    assert [name for name, step in STEPS.items() if "${{" in step["run"]] == []


@dataclass
class GitHub:
    """Comments of one pull request, and what was asked for."""

    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    refuses: bool = False

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """Status and JSON, by docs.github.com, "REST API endpoints for issue comments"."""
        self.asked.append(f"{method} {path}")
        if method == "GET":
            page = int(re.search(r"[?&]page=(\d+)", path)[1])  # type: ignore[index]
            return 200, self.comments[(page - 1) * 100 : page * 100]
        if self.refuses:
            return 403, {"message": "Resource not accessible by integration"}
        if method == "POST":
            self.comments.append({"id": len(self.comments) + 1, "user": {"type": "Bot"}, **body})
            return 201, self.comments[-1]
        found = next(each for each in self.comments if each["id"] == int(path.rpartition("/")[2]))
        found.update(body)
        return 200, found


@contextmanager
def served(github: GitHub) -> Iterator[str]:
    """The address of a server on loopback that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            assert self.headers["Authorization"] == "Bearer token"
            status, found = github.answer(self.command, self.path, body)
            data = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = answer  # noqa: N815 -- the names that http.server looks for

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def stepped(name: str, folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """Runs a step's script as GitHub does: bash with errexit and pipefail, the environment in variables."""
    temporary = folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    surroundings = {
        "PATH": f"{MCPGEN.parent}:{os.environ['PATH']}",
        "HOME": str(temporary),
        "RUNNER_TEMP": str(temporary),
        "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
        "GITHUB_REPOSITORY": "org/mcp",
        "GH_TOKEN": "token",
        "NUMBER": "7",
        "CATALOG": "catalog.yaml",
        "AGAINST": "HEAD^1",
        "FAIL_ON": "none",
        **values,
    }
    script = temporary / "step.sh"
    script.write_text(STEPS[name]["run"])
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """What CI checks out for a pull request that removes a server: the merge commit, and its first parent."""
    folder = tmp_path / "repository"
    folder.mkdir()
    synced(folder, TWO)
    commit(folder)
    git(folder, "checkout", "-q", "-b", "feature")
    synced(folder, servers("a"))
    commit(folder)
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-edit", "feature")
    git(tmp_path, "clone", "-q", "--depth", "2", folder.as_uri(), str(tmp_path / "checkout"))
    return tmp_path / "checkout"


def test_drift_and_lint(merged: Path) -> None:
    """A synced catalog passes, with its warnings as annotations; drift and errors fail."""
    assert stepped("Drift", merged).returncode == 0
    done = stepped("Lint", merged)
    assert (done.returncode, done.stdout) == (0, "")
    path = merged / "catalog.yaml"
    path.write_text(path.read_text().replace("tag: v1", "tag: latest"))
    assert stepped("Drift", merged).returncode == 1
    done = stepped("Lint", merged)
    assert (done.returncode, done.stdout[:31]) == (0, "::warning file=catalog.yaml,lin")
    path.write_text("mcp: [\n")
    assert (stepped("Drift", merged).returncode, stepped("Lint", merged).returncode) == (3, 1)


def test_the_plan(merged: Path) -> None:
    """Against the first parent of the merge, in a clone of depth 2; it goes to the summary, and fails where it should."""
    done = stepped("Plan", merged)
    assert (done.returncode, done.stderr) == (0, "")
    summary = (merged.parent / "temporary/summary.md").read_text()
    assert summary.startswith("## Plan: objects: 8 deleted; dangers: 2 high\n")
    done = stepped("Plan", merged, FAIL_ON="high,pdb-removed")
    assert (done.returncode, done.stderr) == (1, "fails for server-removed\n")


def test_a_plan_that_cannot_be_made(merged: Path) -> None:
    """Its error is what the summary, and so the comment, says."""
    done = stepped("Plan", merged, AGAINST="nothing")
    assert done.returncode == 2
    text = (merged.parent / "temporary/summary.md").read_text()
    assert text.startswith(
        "## Plan\n\nThere is none: `mcpgen plan` ended with 2.\n\n    --against nothing: git knows no such commit here"
    )


def test_the_comment_is_one_and_kept_up_to_date(merged: Path) -> None:
    """Made the first time, changed the next, behind however many others; someone else's of the same look is not touched."""
    marker = "<!-- mcpgen plan: catalog.yaml -->"
    others = [{"id": number, "user": {"type": "User"}, "body": f"{marker}\nmine"} for number in range(1, 131)]
    github = GitHub(others)
    with served(github) as url:
        for fail_on in ("none", "high"):
            stepped("Plan", merged, FAIL_ON=fail_on)
            done = stepped("Comment", merged, GITHUB_API_URL=url)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    pages = [f"GET /repos/org/mcp/issues/7/comments?per_page=100&page={page}" for page in (1, 2)]
    assert github.asked == [
        *pages,
        "POST /repos/org/mcp/issues/7/comments",
        *pages,
        "PATCH /repos/org/mcp/issues/comments/131",
    ]
    assert len(github.comments) == 131
    assert github.comments[-1]["body"].startswith(f"{marker}\n## Plan: objects: 8 deleted; dangers: 2 high\n")


def test_a_comment_that_may_not_be_written(merged: Path) -> None:
    """As for a pull request from a fork: a warning, and no failure."""
    stepped("Plan", merged)
    with served(GitHub(refuses=True)) as url:
        done = stepped("Comment", merged, GITHUB_API_URL=url)
    assert done.returncode == 0
    assert done.stdout == "::warning title=plan::the comment could not be written; the plan is in the summary of this run\n"


def test_the_install_step_takes_a_name_and_no_option(merged: Path) -> None:
    """What a caller writes is one requirement for pip, whatever it looks like."""
    (merged.parent / "bin").mkdir()
    (merged.parent / "bin/python").symlink_to(sys.executable)
    path = f"{merged.parent / 'bin'}:{os.environ['PATH']}"
    done = stepped("Install", merged, MCPGEN="--version", PATH=path)
    assert done.returncode == 1
    assert "Invalid requirement: '--version'" in done.stderr


def test_the_page_names_inputs_and_hooks_as_they_are() -> None:
    """docs/ci.md has a row for every input with its default, every step that does something, and every hook."""
    text = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    inputs = yaml.safe_load(WORKFLOW.read_text())[True]["workflow_call"]["inputs"]
    rows = re.findall(r"^\| `([a-z-]+)` \|.*\| (.+) \|$", text, re.MULTILINE)
    shown = {name: default.strip("`") for name, default in rows if not name.startswith("mcpgen-")}
    expected = {name: str(each["default"]).replace("True", "true") for name, each in inputs.items()}
    assert {**shown, "against": ""} == expected
    assert re.findall(r"^\| `(mcpgen-[a-z-]+)` \|", text, re.MULTILINE) == [
        each["id"] for each in yaml.safe_load(HOOKS.read_text())
    ]
    assert re.findall(r"^\| ([A-Z][a-z]+) \| [`p]", text, re.MULTILINE) == [name for name in STEPS if name != "Install"]
