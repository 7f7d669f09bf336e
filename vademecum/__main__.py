"""The command `vademecum`, also as `python -m vademecum`; it loads as little as the task needs."""

import gc
import sys
from collections.abc import Sequence

STOPPED = 130
"""The exit code of what Ctrl-C has stopped."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; a build with nothing to do ends at once."""
    try:
        return _main(arguments)
    except KeyboardInterrupt:  # while modules were loaded, of which click has not heard
        from vademecum.problems import streams

        with streams.guarded():
            print("stopped; nothing was published", file=sys.stderr)
        return STOPPED


def _main(arguments: Sequence[str]) -> int:
    from vademecum.build import ledger
    from vademecum.problems import streams

    streams.keep_open()
    with streams.guarded():
        if ledger.replay(arguments):
            return 0
        gc.set_threshold(50_000)  # most of what is imported and read now stays to the end
        from vademecum import cli

        return cli.main(arguments)


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
