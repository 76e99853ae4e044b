"""mcpgen: one catalog of MCP servers in, Kustomize bases and overlays out."""
