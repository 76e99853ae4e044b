"""The command line as a whole: its help, its exit codes, and the last stop of every error."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.conftest import servers
from tests.tools import MCPGEN, ROOT, mcpgen

COMMANDS = ["sync", "validate", "lint", "diff", "plan", "render", "list", "explain", "bootstrap", "schema", "init"]
HEAVY = ["jsonpatch", "jsonschema_rs", "pydantic", "yaml"]
ON_PATH = {**os.environ, "PATH": f"{MCPGEN.parent}:{os.environ['PATH']}"}

IMPORTED = f"""\
import sys
from mcpgen.cli.app import main
try:
    main()
finally:
    sys.stderr.write(" ".join(sorted({{*sys.modules}} & {{*{HEAVY}}})))
"""
"""A program that is `mcpgen`, and tells on stderr which heavy modules it has imported."""

BROKEN = """\
from mcpgen import pipeline
from mcpgen.cli.app import main
def generate(*_):
    raise RuntimeError("no such luck")
pipeline.generate = generate
main()
"""
"""A program that is `mcpgen` with a bug."""


def python(program: str, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a program in a fresh interpreter."""
    return subprocess.run([sys.executable, "-c", program, *words], cwd=cwd, capture_output=True, text=True, check=False)


def bash(script: str, cwd: Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a script with `mcpgen` on its PATH."""
    command = ["bash", "-o", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=cwd, env=ON_PATH, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_version(tmp_path: Path) -> None:
    """The name and the installed version, on stdout."""
    done = mcpgen("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"mcpgen {version('mcpgen')}\n", "")


@pytest.mark.parametrize(("words", "code"), [(("--help",), 0), ((), 2)])
def test_help_names_every_command(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """All commands in the order in which people meet them, each with what it does; on stderr where nobody asked for help."""
    done = mcpgen(*words, cwd=tmp_path)
    asked, unasked = (done.stdout, done.stderr) if words else (done.stderr, done.stdout)
    assert (done.returncode, unasked) == (code, "")
    assert re.findall(r"^  ([a-z]+) +[A-Z]", asked.partition("Commands:")[2], re.MULTILINE) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_help(command: str, tmp_path: Path) -> None:
    """`--help` shows how it is used and touches nothing."""
    done = mcpgen(command, "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr, done.stdout.split()[:3]) == (0, "", ["Usage:", "mcpgen", command])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("destroy",), "No such command 'destroy'."),
        (("sync", "--prun"), "No such option: --prun"),
        (("sync", "a.yaml", "b.yaml"), "unexpected extra argument"),
        (("sync", "--allow-delete", "-1"), "Invalid value for '--allow-delete'"),
        (("sync", "--allow-delete", "all"), "Invalid value for '--allow-delete'"),
        (("sync", "--jobs", "-1"), "Invalid value for '--jobs' / '-j'"),
        (("sync", "--wait", "-1"), "Invalid value for '--wait'"),
        (("sync", "--format", "markdown"), "Invalid value for '--format'"),
        (("validate", "--format", "yaml"), "Invalid value for '--format'"),
        (("lint", "--format", "xml"), "Invalid value for '--format'"),
        (("list", "--check"), "No such option: --check"),
        (("diff", "--format", "sarif"), "Invalid value for '--format'"),
        (("render",), "Missing argument 'ENV'."),
        (("explain",), "Missing argument 'PATH[:LINE]'."),
        (("schema", "catalog.yaml"), "unexpected extra argument"),
        (("init", "--force"), "No such option: --force"),
    ],
)
def test_usage_errors_end_with_2(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """What was wrong with the command line is on stderr; nothing was done."""
    done = mcpgen(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in re.sub(r"[│\s]+", " ", done.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("words", "imported"), [(("--help",), []), (("--version",), []), (("validate",), HEAVY)])
def test_help_does_not_pay_for_the_work(words: tuple[str, ...], imported: list[str]) -> None:
    """Help and version import nothing heavy; a command that works imports it all."""
    done = python(IMPORTED, *words, cwd=ROOT)
    assert (done.returncode, done.stderr.split("\n")[-1].split()) == (0, imported)


def test_a_bug_says_so(tmp_path: Path) -> None:
    """An error that nothing expects ends with 5, a traceback, and whom to tell."""
    (tmp_path / "catalog.yaml").write_text(servers("a"))
    for words in (("validate",), ("sync",), ("sync", "--check", "--format", "json")):
        done = python(BROKEN, *words, cwd=tmp_path)
        first, *_, error, last = done.stderr.splitlines()
        assert (done.returncode, done.stdout, first) == (5, "", "Traceback (most recent call last):")
        assert error == "RuntimeError: no such luck"
        assert last == "this is a bug in mcpgen: please report it with the lines above"
    assert [path.name for path in tmp_path.iterdir()] == ["catalog.yaml"]


def test_a_reader_that_has_seen_enough() -> None:
    """`| head -1` gets its line, and stderr stays empty."""
    _, out, err = bash("mcpgen render production | head -1", ROOT)
    assert (out, err) == ("apiVersion: v1\n", "")


@pytest.mark.parametrize("words", [("render", "production"), ("schema",), ("list",), ("diff", "--format", "json")])
def test_a_reader_that_is_gone(words: tuple[str, ...]) -> None:
    """A pipe that nobody reads is no success, and leaves no traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([MCPGEN, *words], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.returncode != 0
    assert done.stderr == b""


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--bogus",),
        ("validate",),
        ("validate", "none.yaml"),
        ("list",),
        ("diff",),
        ("sync", "--check"),
        ("schema",),
    ],
)
def test_no_escape_codes_in_a_pipe(words: tuple[str, ...], tmp_path: Path) -> None:
    """Colour and motion are for terminals."""
    (tmp_path / "catalog.yaml").write_text(servers("a"))
    done = mcpgen(*words, cwd=tmp_path)
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stdout + done.stderr != ""


def writer(path: Path, process: subprocess.Popen[bytes]) -> int:
    """The writing end of a named pipe, once the process reads from it."""
    while process.poll() is None:
        try:
            return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    raise AssertionError(process.communicate())


def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C ends a command with 130 and not a word."""
    os.mkfifo(tmp_path / "catalog.yaml")
    process = subprocess.Popen([str(MCPGEN), "validate"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    handle = writer(tmp_path / "catalog.yaml", process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    os.close(handle)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_completion(tmp_path: Path) -> None:
    """What `--show-completion` prints for bash is a script that bash takes and that completes commands and options."""
    load = 'eval "$(SHELL=/bin/bash mcpgen --show-completion)" && complete -p mcpgen'
    assert bash(load, tmp_path) == (0, "complete -o default -F _mcpgen_completion mcpgen\n", "")
    ask = '{load} >&2 && COMP_WORDS=(mcpgen {words}) COMP_CWORD={at} && _mcpgen_completion mcpgen && echo "${{COMPREPLY[@]}}"'
    assert bash(ask.format(load=load, words="s", at=1), tmp_path)[1] == "sync schema\n"
    assert bash(ask.format(load=load, words="sync --al", at=2), tmp_path)[1] == "--allow-delete\n"


def test_a_result_that_cannot_be_written(tmp_path: Path) -> None:
    """A full disk behind stdout is no bug of ours: one line, exit 5."""
    (tmp_path / "catalog.yaml").write_bytes((ROOT / "catalog.yaml").read_bytes())
    with Path("/dev/full").open("w") as full:
        command = [str(MCPGEN), "render", "staging"]
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (5, b"No space left on device: the output\n")
