"""Results as text, JSON and Markdown; knows no command."""
