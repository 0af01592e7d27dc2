"""The commands of `./run`."""

from __future__ import annotations

import sys

from . import environment
from .ground import call, manage, stop

HELP = """./run                  make everything ready and serve (PORT, HOST; Ctrl-C ends everything)
./run test [pytest …]  every test, each proof small; with arguments: pytest with them, on SQLite
./run prove            the full numbers of the issues, at most an hour
./run bench            speed, as ratios to a bare view in the same run
./run lint             every check of code, templates, migrations, catalogues, settings
./run fmt              bring code and templates into form
./run messages         bring the catalogues up to date
./run manage …         Django's management commands
./run lock             compile requirements/*.txt anew
./run help             this list"""


def main(arguments: list[str]) -> int:
    """Do one command and return its exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("serve", [])
    if name in {"help", "-h", "--help"}:
        print(HELP)
        return 0
    if name == "serve":
        from .serve import serve

        return serve()
    if name in {"test", "prove"}:
        from .lanes import run

        return run(rest, proof=name == "prove")
    if name in {"lint", "fmt", "messages"}:
        from . import quality

        return int(getattr(quality, name)())
    if name == "bench":
        environment.sync("dev")
        return call([sys.executable, "-m", "tools.bench", *rest])
    if name == "manage":
        environment.sync("base")
        return call(manage(*rest))
    if name == "lock":
        environment.compile_locks()
        return 0
    stop(f"There is no command {name!r}.\n\n{HELP}", 64)


sys.exit(main(sys.argv[1:]))
