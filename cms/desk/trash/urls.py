"""Addresses of the trash, below /cms/trash/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="desk_trash"),
    path("<int:pk>/restore/", views.restore, name="desk_trash_restore"),
    path("<int:pk>/delete/", views.delete_for_good, name="desk_trash_delete"),
]
