"""ingress-nginx: the annotations that keep an event stream alive.

Source: the deployment guide, "Why `sse: true` is Important"; ingress-nginx, "Annotations" (defaults: buffering on as
nginx has it, 60 s for both timeouts).
"""


def stream_annotations(*, stream: bool) -> dict[str, str]:
    """The guide's four annotations for a streaming ingress; none for any other."""
    if not stream:
        return {}
    return {
        "nginx.ingress.kubernetes.io/proxy-buffering": "off",
        "nginx.ingress.kubernetes.io/proxy-read-timeout": "3600",
        "nginx.ingress.kubernetes.io/proxy-send-timeout": "3600",
        "nginx.ingress.kubernetes.io/proxy-http-version": "1.1",
    }
