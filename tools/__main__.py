"""The commands of `./run`."""

from __future__ import annotations

import sys

from . import environment
from .ground import INTERRUPTED, WRONG_USE, adopt_file, heed_signals, manage, program, stop, take_over

HELP = """./run                  make everything ready and serve (PORT, HOST; Ctrl-C ends everything)
./run test [pytest …]  every test, each proof small; with arguments: pytest with them, on SQLite
./run prove            the full numbers of the issues, at most an hour
./run bench [N]        speed over N pages (1000), as ratios to a bare view in the same run
./run lint             every check of code, templates, migrations, catalogues, settings
./run fmt              bring code and templates into form
./run messages         bring the catalogues up to date
./run manage …         Django's management commands
./run lock             compile requirements/*.txt anew
./run help             this list"""


ALONE = ("help", "serve", "prove", "lint", "fmt", "messages", "lock")
WITH_ARGUMENTS = ("test", "bench", "manage")


def main(arguments: list[str]) -> int:
    """Do one command and return its exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("serve", [])
    name = "help" if name in {"-h", "--help"} else name
    if name not in ALONE + WITH_ARGUMENTS:
        stop(f"There is no command {name!r}; ./run help lists them.", WRONG_USE)
    if rest and name in ALONE:
        stop(f"./run {name} takes no arguments.", WRONG_USE)
    adopt_file()
    heed_signals()
    if name == "help":
        print(HELP)
        return 0
    return perform(name, rest)


def perform(name: str, rest: list[str]) -> int:
    """Do a command that exists; each imports only what it needs."""
    if name == "serve":
        from .serve import serve

        return serve()
    if name in {"test", "prove"}:
        from . import lanes

        return lanes.test(rest) if name == "test" else lanes.prove()
    if name in {"lint", "fmt", "messages"}:
        from . import quality

        return int(getattr(quality, name)())
    if name in {"bench", "manage"}:
        environment.sync("base")
        take_over(manage(*rest) if name == "manage" else program("tools.bench", *rest))
    environment.compile_locks()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        stop("Ended.", INTERRUPTED)
