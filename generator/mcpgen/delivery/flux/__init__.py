"""Flux: sources, Kustomizations, alerts and image automation, in the API versions of Flux 2.7."""
