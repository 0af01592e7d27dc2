"""What is compressed."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from cms.core.middleware.compression import CompressionMiddleware

TEXT = b"milestone " * 100


@pytest.mark.parametrize(
    ("kind", "is_compressed"),
    [
        ("text/html; charset=utf-8", True),
        ("application/rss+xml", True),
        ("application/feed+json", True),
        ("image/svg+xml", True),
        ("image/webp", False),
        ("audio/mpeg", False),
        ("application/pdf", False),
    ],
)
def test_only_what_shrinks_is_compressed(rf, kind, is_compressed):
    request = rf.get("/", headers={"accept-encoding": "gzip"})

    response = CompressionMiddleware(lambda request: HttpResponse(TEXT, content_type=kind))(request)

    assert response.has_header("Content-Encoding") is is_compressed


def test_a_part_stays_a_part(rf):
    request = rf.get("/", headers={"accept-encoding": "gzip"})

    response = CompressionMiddleware(lambda request: HttpResponse(TEXT, status=206, content_type="text/vtt"))(request)

    assert response.content == TEXT
