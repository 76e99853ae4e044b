"""Real proxies in front of real MCP servers, set up from what mcpgen writes."""
