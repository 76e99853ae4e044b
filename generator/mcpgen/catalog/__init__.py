"""From text to one typed, resolved server per environment."""
