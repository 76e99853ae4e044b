"""Literals that look like credentials: git never forgets one.

A rule by value (forms that services give their tokens, keys, passwords in URLs), and a rule by name (a variable called a
secret whose value is not plainly something else). No finding repeats the value.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mcpgen.checks.findings import Finding, finding
from mcpgen.checks.pods import containers, items, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.manifests.objects import Object

_REMEDY = "keep it in Infisical and take it with `secret` and `envFrom`; if it is no secret, say why in `notSecret`"

_VALUE = re.compile(
    r"""
    gh[pousr]_[A-Za-z0-9]{20,} | github_pat_[A-Za-z0-9_]{20,} | glpat-[A-Za-z0-9_-]{16,} | gl[a-z]{2,6}t?-[A-Za-z0-9_-]{20,}
  | sk-[A-Za-z0-9_-]{16,} | sk_(?:live|test)_[A-Za-z0-9]{10,} | [rp]k_(?:live|test)_[A-Za-z0-9]{10,} | whsec_[A-Za-z0-9+/]{16,}
  | xox[abeoprs]-[A-Za-z0-9-]{10,} | xapp-[0-9A-Za-z-]{16,} | https://hooks\.slack\.com/services/\S+
  | (?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16} | AIza[A-Za-z0-9_-]{30,} | ya29\.[A-Za-z0-9_-]{20,} | GOCSPX-[A-Za-z0-9_-]{20,}
  | npm_[A-Za-z0-9]{30,} | pypi-[A-Za-z0-9_-]{30,} | dop_v1_[a-f0-9]{40,} | hf_[A-Za-z0-9]{20,}
  | shp(?:at|ss|ca|pa)_[a-fA-F0-9]{20,}
  | SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,} | (?:AC|SK)[a-f0-9]{32} | key-[a-f0-9]{32} | sq0(?:atp|csp)-[A-Za-z0-9_-]{20,}
  | ntn_[A-Za-z0-9]{20,} | secret_[A-Za-z0-9]{32,} | lin_api_[A-Za-z0-9]{20,} | figd_[A-Za-z0-9_-]{20,} | dapi[a-f0-9]{32}
  | hv[sb]\.[A-Za-z0-9_-]{20,} | AGE-SECRET-KEY-1[A-Z0-9]{30,} | pat[A-Za-z0-9]{14}\.[a-f0-9]{40,} | tvly-[A-Za-z0-9-]{16,}
  | eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
  | -----BEGIN[A-Z ]*PRIVATE\ KEY-----
  | [a-z][a-z0-9+.-]*://[^\s/:@]*:(?!\$|%24|<|\{)[^\s/@]+@
  | (?:^|[;\s])(?:password|pwd|accountkey|sharedaccesskey)=(?!\$|<|\{)[^;\s]{4,}
  | (?:basic|bearer|token)\s+[A-Za-z0-9+/_.=-]{16,}
    """,
    re.VERBOSE | re.IGNORECASE,
)

_NAME = re.compile(
    r"(?:^|_)(?:passw(?:or)?d|passwd|passphrase|pwd|pass|secret|token|credentials?|creds?|api_?key|apikey|access_?key|private_?key"
    r"|secret_?key|signing_?key|encryption_?key|auth_?key|master_?key|license_?key|client_?secret|pat|dsn|connection_?string|salt"
    r"|webhook_?url|bearer|jwt|cookie|session_?key|service_?key|account_?key|admin_?key|shared_?key)s?(?:_?[0-9]+|_value)?$",
    re.IGNORECASE,
)
_NOT_A_SECRET_NAME = re.compile(
    r"(?:^|_)(?:public|max|min|num|count|limit|use|enable|enabled|disable|require|required|allow|has|is|tokenizers?)_|_?(?:public_?key)$",
    re.IGNORECASE,
)
_PLAIN_VALUE = re.compile(
    r"""(?:|true|false|yes|no|on|off|none|null|nil|-?[0-9]{1,9}(?:\.[0-9]+)?(?:ms|s|m|h|d)?
      |\$\([A-Za-z0-9_.-]+\).*|\$\{?[A-Za-z_][A-Za-z0-9_]*\}?|<[^>]*>|\{\{.*\}\}
      |(?:/|\./|~/|file:).*|https?://[^\s:@]+(?::[0-9]+)?(?:[/?\#][^@]*)?|[a-z][a-z0-9+]*://[^\s:@]*(?::[0-9]+)?(?:/\S*)?
      |(?:header|cookie|query|env|file|memory|redis|vault|basic|bearer|oauth2?|jwt|none|optional|disabled|enabled|default)
      |[xX*.]+|(?:change|replace|your|my|insert|put|todo|example|dummy|placeholder|redacted|unset)[-_ ]?.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_DOCUMENTED = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
"""AWS's own examples, which its documentation prints and no account has."""


def credentials(objects: Sequence[Object], exempt: frozenset[str]) -> Iterator[Finding]:
    """Variables and arguments whose literal value looks like a credential, but for the variables named in `exempt`."""
    for deployment in of_kind(objects, "Deployment"):
        for path, container in containers(deployment):
            for index, variable in items(container, "env"):
                name, value = variable.get("name"), variable.get("value")
                if isinstance(value, str) and name not in exempt and looks_secret(str(name), value):
                    message = f"the value of {name} looks like a credential"
                    yield finding(deployment, (*path, "env", index, "value"), message, _REMEDY)
            for field in ("command", "args"):
                yield from (
                    finding(deployment, (*path, field, index), "an argument looks like a credential", _REMEDY)
                    for index in _arguments(container.get(field))
                )


def _arguments(words: Any) -> Iterator[int]:
    """The indexes of arguments that look like credentials: by form, `--token=value`, or `--token value`."""
    before = ""
    for index, word in enumerate(words if isinstance(words, list) else ()):
        if not isinstance(word, str):
            continue
        option, equals, value = word.partition("=")
        named = option.lstrip("-") if equals and option.startswith("-") else before
        if looks_secret(named.replace("-", "_"), value if equals and option.startswith("-") else word):
            yield index
        before = word.lstrip("-") if word.startswith("-") and not equals else ""


@lru_cache(maxsize=1 << 14)
def looks_secret(name: str, value: str) -> bool:
    """True where the value has a credential's form, or the name says that it is one and the value could be."""
    if value in _DOCUMENTED or _PLAIN_VALUE.fullmatch(value[:4096]):
        return False
    if _VALUE.search(value[:16384]):
        return True
    if _NAME.search(name) and not _NOT_A_SECRET_NAME.search(name):
        return not _is_reference(value)
    return len(value) >= 32 and _is_random(value)


def _is_reference(value: str) -> bool:
    """A name of something, rather than the thing: words joined by dashes, dots or slashes, without a digit among letters."""
    return re.fullmatch(r"[a-z]+(?:[-_./:][a-z]+)+", value) is not None


def _is_random(value: str) -> bool:
    """Long, mixed and without structure: more than four bits a character, as keys are and words are not."""
    if not re.fullmatch(r"[A-Za-z0-9+/_=-]+", value) or not (
        re.search("[0-9]", value) and re.search("[A-Z]", value) and re.search("[a-z]", value)
    ):
        return False
    counts = Counter(value)
    bits = -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
    return bits > 4.2
