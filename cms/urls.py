"""Every address of the site; pages come last, behind a language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from centres.affiliation.urls import urlpatterns as affiliation_urlpatterns
from cms.accounts.urls import office_urlpatterns, pages_urlpatterns
from cms.core.views import health, mailbox, pages, sitemap, wellknown
from search import urls as search_urls

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("favicon.ico", wellknown.favicon, name="favicon"),
    path("site.webmanifest", wellknown.manifest, name="manifest"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path(".well-known/security.txt", wellknown.security, name="security_txt"),
    path(".well-known/change-password", wellknown.change_password, name="change_password"),
    path("language/", set_language, name="set_language"),
    path("accounts/invitation/", include("centres.team.urls")),
    path("accounts/", include("cms.accounts.urls")),
    path("cms/media/", include("cms.library.urls")),
    path("cms/", include(office_urlpatterns)),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include("cms.library.document_urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/", include("cms.library.public_urls")),
    path("feeds/", include("news.urls")),
    path("feeds/", include("centres.urls")),
    path("search/", include(search_urls.urlpatterns_plain)),
]

if settings.DEMO:
    urlpatterns += [
        path("demo/mailbox/", mailbox.index, name="mailbox"),
        path("demo/mailbox/<int:pk>/", mailbox.read, name="mailbox_read"),
    ]
if settings.BENCH:
    urlpatterns += [path("bench/bare/", health.bare, name="bench_bare")]

urlpatterns += i18n_patterns(
    path("search/", include(search_urls.urlpatterns_localised)),
    path("affiliation/", include(affiliation_urlpatterns)),
    path("", include(pages_urlpatterns)),
    re_path(serve_pattern, pages.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)

handler400 = "cms.core.views.errors.bad_request"
handler403 = "cms.core.views.errors.permission_denied"
handler404 = "cms.core.views.errors.not_found"
handler429 = "cms.core.views.errors.too_many_requests"  # allauth looks for it
handler500 = "cms.core.views.errors.server_error"
