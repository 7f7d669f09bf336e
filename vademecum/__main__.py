"""The command `vademecum`, also as `python -m vademecum`."""

import sys

from vademecum.cli import main


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
