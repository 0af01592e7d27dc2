"""Addresses below /accounts/."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.start, name="accounts_start"),
    path("language/", views.language, name="accounts_language"),
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("notices/", views.notices, name="accounts_notices"),
    path("notices/stop/<str:token>/", views.refuse_notices, name="accounts_refuse_notices"),
    path("2fa/totp/activate/", views.ActivateSecondFactorView.as_view(), name="mfa_activate_totp"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

# Below /cms/ and, in each language, at the site's root: before Wagtail's own addresses, whose sign-in knows no second
# factor.
office_urlpatterns = [path("login/", views.office_sign_in, name="wagtailadmin_login")]
pages_urlpatterns = [path("_util/login/", views.office_sign_in, name="wagtailcore_login")]
