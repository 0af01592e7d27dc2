"""Addresses below /cms/my-centre/."""

from django.urls import path

from ..profile.views import choose
from . import views

urlpatterns = [
    path("my-centre/opening-days/", choose, {"to": "centre_rota"}, name="own_centre_rota"),
    path("my-centre/<int:centre_id>/opening-days/", views.rota, name="centre_rota"),
    path("my-centre/<int:centre_id>/opening-days/add/", views.add, name="centre_opening_add"),
    path("my-centre/opening-days/<int:pk>/", views.change, name="centre_opening"),
    path("my-centre/opening-days/<int:pk>/<slug:day>/serve/", views.serve, name="centre_serve"),
    path("my-centre/opening-days/<int:pk>/<slug:day>/assign/", views.assign, name="centre_assign"),
    path("my-centre/duties/<int:pk>/release/", views.release, name="centre_release"),
]
