"""One file per ingress controller: from the intent (a stream, its sessions) to that controller's words."""
