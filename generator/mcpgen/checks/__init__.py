"""What is wrong with the objects of a server: Kubernetes' schemas, and what those miss."""
