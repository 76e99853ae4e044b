"""The delivery tools by name."""

from __future__ import annotations

from mcpgen.delivery.argocd.tool import ARGOCD
from mcpgen.delivery.flux.tool import FLUX

TOOLS = {tool.name: tool for tool in (FLUX, ARGOCD)}
