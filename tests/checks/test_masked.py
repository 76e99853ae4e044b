"""What looks like a credential is not shown."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mcpgen.checks.masked import masked
from tests.checks.dangers.samples import deployment, service, subject

TOKEN = "ghp_" + "a1B2" * 9
OTHER = "ghp_" + "c3D4" * 9


def pod(**container: Any) -> dict[str, Any]:
    """A Deployment of one container."""
    return deployment({"containers": [{"name": "a", "image": "org/a:v1", **container}]})


def test_variables_arguments_and_annotations() -> None:
    """The text is hidden, wherever it stands, and everything else stays."""
    old = pod(env=[{"name": "LEVEL", "value": "info"}, {"name": "API_TOKEN", "value": TOKEN}], args=["--key", TOKEN])
    new = {**service(), "metadata": {"name": "a", "annotations": {"note": f"use {TOKEN}", "other": "x"}}}
    shown, _ = masked(old, None)
    _, noted = masked(None, new)
    hidden = "(hidden: 1)"
    assert shown == pod(
        env=[{"name": "LEVEL", "value": "info"}, {"name": "API_TOKEN", "value": hidden}], args=["--key", hidden]
    )
    assert noted == {**service(), "metadata": {"name": "a", "annotations": {"note": hidden, "other": "x"}}}
    assert TOKEN in str(old)


def test_a_change_still_shows() -> None:
    """Other text has another number, the same text the same one."""
    old, same, new = (pod(env=[{"name": "API_TOKEN", "value": value}]) for value in (TOKEN, TOKEN, OTHER))
    assert len({str(each) for each in masked(old, same)}) == 1
    assert len({str(each) for each in masked(old, new)}) == 2


def test_secrets_are_hidden_whole() -> None:
    """Whatever their values look like."""
    shown, _ = masked(subject("Secret", data={"a": "eA==", "b": "eA=="}, stringData={"c": "plain"}, type="Opaque"), None)
    assert shown == subject(
        "Secret", data={"a": "(hidden: 1)", "b": "(hidden: 1)"}, stringData={"c": "(hidden: 2)"}, type="Opaque"
    )


def test_nothing_to_hide() -> None:
    """Is left alone, and so is nothing at all."""
    assert masked(service(), None) == (service(), None)
    assert masked(None, None) == (None, None)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=36, max_size=36))
def test_no_token_comes_through(tail: str) -> None:
    """In any of the places."""
    token = f"ghp_{tail}"
    old = pod(env=[{"name": "A", "value": token}], args=[token], command=["sh", "-c", f"curl -H {token}"])
    assert token not in str(masked(old, old))
