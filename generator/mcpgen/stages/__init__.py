"""One server, then all of them: the pure stages from a resolved server to the text of its files."""
