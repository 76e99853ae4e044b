"""The strict loader: YAML text to plain data with positions, without recursion, without surprises.

It reads libyaml's events and builds its own containers: PyYAML's constructors keep the last of two equal keys in silence,
turn `no` and `22:30` into other things, recurse, and expand anchors without bound.
"""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import yaml

from mcpgen.errors import Invalid, Place, Problem
from mcpgen.yaml.builder import DEEPEST, Builder

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 32 * 1024 * 1024

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 does not allow in a file, and the three characters that only YAML 1.1 takes for line breaks."""


def load(data: bytes, file: str) -> Any:
    """The one document in `data`: Map, Seq, str, int, float, bool or None (nothing there).

    `file` is the name that problems carry. Raises Invalid with every problem that can be told.
    """
    text = _text(data, file)
    builder = Builder(file)
    try:
        with _collector_off():
            for event in iter(yaml.CSafeLoader(text).get_event, None):
                builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax(error, text, file))
    except yaml.YAMLError as error:
        builder.problems.append(Problem(Place(file), "", str(error).splitlines()[0], "write plain UTF-8 text"))
    except Invalid as error:
        builder.problems += error.problems
    if builder.problems:
        raise Invalid(builder.problems)
    return builder.value


@contextmanager
def _collector_off() -> Iterator[None]:
    """A catalog is only containers that live: walking them again and again doubles the time to load."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _text(data: bytes, file: str) -> str:
    """The bytes as text. Raises Invalid for other encodings and characters that YAML does not allow."""
    if len(data) > MOST_BYTES:
        wrong = f"the file has {len(data)} bytes, and {MOST_BYTES} are the most"
        raise Invalid([Problem(Place(file), "", wrong, "split it with `include`")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        wrong = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise Invalid([Problem(_at(before, file), "", wrong, "save the file as UTF-8")]) from None
    odd = _UNPRINTABLE.search(text)
    if odd:
        wrong = f"the character U+{ord(odd.group()):04X} is not allowed in YAML"
        remedy = "remove it, or write it as an escape in double quotes"
        raise Invalid([Problem(_at(text[: odd.start()], file), "", wrong, remedy)])
    return text


def _at(before: str, file: str) -> Place:
    """The place just behind the text `before`."""
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    said = " ".join(str(part) for part in (error.problem, error.context) if part)
    lines = text.split("\n", place.line)
    if "\t" in lines[min(place.line, len(lines)) - 1][: place.column]:
        return Problem(place, "", "a tab stands where only spaces may", "indent with spaces")
    if "nesting depth" in said:  # libyaml looks ahead, and some of its releases have a limit of their own
        return Problem(place, "", f"nested deeper than {DEEPEST} levels", "flatten it")
    if "mapping values are not allowed" in said:
        return Problem(place, "", "a second `: ` in one line", "indent the line rightly, or put the value in quotes")
    return Problem(place, "", f"not YAML: {said}", "look at the indentation, quotes and brackets before this place")
