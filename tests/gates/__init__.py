"""The long checks: what a stranger meets."""
