"""A kadet component: the objects of one environment, a file for each server."""

import json
from pathlib import Path
from typing import Any


def main(parameters: dict[str, str]) -> Any:
    """What kapitan writes: file name → the objects in it. `parameters` names the JSON file that holds just that."""
    return json.loads(Path(parameters["objects"]).read_text(encoding="utf-8"))
