"""Addresses of the bench, below /cms/."""

from django.urls import path

from . import views

urlpatterns = [
    path("translate/comments/", views.remarks, name="translate_remarks"),
    path("translate/<int:pk>/", views.bench, name="translate_bench"),
    path("translate/<int:pk>/preview/", views.preview, name="translate_bench_preview"),
    path("translate/<int:pk>/line/<slug:key>/", views.line, name="translate_bench_line"),
    path("translate/<int:pk>/help/<slug:key>/", views.help_with, name="translate_bench_help"),
]
