"""The environment: the only place from which settings read it.

`.env.example` lists every name that settings ask for; a test compares the two.
A `NAME_FILE` beside `NAME` gives the path of a file that holds the value (container secrets).
"""

from __future__ import annotations

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent


class Environment(environ.FileAwareEnv):
    """django-environ with `_FILE` twins."""


env = Environment()
if (BASE_DIR / ".env").is_file():
    env.read_env(str(BASE_DIR / ".env"))

VAR_DIR = Path(env.str("MONDCIVITAN_VAR", default=str(BASE_DIR / "var"))).expanduser().resolve()
