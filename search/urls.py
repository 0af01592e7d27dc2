"""Search: the results behind a language, suggestions without one."""

from django.urls import path

from . import views

urlpatterns_localised = [path("", views.results, name="search")]
urlpatterns_plain = [path("suggest/", views.suggest, name="search_suggest")]
