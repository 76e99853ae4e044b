"""A catalog of any size: the guide's servers over and over, each with its own names, images and hosts."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

HEAD = """\
environments:
  staging:
    namespace: mcp-secrets
    domain: staging.example.com
    infisical: {projectSlug: mcp}
    defaults:
      replicas: 1
  production:
    namespace: mcp-secrets
    domain: example.com
    infisical: {projectSlug: mcp}
    mcp:
"""
OVERRIDE = """\
      server-{n}:
        image:
          digest: sha256:{digest}
        replicas: {replicas}
        ingress:
          annotations:
            nginx.ingress.kubernetes.io/limit-rps: "{rps}"
"""
SERVER = """\
  server-{n}:
    enabled: true
    owner: team-{team}
    image:
      repository: registry.example.com/team-{team}/server-{n}
      tag: v1.{n}.0
    port: 8000
    replicas: 2
    autoscaling:
      enabled: {scaled}
      minReplicas: 2
      maxReplicas: {most}
    probes:
      liveness:
        httpGet:
          path: /health
          port: 8000
        initialDelaySeconds: 30
        periodSeconds: 10
      readiness:
        httpGet:
          path: /ready
          port: 8000
    secret:
      create: true
      store:
        secretsPath: /server-{n}
    env:
      envFrom:
        - secretRef:
            name: server-{n}-secret
      env:
        - name: MCP_SERVER_PORT
          value: "8000"
        - name: LOG_LEVEL
          value: "info"
        - name: SHARD
          value: "{n}"
    service:
      type: ClusterIP
      port: 8000
    ingress:
      enabled: true
      sse: true
      path: /
      annotations:
        nginx.ingress.kubernetes.io/backend-protocol: "HTTP"
    resources:
      requests:
        cpu: 100m
        memory: 128Mi
      limits:
        cpu: 500m
        memory: 512Mi
"""


def fleet(count: int) -> str:
    """The text of a catalog with `count` servers in two environments; every tenth has an override in production."""
    overrides = "".join(
        OVERRIDE.format(n=n, digest=sha256(str(n).encode()).hexdigest(), replicas=2 + n % 3, rps=10 + n % 5)
        for n in range(0, count, 10)
    )
    servers = "".join(SERVER.format(n=n, team=n // 25, scaled=str(n % 2 == 0).lower(), most=10 + n % 10) for n in range(count))
    return f"{HEAD}{overrides}mcp:\n{servers}"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(fleet(int(sys.argv[1])), encoding="utf-8")
