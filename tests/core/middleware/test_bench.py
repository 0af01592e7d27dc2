"""What one answer cost."""

from __future__ import annotations

import time

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from cms.core.middleware.bench import BenchMiddleware
from cms.core.models import JobRun


def two_queries(request: HttpRequest) -> HttpResponse:
    list(JobRun.objects.all())
    JobRun.objects.count()
    return HttpResponse()


def busy(request: HttpRequest) -> HttpResponse:
    until = time.thread_time() + 0.02
    while time.thread_time() < until:
        pass
    return HttpResponse()


def idle(request: HttpRequest) -> HttpResponse:
    time.sleep(0.05)
    return HttpResponse()


@pytest.mark.django_db
def test_queries_are_counted() -> None:
    response = BenchMiddleware(two_queries)(RequestFactory().get("/"))

    assert (response["X-Queries"], response["X-Other-Queries"]) == ("2", "0")


def test_only_the_processors_time_is_counted() -> None:
    request = RequestFactory().get("/")

    assert float(BenchMiddleware(busy)(request)["X-CPU-Ms"]) >= 20
    assert float(BenchMiddleware(idle)(request)["X-CPU-Ms"]) < 20
