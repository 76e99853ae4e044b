"""Base, overlay and kustomization documents as values, and the proof that they build to what was wanted."""
