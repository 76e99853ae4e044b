"""What git remembers: which commit, what stood in it; the only package that runs git."""
