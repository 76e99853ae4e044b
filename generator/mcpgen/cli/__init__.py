"""One file per command: arguments, one call, one report, one exit code. The only owner of Typer."""
