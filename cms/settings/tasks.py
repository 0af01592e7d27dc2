"""Slow work goes to the database's task queue, done by `manage.py db_worker`."""

from typing import Any

TASKS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
