"""The front door: `python build.py` does what `vademecum build` does."""

import sys

from vademecum.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
