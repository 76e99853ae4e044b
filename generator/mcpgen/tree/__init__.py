"""Files as values, their ownership, the plan and its apply: the only package that writes."""
