"""Addresses below /cms/shared-posts/."""

from django.urls import path

from . import views

urlpatterns = [
    path("shared-posts/", views.index, name="sharing"),
    path("shared-posts/propose/<int:page_id>/", views.propose, name="sharing_propose"),
    path("shared-posts/<int:pk>/take/", views.take, name="sharing_take"),
]
