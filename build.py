"""The front door: `python build.py` does what `vademecum build` does."""

import sys


def main() -> int:
    """Run `vademecum build`; say what to do where the press is not set up."""
    if sys.version_info < (3, 11):
        print("Python 3.11 or newer is needed; this is", sys.version.split()[0], file=sys.stderr)
        return 1
    try:
        from vademecum.__main__ import main
    except ModuleNotFoundError as error:
        print(f"{error}: run `make` once, or `pip install .` in an environment", file=sys.stderr)
        return 1
    return main(["build", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
