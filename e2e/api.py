"""The API server over HTTPS, for what is asked many times a second: kubectl takes half a second of a core each time."""

from __future__ import annotations

import json
import ssl
from dataclasses import dataclass
from http.client import NOT_FOUND
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.kubectl import Object


@dataclass(frozen=True, slots=True)
class Api:
    """Where the server is, the certificate it shows, and the token of its administrator."""

    url: str
    authority: Path
    token: str

    def ask(self, method: str, path: str, body: Object | None = None) -> Object:
        """The answer; nothing where the object has gone, or its kind is not served yet. Raises OSError."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/merge-patch+json"}
        data = json.dumps(body).encode() if body else None
        request = Request(self.url + path, data, headers, method=method)
        try:
            with urlopen(request, timeout=30, context=ssl.create_default_context(cafile=self.authority)) as answer:
                found: Object = json.load(answer)
                return found
        except HTTPError as error:
            if error.code != NOT_FOUND:
                raise
            return {}
