"""What one answer cost, told in its headers; installed for measurements only."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class QueryCounter:
    """Counts the statements that pass through it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.count += 1
        return execute(*args)


class BenchMiddleware:
    """Adds X-Queries (data and cache databases apart) and X-CPU-Ms (processor time of this thread)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        counters = {alias: QueryCounter() for alias in connections}
        started = time.thread_time()
        with ExitStack() as stack:
            for alias, counter in counters.items():
                stack.enter_context(connections[alias].execute_wrapper(counter))
            response = self.get_response(request)
        cpu = time.thread_time() - started
        response["X-Queries"] = str(counters.pop("default").count)
        response["X-Other-Queries"] = str(sum(counter.count for counter in counters.values()))
        response["X-CPU-Ms"] = f"{cpu * 1000:.2f}"
        return response
