"""The types of addresses in the catalog: what each accepts, and what it says when it does not."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from mcpgen.catalog.fields import wrong

_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
_PATH = r"(?:/[A-Za-z0-9._~%+@:-]+)+/?"


def _git(value: str) -> str:
    """A URL as Flux' GitRepository takes it (`^(http|https|ssh)://.*$`), without credentials in it."""
    if re.fullmatch(rf"(?:https?://|ssh://(?:[A-Za-z0-9._-]+@)?){_HOST}{_PATH}", value):
        return value
    if re.match(r"https?://[^/]*@", value):
        raise wrong("the URL carries credentials", "put them into a Secret of the cluster and name it in `secret`")
    short = re.fullmatch(r"([A-Za-z0-9._-]+@[A-Za-z0-9.-]+):([^/].*)", value)
    if short:
        raise wrong(f"`{value[:80]}` is not a URL", f"write ssh://{short[1]}/{short[2]}")
    raise wrong(f"`{value[:80]}` is not the URL of a git repository", "write https://host/org/repository or ssh://git@host/…")


def _oci(value: str) -> str:
    if re.fullmatch(rf"oci://{_HOST}(?:/[a-z0-9._-]+)+", value):
        return value
    raise wrong(f"`{value[:80]}` is not the URL of an artifact", "write oci://registry/org/name, without a tag or a digest")


def _http(value: str) -> str:
    if re.fullmatch(rf"https?://{_HOST}(?:[/?][!-~]*)?", value):
        return value
    raise wrong(f"`{value[:80]}` is not a URL", "write it with https://")


def _alert(value: str) -> str:
    """Where alerts go: a URL, or what a provider takes instead, such as a project's id.

    The webhooks of chats let anyone post who knows them.
    """
    if _WEBHOOK.match(value):
        raise wrong(
            "the address is a credential: who has it can post there",
            "put it into a Secret under the key `address`, and name that in `secret`",
        )
    if re.fullmatch(r"[!-~]{1,2048}", value):
        return value
    raise wrong(f"`{value[:80]}` is not an address", "write it without spaces, such as https://alerts.example.com/mcp")


_WEBHOOK = re.compile(
    r"https://(hooks\.slack\.com/|discord(app)?\.com/api/webhooks/|chat\.googleapis\.com/.*[?&]token=|[^/]*\.webhook\.office\.com/"
    r"|[^/]*@)"
)


def _in_repository(value: str) -> str:
    """A folder of a repository, relative to its root; `.` is the root itself."""
    path = value.removeprefix("./").rstrip("/") or "."
    if path == "." or all(re.fullmatch(r"[A-Za-z0-9_.-]+", part) and part not in {".", ".."} for part in path.split("/")):
        return path
    raise wrong(f"`{value[:80]}` is not a folder of the repository", "write it relative to the root, such as deploy/mcp")


GitUrl = Annotated[str, AfterValidator(_git)]
OciUrl = Annotated[str, AfterValidator(_oci)]
HttpUrl = Annotated[str, AfterValidator(_http)]
RepositoryPath = Annotated[str, AfterValidator(_in_repository)]
AlertAddress = Annotated[str, AfterValidator(_alert)]
