"""The `imageAutomation` block: which new images of a server Flux writes into the catalog by itself."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from mcpgen.catalog.fields import Block, DnsName, Interval, wrong


def _range(value: str) -> str:
    if re.fullmatch(r"[0-9A-Za-z.*+<>=!~^|, -]{1,200}", value) and re.search(r"[0-9*xX]", value):
        return value
    raise wrong(f"`{value[:60]}` is not a range of versions", 'write it as in ">=1.0.0 <2.0.0", in quotes')


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise wrong(f"not a regular expression: {error}", "write it as Go does, such as ^main-(?P<ts>[0-9]+)$") from None
    return value


class ImageAutomation(Block):
    """Which tag is the newest: the highest version in a range, or the last in an order of tags that match a pattern."""

    enabled: bool = True
    semver: Annotated[str, AfterValidator(_range)] | None = None
    sort: Literal["alphabetical", "numerical"] | None = None
    order: Literal["asc", "desc"] = "asc"
    pattern: Annotated[str, AfterValidator(_pattern)] | None = None
    extract: str | None = None
    digest: Literal["IfNotPresent", "Always"] = "IfNotPresent"
    interval: Interval = "10m0s"
    provider: Literal["generic", "aws", "azure", "gcp"] = "generic"
    secret: DnsName | None = None

    @model_validator(mode="after")
    def _one_policy(self) -> Self:
        if bool(self.semver) == bool(self.sort):
            got = "both" if self.semver else "neither"
            raise wrong(
                f"expected `semver` or `sort`, got {got}", 'write `semver: ">=1.0.0"`, or `sort: numerical` and a pattern'
            )
        if self.extract and not self.pattern:
            raise wrong("`extract` without `pattern`", "write the pattern that it takes its part from")
        return self
