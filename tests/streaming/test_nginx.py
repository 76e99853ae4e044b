"""ingress-nginx: the annotations that a stream needs, in the words that the deployment guide gives."""

from __future__ import annotations

from mcpgen.streaming.nginx import stream_annotations

GUIDE = """\
nginx.ingress.kubernetes.io/proxy-buffering: "off"           # Disable buffering for streaming
nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"       # 1 hour timeout
nginx.ingress.kubernetes.io/proxy-send-timeout: "3600"       # 1 hour timeout
nginx.ingress.kubernetes.io/proxy-http-version: "1.1"        # HTTP/1.1 for SSE
"""
"""The deployment guide, "Why `sse: true` is Important", word for word."""


def test_a_stream_gets_exactly_the_guides_four() -> None:
    """Names, values and order are the guide's, and every value is text: an API server refuses a number or a boolean."""
    wanted = [line.partition("#")[0].strip() for line in GUIDE.splitlines()]
    assert [f'{key}: "{value}"' for key, value in stream_annotations(stream=True).items()] == wanted
    assert {type(value) for value in stream_annotations(stream=True).values()} == {str}


def test_no_stream_gets_none() -> None:
    """Without a stream, nginx keeps its own defaults."""
    assert stream_annotations(stream=False) == {}


def test_every_call_gives_annotations_of_its_own() -> None:
    """A caller may add its own words without changing what the next server gets."""
    stream_annotations(stream=True)["a"] = "1"
    stream_annotations(stream=False)["a"] = "1"
    assert len(stream_annotations(stream=True)) == 4
    assert stream_annotations(stream=False) == {}
