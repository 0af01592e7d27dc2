"""Addresses below /cms/team/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.centres, name="team_centres"),
    path("<int:centre_id>/", views.centre, name="team_centre"),
    path("<int:centre_id>/invite/", views.invite, name="team_invite"),
    path("<int:centre_id>/history/", views.history, name="team_history"),
    path("invitations/<int:pk>/again/", views.send_again, name="team_send_again"),
    path("invitations/<int:pk>/withdraw/", views.withdraw, name="team_withdraw"),
    path("terms/<int:pk>/renew/", views.renew, name="team_renew"),
    path("terms/<int:pk>/end/", views.end, name="team_end"),
    path("terms/<int:pk>/role/", views.change_role, name="team_role"),
]
