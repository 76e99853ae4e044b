"""The types of single values in the catalog: what each accepts, and what it says when it does not."""

from __future__ import annotations

import re
from ipaddress import ip_network
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError


class Block(BaseModel):
    """A mapping of the catalog: frozen, exact types, unknown fields refused, names in Kubernetes' camelCase."""

    # built when first used: most commands, and a sync that changes nothing, use few of them
    model_config = ConfigDict(defer_build=True, strict=True, frozen=True, extra="forbid", alias_generator=to_camel)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """The block itself, which never changes: pydantic copies a default for every server that says nothing."""
        return self


def wrong(message: str, remedy: str) -> PydanticCustomError:
    """An error whose text is ours: what is wrong, and what to write instead."""
    return PydanticCustomError("mcpgen", "{message}", {"message": message, "remedy": remedy})


def _digest(value: str) -> str:
    if re.fullmatch(r"sha256:[0-9a-f]{64}", value):
        return value
    what = "a placeholder" if value.endswith(("...", "…")) else f"{len(value)} characters"
    raise wrong(
        f"expected sha256: and 64 hexadecimal digits, got {what} (`{value[:24]}`)",
        "write the whole digest that the registry shows for this image",
    )


def _tag(value: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}", value):
        return value
    raise wrong(
        f"`{value[:40]}` is not an image tag",
        "write letters, digits, `_`, `.` and `-` only, at most 128, not beginning with `.` or `-`",
    )


_DOMAIN = r"(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])"
_HOST = rf"(?:(?:localhost|{_DOMAIN}(?:\.{_DOMAIN})+)(?::[0-9]{{1,5}})?|{_DOMAIN}:[0-9]{{1,5}})"
_PART = r"[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*"
_REPOSITORY = re.compile(rf"(?:{_HOST}/)?{_PART}(?:/{_PART})*")


def _repository(value: str) -> str:
    """The name part of a reference, as in the distribution project's `reference` grammar."""
    if len(value) <= 255 and _REPOSITORY.fullmatch(value):
        return value
    if "@" in value or ":" in value.rpartition("/")[2]:
        raise wrong(f"`{value[:80]}` carries a tag or a digest", "write those in `tag` and `digest`")
    raise wrong(
        f"`{value[:80]}` is not an image repository",
        "write lower-case parts with `/` between them, such as ghcr.io/org/server",
    )


def _label(value: str) -> str:
    if len(value) <= 63 and re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", value):
        return value
    raise wrong(
        f"`{value[:80]}` is not a DNS label",
        "write lower-case letters, digits and `-`, at most 63, a letter or digit at both ends",
    )


def _host(value: str) -> str:
    name = value.removeprefix("*.")
    if len(name) <= 253 and all(re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", part) for part in name.split(".")):
        return value
    raise wrong(
        f"`{value[:80]}` is not a host name",
        "write a lower-case DNS name without scheme, port or path, such as mcp.example.com",
    )


def _folder(value: str) -> str:
    if re.fullmatch(r"/|(/[A-Za-z0-9_.-]+)+", value) and ".." not in value.split("/"):
        return value
    raise wrong(
        f"`{value[:80]}` is not an Infisical folder",
        "write an absolute path such as /my-server, without a slash at its end",
    )


def _url_path(value: str) -> str:
    if re.fullmatch(r"/[!-~]*", value) and not set(value) & set("?#"):
        return value
    raise wrong(f"`{value[:80]}` is not a URL path", "write a path that begins with `/`, such as /mcp")


def _duration(value: str) -> str:
    if re.fullmatch(r"(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?", value):
        return value
    raise wrong(f"`{value[:40]}` is not a duration", "write it as Go does, such as 15m0s or 1h0m0s")


def _interval(value: str) -> str:
    """A duration of at least a second, as Go writes it: Argo CD would take another spelling for a difference."""
    found = re.fullmatch(r"(?=[0-9])(?:([0-9]{1,5})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,9})s)?", value)
    seconds = sum(int(part or 0) * unit for part, unit in zip(found.groups(), (3600, 60, 1), strict=True)) if found else 0
    if seconds:
        minutes, rest = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}h{minutes}m{rest}s" if hours else f"{minutes}m{rest}s" if minutes else f"{rest}s"
    raise wrong(f"`{value[:40]}` is not a duration of a second or more", "write it with h, m and s, such as 10m or 1h30m")


def _name(value: str) -> str:
    if len(value) <= 253 and all(re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", part) for part in value.split(".")):
        return value
    raise wrong(
        f"`{value[:80]}` is not the name of an object",
        "write lower-case letters, digits, `-` and `.`, at most 253, a letter or digit at both ends",
    )


def _branch(value: str) -> str:
    """A name of a branch as `git check-ref-format` takes it, without the rarer characters."""
    if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*", value) and not _UNFIT.search(value):
        return value
    raise wrong(f"`{value[:80]}` is not the name of a branch", "write it as git shows it, such as main or team/mcp")


_UNFIT = re.compile(r"\.\.|\.lock(/|$)|\.(/|$)")


def _secret_key(value: str) -> str:
    if len(value) <= 253 and re.fullmatch(r"[A-Za-z0-9_.-]+", value):
        return value
    raise wrong(f"`{value[:80]}` is not the key of a Secret", "write letters, digits, `_`, `.` and `-` only, such as API_KEY")


def _cidr(value: str) -> str:
    try:
        return str(ip_network(value))
    except ValueError:
        raise wrong(f"`{value[:60]}` is not a CIDR", "write a network such as 10.0.0.0/8") from None


def _header_name(value: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9-]{1,64}", value):
        return value
    raise wrong(f"`{value[:60]}` is not the name of a header", "write letters, digits and `-`, such as Authorization")


def _size(value: str) -> str:
    if re.fullmatch(r"[1-9][0-9]{0,9}[kmg]?", value):
        return value
    raise wrong(f"`{value[:40]}` is not a size", "write a number with k, m or g behind it, such as 8m")


def _port(value: int) -> int:
    if 1 <= value <= 65535:
        return value
    raise wrong(f"expected 1-65535, got {value}", "write the port that the server listens on")


def _version(value: str) -> str:
    if re.fullmatch(r"1\.[0-9]{1,3}", value):
        return value
    raise wrong(f"`{value[:40]}` is not a Kubernetes version", 'write major and minor in quotes, such as "1.34"')


def _labels(value: dict[str, str]) -> dict[str, str]:
    for key in ("app.kubernetes.io/name", "app.kubernetes.io/instance"):
        if key in value:
            raise wrong(f"`{key}` selects the server's pods and never changes", "remove it, or choose another key")
    return value


Digest = Annotated[str, AfterValidator(_digest)]
Tag = Annotated[str, AfterValidator(_tag)]
Repository = Annotated[str, AfterValidator(_repository)]
DnsLabel = Annotated[str, AfterValidator(_label)]
Host = Annotated[str, AfterValidator(_host)]
Folder = Annotated[str, AfterValidator(_folder)]
UrlPath = Annotated[str, AfterValidator(_url_path)]
Duration = Annotated[str, AfterValidator(_duration)]
Interval = Annotated[str, AfterValidator(_interval)]
DnsName = Annotated[str, AfterValidator(_name)]
Branch = Annotated[str, AfterValidator(_branch)]
Cidr = Annotated[str, AfterValidator(_cidr)]
HeaderName = Annotated[str, AfterValidator(_header_name)]
Size = Annotated[str, AfterValidator(_size)]
SecretKey = Annotated[str, AfterValidator(_secret_key)]
Version = Annotated[str, AfterValidator(_version)]
Port = Annotated[int, AfterValidator(_port), Field(json_schema_extra={"minimum": 1, "maximum": 65535})]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]
Words = dict[str, str]
"""Labels or annotations: text to text, as Kubernetes demands."""
Labels = Annotated[Words, AfterValidator(_labels)]
"""Labels beside those that select the server's pods."""
Native = dict[str, Any]
"""A mapping in Kubernetes' own words, checked against Kubernetes' schema once it stands in its object."""
