"""Where an invitation is answered: below /accounts/, without an account."""

from django.urls import path

from . import public_views

urlpatterns = [
    path("welcome/", public_views.welcome, name="team_welcome"),
    path("<str:token>/", public_views.invitation, name="team_invitation"),
]
