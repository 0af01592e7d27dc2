"""Applications, middleware and templates."""

from cms.env import BASE_DIR

from .security import BENCH

INSTALLED_APPS = [
    "home",
    "home.furniture",
    "home.reusable",
    "news",
    "news.sharing",
    "centres",
    "centres.affiliation",
    "centres.team",
    "centres.opening",
    "search",
    "cms.desk",
    "cms.translate",
    "cms.library",
    "cms.accounts",
    "cms.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_countries",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.core.middleware.hosts.HostRedirectMiddleware",
    "cms.core.middleware.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.middleware.page_store.PageStoreMiddleware",
    "cms.core.middleware.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "cms.accounts.middleware.SecondFactorMiddleware",
    "cms.core.middleware.rates.PostRateMiddleware",
    "cms.core.middleware.judges.JudgesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

if BENCH:
    MIDDLEWARE.insert(0, "cms.core.middleware.bench.BenchMiddleware")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.core.frame.frame",
                "home.navigation.navigation",
                "centres.surroundings.microsite",
                "cms.desk.bar.desk_bar",
            ],
        },
    },
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
