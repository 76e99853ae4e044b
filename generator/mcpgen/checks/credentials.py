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
from mcpgen.checks.pods import containers, items, mapping, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mcpgen.catalog.server import Settings
    from mcpgen.manifests.objects import Object, PathInObject

_REMEDY = "keep it in Infisical and take it with `secret` and `envFrom`; if it is no secret, say why in `notSecret`"
_ARGUMENT = (
    "write `$(NAME)` and take the variable NAME from Infisical; if it is no secret, put it in `env` with `notSecret` "
    "and write `$(NAME)`"
)
_EXEC = "let a shell take it from a variable, `[sh, -c, 'curl -u $NAME …']`"
_READ_BY_ALL = "remove it: git keeps it, and whoever may read the object reads it"

_TOKEN = re.compile(
    r"""(?<![A-Za-z0-9])(?:
    gh[pousr]_[A-Za-z0-9]{20,} | github_pat_[A-Za-z0-9_]{20,}
  | gl(?:pat|oas|dt|rtr?|cbt|ptt|ft|imt|agent|wt|soat|ffct)-[A-Za-z0-9_-]{16,}
  | sk_(?:live|test)_[A-Za-z0-9]{10,} | [rp]k_(?:live|test)_[A-Za-z0-9]{10,} | whsec_[A-Za-z0-9+/]{16,}
  | xox[abeoprs]-[A-Za-z0-9-]{10,} | xapp-[0-9A-Za-z-]{16,} | https://hooks\.slack\.com/services/\S+
  | (?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16} | AIza[A-Za-z0-9_-]{30,} | ya29\.[A-Za-z0-9_-]{20,} | GOCSPX-[A-Za-z0-9_-]{20,}
  | npm_[A-Za-z0-9]{30,} | pypi-[A-Za-z0-9_-]{30,} | dop_v1_[a-f0-9]{40,} | hf_[A-Za-z0-9]{20,}
  | shp(?:at|ss|ca|pa)_[a-fA-F0-9]{20,}
  | SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,} | (?:AC|SK)[a-f0-9]{32}(?![A-Za-z0-9]) | sq0(?:atp|csp)-[A-Za-z0-9_-]{20,}
  | ntn_[A-Za-z0-9]{20,} | lin_api_[A-Za-z0-9]{20,} | figd_[A-Za-z0-9_-]{20,} | dapi[a-f0-9]{32}
  | hv[sb]\.[A-Za-z0-9_-]{20,} | AGE-SECRET-KEY-1[A-Z0-9]{30,} | pat[A-Za-z0-9]{14}\.[a-f0-9]{40,} | tvly-[A-Za-z0-9-]{16,}
  | eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
    )
  | (?<![A-Za-z0-9_-])(?:sk-(?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{16,} | key-[a-f0-9]{32} | secret_[A-Za-z0-9]{32,})
  | -----BEGIN[A-Z ]*PRIVATE\ KEY-----
    """,
    re.VERBOSE,
)
"""What services give out, in the form that they give it. It begins a word: `task-…` holds no `sk-…`, a digest no `ac…`."""

_LOGIN = re.compile(
    r"""
    [a-z][a-z0-9+.-]{0,30}://[^\s/:@]*:(?!\$|%24|<|\{)[^\s/@]+@
  | (?:^|[;\s])(?:password|pwd|accountkey|sharedaccesskey)=(?!\$|<|\{)[^;\s]{4,}
  | \b(?:basic|bearer|token)\s+(?=[^\s0-9=]{0,99}[0-9=])[A-Za-z0-9+/_.=-]{16,}
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A password where passwords stand: in a URL, in a connection string, in an Authorization header."""

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
      |[xX*.][xX*._\ -]*|(?:change|replace)[-_ ]?(?:me|this|it)(?:[-_ ][a-z]+)*|your(?:[-_ ][a-z]+)+
      |(?:insert|put|paste|enter)(?:[-_ ][a-z]+)*[-_ ]here
      |(?:todo|tbd|fixme|example|sample|dummy|fake|placeholder|redacted|unset)(?:[-_ ][a-z]+)*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""What is plainly no secret: switches, numbers, references, paths, addresses, words that choose, placeholders.

A placeholder is words, as `changeme` and `your-token-here`: with digits among them it could be a password.
"""

_DOCUMENTED = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
"""AWS's own examples, which its documentation prints and no account has."""

_SHORTEST = 7
"""`a://:p@` has as many characters: shorter text has no form that is looked for."""

_JUDGED = {"env", "command", "args"}
"""Fields of a container that are judged by name, too."""


def exemptions(settings: Settings) -> frozenset[str]:
    """The names of a server's variables, in any of its containers, of which the catalog says why they are no secret."""
    own = [each.name for each in settings.env.env if each.not_secret]
    companions = [each for container in (*settings.init_containers, *settings.sidecars) for _, each in items(container, "env")]
    reasons = [(each.get("name"), each["notSecret"]) for each in companions if isinstance(each.get("notSecret"), str)]
    return frozenset([*own, *(name for name, reason in reasons if isinstance(name, str) and reason)])


def credentials(objects: Sequence[Object], exempt: frozenset[str]) -> Iterator[Finding]:
    """Literals in pods that look like credentials, but for the variables named in `exempt`.

    Variables and arguments are judged by name and form, all else by form alone.
    """
    for deployment in of_kind(objects, "Deployment"):
        for path, container in containers(deployment):
            for index, variable in items(container, "env"):
                name, value = str(variable.get("name")), variable.get("value")
                if isinstance(value, str) and name not in exempt and looks_secret(name, value):
                    message = f"the value of {name} looks like a credential"
                    yield finding(deployment, (*path, "env", index, "value"), message, _REMEDY)
            for field in ("command", "args"):
                yield from (
                    finding(deployment, (*path, field, index), "an argument looks like a credential", _ARGUMENT)
                    for index in _arguments(container.get(field))
                )
        for path, text in _texts(mapping(deployment, "spec", "template"), ("spec", "template")):
            if has_secret_form(text):
                remedy = _EXEC if "exec" in path else _READ_BY_ALL
                yield finding(deployment, path, "the text looks like a credential", remedy)


def annotated(objects: Sequence[Object]) -> Iterator[Finding]:
    """Annotations of any object that have a credential's form."""
    for subject in objects:
        for key, text in mapping(subject, "metadata", "annotations").items():
            if isinstance(text, str) and has_secret_form(text):
                path = ("metadata", "annotations", key)
                yield finding(subject, path, "the annotation looks like a credential", _READ_BY_ALL)


def _texts(value: dict[str, Any], path: PathInObject) -> Iterator[tuple[PathInObject, str]]:
    """Every text below `path` in a pod template, but for a container's own variables, command and arguments."""
    stack: list[tuple[PathInObject, Any]] = [(path, value)]
    while stack:
        path, value = stack.pop()
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if len(path) == 5 and step in _JUDGED:
                continue
            if isinstance(inner, str):
                yield (*path, step), inner
            elif isinstance(inner, (dict, list)):
                stack.append(((*path, step), inner))


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
    if has_secret_form(value):
        return True
    if value in _DOCUMENTED or _PLAIN_VALUE.fullmatch(value[:4096]):
        return False
    if _NAME.search(name) and not _NOT_A_SECRET_NAME.search(name):
        return not _is_reference(value)
    return len(value) >= 32 and _is_random(value)


@lru_cache(maxsize=1 << 14)
def has_secret_form(value: str) -> bool:
    """True where the value holds what a service gives out as a token, or a password where passwords stand."""
    if len(value) < _SHORTEST or value in _DOCUMENTED:
        return False
    return bool(_TOKEN.search(value[:16384]) or _LOGIN.search(value[:16384]))


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
