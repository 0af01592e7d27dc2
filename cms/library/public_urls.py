"""Published files."""

from django.urls import path

from . import views

urlpatterns = [path("<path:name>", views.public_media, name="library_public_media")]
