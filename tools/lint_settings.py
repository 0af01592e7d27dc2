"""The tests' settings, plus the linter of migrations."""

from cms.env import BASE_DIR
from cms.settings.test import *

_own = [name for name in INSTALLED_APPS if (BASE_DIR / name.replace(".", "/")).is_dir()]
INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
MIGRATION_LINTER_OPTIONS = {
    "include_apps": [
        name.rpartition(".")[2] for name in _own if (BASE_DIR / name.replace(".", "/") / "migrations").is_dir()
    ],
    # The first makes the app's tables: nothing that runs reads them yet.
    # A column that may not be null makes SQLite build its table anew, which the linter takes for one without default:
    # these columns have theirs in the database.
    "ignore_name": ["0001_initial", "0003_decorative_pictures", "0004_decorative_pictures", "0003_shown_as"],
    "no_cache": True,
    "quiet": ["ok", "ignore"],
}
SILENCED_SYSTEM_CHECKS += [
    "staticfiles.W004",  # the joined style sheet is made at a start, not here
]
LOGGING = {**LOGGING, "root": {**LOGGING["root"], "level": "WARNING"}}
