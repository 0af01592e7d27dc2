# The site as a container: made in one stage, run without the tools of the other, never as root.
FROM python:3.11-slim-bookworm AS made
WORKDIR /site
ENV PYTHONDONTWRITEBYTECODE=1 \
    UV_LINK_MODE=copy
COPY requirements/uv.txt requirements/base.txt requirements/
RUN python -m venv --without-pip .venv \
    && pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/uv.txt \
    && uv pip sync --no-cache --require-hashes --compile-bytecode --python .venv/bin/python requirements/base.txt
COPY manage.py ./
COPY cms cms
COPY home home
COPY centres centres
COPY news news
COPY search search
COPY templates templates
COPY static static
COPY locale locale
# Styles and catalogues are part of the image: any settings do, and the demonstration's need no secret.
RUN MONDCIVITAN_VAR=/site/var .venv/bin/python manage.py compilecatalogues \
    && MONDCIVITAN_VAR=/site/var .venv/bin/python manage.py bundle \
    && MONDCIVITAN_VAR=/site/var .venv/bin/python manage.py collectstatic --noinput -v0 \
    && rm -f var/secret_key

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /site --shell /usr/sbin/nologin site
WORKDIR /site
COPY --from=made /site /site
RUN chown -R site:site /site/var
ENV DJANGO_SETTINGS_MODULE=cms.settings.production \
    MONDCIVITAN_VAR=/site/var \
    PATH=/site/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    WEB_CONCURRENCY=2
USER site
EXPOSE 8000
VOLUME ["/site/var"]
# The site answers to its own names only, here too.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0].lstrip('.')}), timeout=4)"]
CMD ["sh", "-c", "exec granian --interface wsgi --host 0.0.0.0 --port 8000 --workers \"$WEB_CONCURRENCY\" --blocking-threads 4 --no-ws --log-level warning cms.wsgi:application"]
