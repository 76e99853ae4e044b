"""One file per Kubernetes kind: a resolved server in, one object of plain data out."""
