"""The strict loader and the emitter: the only owner of PyYAML."""
