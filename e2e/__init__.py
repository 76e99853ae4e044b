"""End-to-end tests: what mcpgen writes, reconciled from git by Flux into a real API server. `bash .ci/e2e` runs them."""
