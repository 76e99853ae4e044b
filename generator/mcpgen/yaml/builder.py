"""Builds containers from a stream of YAML events, on a stack of its own."""

from __future__ import annotations

from typing import Any

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from mcpgen.errors import Invalid, Problem
from mcpgen.yaml.nodes import Map, Seq, key_place, pack, pair, unpack
from mcpgen.yaml.scalars import Surprising, resolve

DEEPEST = 64
MOST_NODES = 2_000_000
LONGEST_SCALAR = 1024 * 1024

_TEXT_TAGS = {"!", "tag:yaml.org,2002:str"}
_COLLECTION_TAGS = {"!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


class _Frame:
    """An open container: the key that waits for its value, its anchor, and once expanded the nodes it holds and its levels."""

    __slots__ = ("anchor", "container", "expects_key", "height", "key", "key_at", "merges", "size")

    def __init__(self, container: Map | Seq, anchor: str | None) -> None:
        self.container = container
        self.expects_key = type(container) is Map
        self.anchor = anchor
        self.key: str | None = None
        self.key_at = 0
        self.merges: list[tuple[Any, int]] = []
        self.size = 1
        self.height = 1


class Builder:
    """Takes events one by one; `value` is the document, `problems` what was wrong but did not stop it.

    `take` raises Invalid for what does stop it: more documents, cycles, or more than the caps allow.
    """

    def __init__(self, file: str) -> None:
        """Starts an empty document of `file`."""
        self.file = file
        self.value: Any = None
        self.problems: list[Problem] = []
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, int, int]] = {}
        self._documents = 0

    def take(self, event: Any) -> None:
        """Adds one event of the parser, a `yaml.Event`."""
        kind = type(event)
        if kind is ScalarEvent:
            self._scalar(event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._open(event)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._close()
        elif kind is AliasEvent:
            self._alias(event)
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._stop(pack(event.start_mark), "a second document begins", "keep one document in a file")

    def _scalar(self, event: Any) -> None:
        at = pack(event.start_mark)
        text = event.value
        if len(text) > LONGEST_SCALAR:
            self._stop(at, f"a value of {len(text)} characters", f"write at most {LONGEST_SCALAR}")
        plain = not event.style and event.tag is None
        if self._stack and self._stack[-1].expects_key:
            self._key(self._stack[-1], text, at, plain=plain)
            return
        value: Any = text
        if plain:
            try:
                value = resolve(text)
            except Surprising as error:
                self._tell(at, str(error), error.remedy)
        elif event.tag is not None and event.tag not in _TEXT_TAGS:
            self._tell(at, f"the tag `{_tag(event.tag)}` has no meaning here", "remove it")
        if event.anchor:
            self._anchors[event.anchor] = (value, 1, 0)
        self._add(value, at, 1, 0)

    def _key(self, frame: _Frame, text: str, at: int, *, plain: bool) -> None:
        if plain and text in {"", "~", "null"}:
            self._tell(at, "a key is missing", "write a name before the colon")
        own = frame.container
        first = key_place(own, text) if isinstance(own, Map) and text in own else None
        frame.key, frame.key_at, frame.expects_key = text, at, False
        if text == "<<" and not plain:
            self._tell(at, "the key `<<` cannot be carried by kustomize", "choose another")
        if first is not None or (text == "<<" and frame.merges):
            self._tell(at, f"the same key is already at {first or 'the `<<` before it'}", "keep one of the two")

    def _open(self, event: Any) -> None:
        at = pack(event.start_mark)
        if len(self._stack) >= DEEPEST:
            self._stop(at, f"nested deeper than {DEEPEST} levels", "flatten it")
        if self._stack and self._stack[-1].expects_key:
            self._stop(at, "a mapping or list stands where a key is due", "write text as key")
        if event.tag is not None and event.tag not in _COLLECTION_TAGS:
            self._tell(at, f"the tag `{_tag(event.tag)}` has no meaning here", "remove it")
        kind = Map if type(event) is MappingStartEvent else Seq
        self._anchors.pop(event.anchor, None)
        self._stack.append(_Frame(kind(self.file, at), event.anchor))

    def _close(self) -> None:
        frame = self._stack.pop()
        for merged, at in frame.merges:
            self._merge(frame, merged, at)
        if frame.anchor:
            self._anchors[frame.anchor] = (frame.container, frame.size, frame.height)
        self._add(frame.container, frame.container.start, frame.size, frame.height)

    def _alias(self, event: Any) -> None:
        at = pack(event.start_mark)
        if self._stack and self._stack[-1].expects_key:
            self._stop(at, "an alias stands where a key is due", "write the key itself")
        found = self._anchors.get(event.anchor)
        if found is None:
            inside = any(frame.anchor == event.anchor for frame in self._stack)
            wrong = "contains itself" if inside else "is not defined before this place"
            self._stop(at, f"the anchor `{event.anchor[:40]}` {wrong}", "write the value out")
        else:
            self._add(found[0], at, found[1], found[2])

    def _add(self, value: Any, at: int, size: int, height: int) -> None:
        """Puts a finished value of `height` levels into the container that is open, or makes it the document."""
        if not self._stack:
            self.value = value
            return
        frame = self._stack[-1]
        frame.size += size
        if frame.size > MOST_NODES:
            self._stop(at, f"anchors expand to more than {MOST_NODES} values", "write fewer aliases")
        container = frame.container
        if frame.key == "<<" and type(container) is Map:
            frame.key, frame.expects_key = None, True
            frame.merges.append((value, at))
            frame.height = max(frame.height, height - (type(value) is Seq))
            return
        if height >= frame.height:
            frame.height = height + 1
            if len(self._stack) + height > DEEPEST:
                self._stop(at, f"nested deeper than {DEEPEST} levels by its aliases", "flatten it")
        if type(container) is Map:
            key, frame.key, frame.expects_key = frame.key or "", None, True
            container[key] = value
            container.marks[key] = pair(frame.key_at, at)
        elif type(container) is Seq:
            container.append(value)
            container.marks.append(at)

    def _merge(self, frame: _Frame, merged: Any, at: int) -> None:
        """Lays `<<` mappings under the mapping's own keys; of several, the first wins."""
        own = frame.container
        for source in merged if type(merged) is Seq else [merged]:
            if type(source) is not Map or type(own) is not Map:
                self._tell(at, "`<<` takes a mapping or a list of mappings", "write an alias to one")
                continue
            frame.size += len(source)
            if frame.size > MOST_NODES:
                self._stop(at, f"anchors expand to more than {MOST_NODES} values", "write fewer aliases")
            for key, value in source.items():
                if key not in own:
                    own[key] = value
                    own.marks[key] = source.marks[key]

    def _tell(self, at: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(unpack(self.file, at), self._field(), message, remedy))

    def _stop(self, at: int, message: str, remedy: str) -> None:
        raise Invalid([Problem(unpack(self.file, at), self._field(), message, remedy)])

    def _field(self) -> str:
        """The dotted path of the place that is being read."""
        text = ""
        for frame in self._stack:
            if type(frame.container) is Seq:
                text += f"[{len(frame.container)}]"
            elif frame.key is not None:
                text += f".{frame.key[:80]}" if text else frame.key[:80]
        return text[:200]


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")[:40]
