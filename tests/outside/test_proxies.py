"""Real MCP clients reach real MCP servers through real proxies that are told what mcpgen writes: docs/streaming.md."""

from __future__ import annotations

import fcntl
import os
import pickle
from dataclasses import replace
from itertools import product

import pytest

from mcpgen.streaming import haproxy as haproxy_words
from mcpgen.streaming import nginx as nginx_words
from tests.outside.proxies import experiment, haproxy, nginx, page
from tests.outside.proxies.checks import ANSWERED, CUT, KEPT, LOST, NEVER, ONE_BY_ONE, TOGETHER, delivery
from tests.outside.proxies.ways import TRANSPORTS
from tests.streaming.samples import CORS, PLAIN, RATE

STREAM = replace(PLAIN, streaming=True, sessions=None)
NOTHING = "nothing for `sse: true`"
PAIRS = list(product(("nginx", "HAProxy"), TRANSPORTS))
BUFFERED = {"HTTP+SSE": NEVER, "streamable HTTP": TOGETHER}
"""A client of HTTP+SSE waits for the first event before it says anything."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> experiment.Seen:
    """The whole experiment, once, also where several workers run these tests; it ends every process it starts."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (folder / "proxies.pickle").open("a+b") as shared:
        fcntl.flock(shared, fcntl.LOCK_EX)
        shared.seek(0)
        text = shared.read() or pickle.dumps(experiment.run())
        shared.truncate(0)
        shared.write(text)
    found: experiment.Seen = pickle.loads(text)
    return found


@pytest.mark.parametrize(("proxy", "transport"), PAIRS)
def test_what_mcpgen_writes_keeps_streams_and_sessions(seen: experiment.Seen, proxy: str, transport: str) -> None:
    """Events come one by one, an answer comes after twice the default timeout, and sessions stay on their pods."""
    assert seen[proxy, "all", transport] == {"events": ONE_BY_ONE, "silence": ANSWERED, "sessions": KEPT}


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_nginx_left_alone_breaks_streams(seen: experiment.Seen, transport: str) -> None:
    """The same checks fail: events are buffered, silence is cut."""
    assert seen["nginx", NOTHING, transport] == {"events": BUFFERED[transport], "silence": CUT}


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_haproxy_left_alone_cuts_silence(seen: experiment.Seen, transport: str) -> None:
    """HAProxy buffers no events, with or without annotations."""
    assert seen["HAProxy", NOTHING, transport] == {"events": ONE_BY_ONE, "silence": CUT}


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_which_annotation_of_nginx_does_what(seen: experiment.Seen, transport: str) -> None:
    """The read timeout alone ends silence; either of two others ends buffering, and so does a header of the server."""
    assert seen["nginx", "all but `proxy-read-timeout`", transport] == {"silence": CUT}
    assert seen["nginx", "all but `proxy-buffering`", transport] == {"events": ONE_BY_ONE}
    assert seen["nginx", "all but `proxy-http-version`", transport] == {"events": ONE_BY_ONE}
    assert seen["nginx", "all but these two", transport] == {"events": BUFFERED[transport]}
    assert seen["nginx", "all but these two, `X-Accel-Buffering` obeyed", transport] == {"events": ONE_BY_ONE}


@pytest.mark.parametrize(("proxy", "transport"), PAIRS)
def test_sessions(seen: experiment.Seen, proxy: str, transport: str) -> None:
    """The other means keep sessions too; without any, the wrong replica answers that it knows no such session."""
    assert seen[proxy, "`sessions: header`", transport] == {"sessions": KEPT}
    assert seen[proxy, "`sessions: none`", transport] == {"sessions": f"{LOST}: HTTP 404"}


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_sessions_by_cookie(seen: experiment.Seen, transport: str) -> None:
    """The SDK's client sends cookies back."""
    assert seen["HAProxy", "`sessions: cookie`", transport] == {"sessions": KEPT}


def test_the_page_shows_what_was_seen(seen: experiment.Seen) -> None:
    """`python -m tests.outside.proxies.page --write` writes it."""
    assert page.shown() == page.table(seen)


def test_nginx_is_told_what_the_annotations_say() -> None:
    """The directives, with times divided by 15."""
    assert nginx.translated(nginx_words.route(STREAM).annotations) == (
        ["proxy_buffering off;", "proxy_read_timeout 240000ms;", "proxy_send_timeout 240000ms;", "proxy_http_version 1.1;"],
        ["hash $binary_remote_addr consistent;"],
    )


def test_haproxy_is_told_what_the_annotations_say() -> None:
    """The directives, with times divided by 15."""
    assert haproxy.translated(haproxy_words.route(STREAM).service) == [
        "timeout server 240000ms",
        "balance source",
        "hash-type consistent",
    ]


def test_an_annotation_without_a_directive_is_an_error() -> None:
    """Nothing that mcpgen writes is left out in silence."""
    with pytest.raises(KeyError, match="limit-rps"):
        nginx.translated(nginx_words.route(replace(STREAM, rate=RATE)).annotations)
    with pytest.raises(KeyError, match="cors-enable"):
        haproxy.translated(haproxy_words.route(replace(STREAM, cors=CORS)).annotations)


@pytest.mark.parametrize(
    ("arrived", "words"),
    [
        ([0.1, 1.1, 2.1], ONE_BY_ONE),
        ([0.9, 1.1, 2.1], ONE_BY_ONE),
        ([2.1, 2.1, 2.1], TOGETHER),
        ([2.1, 2.5, 2.9], TOGETHER),
        ([0.1, 0.1, 0.1], "over 0% of the time"),
        ([1.5, 1.5, 2.1], "over 30% of the time"),
    ],
)
def test_delivery(arrived: list[float], words: str) -> None:
    """Events sent at 0, 1 and 2 seconds."""
    assert delivery([0, 1, 2], arrived) == words
