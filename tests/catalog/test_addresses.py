"""Addresses: what each type accepts, and what it says of the rest."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mcpgen.catalog.addresses import AlertAddress, GitUrl, HttpUrl, OciUrl, RepositoryPath


def said(kind: Any, value: str) -> str:
    """What is wrong with the value, and what to write instead."""
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(kind).validate_python(value)
    context = raised.value.errors()[0]["ctx"]
    return f"{context['message']}, {context['remedy']}"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (GitUrl, "https://git.example.com/org/mcp"),
        (GitUrl, "https://git.example.com:8443/org/mcp.git"),
        (GitUrl, "http://gitea.git.svc.cluster.local:3000/org/mcp"),
        (GitUrl, "http://[::1]:8080/mcp.git"),
        (GitUrl, "ssh://git@git.example.com/org/mcp"),
        (GitUrl, "ssh://git.example.com:2222/~org/mcp"),
        (OciUrl, "oci://registry.example.com/org/mcp"),
        (OciUrl, "oci://localhost:5000/mcp"),
        (HttpUrl, "https://kubernetes.default.svc"),
        (HttpUrl, "https://production.example.com:6443"),
        (AlertAddress, "https://slack.com/api/chat.postMessage"),
        (AlertAddress, "nats://nats.example.com:4222"),
        (AlertAddress, "my-project"),
        (RepositoryPath, "."),
        (RepositoryPath, "deploy/mcp"),
    ],
)
def test_fine(kind: Any, value: str) -> None:
    """It stays as it is written."""
    assert TypeAdapter(kind).validate_python(value) == value


@pytest.mark.parametrize(("value", "found"), [("", "."), ("./", "."), ("./deploy", "deploy"), ("deploy/mcp/", "deploy/mcp")])
def test_folders_have_one_spelling(value: str, found: str) -> None:
    """Without the dot before and the slash behind."""
    assert TypeAdapter(RepositoryPath).validate_python(value) == found


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (
            GitUrl,
            "git@git.example.com:org/mcp",
            "`git@git.example.com:org/mcp` is not a URL, write ssh://git@git.example.com/org/mcp",
        ),
        (
            GitUrl,
            "https://bot:s3cret@git.example.com/org/mcp",
            "the URL carries credentials, put them into a Secret of the cluster and name it in `secret`",
        ),
        (
            GitUrl,
            "git.example.com/org/mcp",
            "`git.example.com/org/mcp` is not the URL of a git repository, "
            "write https://host/org/repository or ssh://git@host/…",
        ),
        (
            GitUrl,
            "https://git.example.com",
            "`https://git.example.com` is not the URL of a git repository, write https://host/org/repository or ssh://git@host/…",
        ),
        (
            OciUrl,
            "oci://registry.example.com/org/mcp:v1",
            "`oci://registry.example.com/org/mcp:v1` is not the URL of an artifact, "
            "write oci://registry/org/name, without a tag or a digest",
        ),
        (HttpUrl, "production.example.com", "`production.example.com` is not a URL, write it with https://"),
        (
            AlertAddress,
            "https://hooks.slack.com/services/T0/B0/x",
            "the address is a credential: who has it can post there, "
            "put it into a Secret under the key `address`, and name that in `secret`",
        ),
        (
            AlertAddress,
            "https://discord.com/api/webhooks/1/x",
            "the address is a credential: who has it can post there, "
            "put it into a Secret under the key `address`, and name that in `secret`",
        ),
        (
            AlertAddress,
            "a b",
            "`a b` is not an address, write it without spaces, such as https://alerts.example.com/mcp",
        ),
        (
            RepositoryPath,
            "../mcp",
            "`../mcp` is not a folder of the repository, write it relative to the root, such as deploy/mcp",
        ),
        (
            RepositoryPath,
            "/mcp",
            "`/mcp` is not a folder of the repository, write it relative to the root, such as deploy/mcp",
        ),
    ],
)
def test_wrong(kind: Any, value: str, message: str) -> None:
    """What is wrong, and what to write; a password is not repeated."""
    assert said(kind, value) == message
