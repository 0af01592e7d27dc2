"""The directory's files, below /feeds/."""

from django.urls import path

from .directory.files import CSV, GEOJSON
from .directory.views import directory_file

urlpatterns = [
    path("centres.geojson", directory_file, {"form": GEOJSON}, name="centres_geojson"),
    path("centres.csv", directory_file, {"form": CSV}, name="centres_csv"),
]
