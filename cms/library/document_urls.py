"""The addresses of documents, before Wagtail's own: the same ones, so that its name of them stays true."""

from django.urls import path

from . import views

urlpatterns = [path("<int:document_id>/<path:document_filename>", views.document, name="library_document")]
