"""Production's settings, for a check on a machine that has no production database."""

from cms.settings.production import *

SILENCED_SYSTEM_CHECKS += [
    "core.W012",  # no database to look for demonstration accounts in
    "staticfiles.W004",  # the joined style sheet is made at a start, not here
]
