"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.demo")

application = get_wsgi_application()

from cms.core.checks import refuse_unsafe  # noqa: E402 -- needs the applications

refuse_unsafe()
