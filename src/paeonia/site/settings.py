"""Django's settings: safe by default, told apart only by environment variables."""

import os
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF

from paeonia.site import place, registry
from paeonia.site.logs import LOGGING  # noqa: F401  Django reads it from here
from paeonia.ui.catalogues import ensure_compiled

ensure_compiled()  # before anybody asks for a sentence: what Django has once opened it does not open again
HERE = Path(__file__).parent
DEBUG = os.environ.get("PAEONIA_DEBUG") == "1"
HTTPS = os.environ.get("PAEONIA_HTTPS") == "1"
PROXIES = int(os.environ.get("PAEONIA_PROXIES") or 0)  # how many of our own stand before us; 0: believe no header
SECRET_KEY = place.secret_key()
ALLOWED_HOSTS = os.environ.get("PAEONIA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("PAEONIA_ORIGINS", "").split(",") if origin]

_application, _owner = place.addresses()
TIME_ZONE = os.environ.get("PAEONIA_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
# "owner" changes tables and is used by `paeonia migrate` alone; pages and commands never connect with it.
DATABASES = {
    # The database's today is the hospital's: care relations begin and end with its day, not with Greenwich's.
    "default": {**place.database(_application), "TIME_ZONE": TIME_ZONE},
    "owner": {**place.database(_owner), "ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 0},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The website's pages, pictures and editors' rooms. Search is ours (website.searching), sign-in too.
WAGTAIL = (
    "wagtail.embeds", "wagtail.sites", "wagtail.users", "wagtail.snippets", "wagtail.documents", "wagtail.images",
    "wagtail.search", "wagtail.admin", "wagtail", "wagtail_localize", "wagtail_localize.locales",
    "modelcluster", "taggit", "django_filters",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # allauth's session and recovery pages use it
    *registry.installed_apps(),
    *WAGTAIL,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "paeonia.site.wechat.web",
    "paeonia.site.wechat.mp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "paeonia.modules.website.kept.kept_middleware",
    "csp.middleware.CSPMiddleware",
    "paeonia.site.devices.devices_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "paeonia.people.middleware.viewer_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "paeonia.site.urls"
WSGI_APPLICATION = "paeonia.site.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "paeonia.site.context.house",
]
TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],  # the environment finds pages/ in every application
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "paeonia.ui.environment.environment",
            "context_processors": _CONTEXT,
            "autoescape": True,
        },
    },
    {  # allauth's own pages; they are wrapped in our layout by templates/allauth/layouts
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

# --- people and sign-in -------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "paeonia.site.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a session left open must not be enough to move in
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
# WeChat, where the hospital has set it up: the website's application, and the service account that also sends messages.
_WEIXIN = {"weixin_web": "PAEONIA_WECHAT_WEB", "weixin_mp": "PAEONIA_WECHAT"}
SOCIALACCOUNT_PROVIDERS = {
    provider: {"APPS": [{"client_id": os.environ[f"{name}_APP"], "secret": os.environ.get(f"{name}_SECRET", ""), "key": ""}]}
    for provider, name in _WEIXIN.items()
    if os.environ.get(f"{name}_APP")
}
SOCIALACCOUNT_ADAPTER = "paeonia.site.wechat.strangers.Strangers"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Paeonia"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers treat http://localhost as safe for passkeys
# Attempts are counted in the database: a memory cache would count per process and forget on restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        # By default the 300th entry drives out others: whoever guesses widely would wipe out the count of his guesses.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True

# --- headers ------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of a second factor is drawn in the page
        "object-src": [NONE],
        "base-uri": [SELF],
        # A browser asks this also of where a form's answer leads: signing in by WeChat leads there.
        "form-action": [SELF, *(["https://open.weixin.qq.com"] if SOCIALACCOUNT_PROVIDERS else [])],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# --- what leaves the house ------------------------------------------------------------------------
# Nobody is written to unless the hospital names its mail server; nothing waits for one that is not there.
EMAIL_HOST = os.environ.get("PAEONIA_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("PAEONIA_MAIL_PORT") or 465)
EMAIL_HOST_USER = os.environ.get("PAEONIA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PAEONIA_MAIL_PASSWORD", "")
EMAIL_USE_SSL = os.environ.get("PAEONIA_MAIL_TLS", "ssl") == "ssl"          # ssl, starttls or none
EMAIL_USE_TLS = os.environ.get("PAEONIA_MAIL_TLS") == "starttls"
DEFAULT_FROM_EMAIL = os.environ.get("PAEONIA_MAIL_FROM", "Paeonia <paeonia@localhost>")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_TIMEOUT = 10
SITE_ADDRESS = os.environ.get("PAEONIA_SITE", "http://localhost:8000")
POST_SMS = {name: os.environ.get(f"PAEONIA_SMS_{name.upper()}", "") for name in ("key", "secret", "sign", "url")}
POST_WECHAT = {name: os.environ.get(f"PAEONIA_WECHAT_{name.upper()}", "") for name in ("app", "secret", "url")}
POST_TEMPLATES = os.environ.get("PAEONIA_POST_TEMPLATES") or str(place.home() / "post.yaml")  # ids and fields of providers
POST_FILES = place.home() / "outbox"
# Who carries a channel: a function of a message. What the hospital has not set up is written into a file.
_CARRIED = {"mail": EMAIL_HOST, "sms": POST_SMS["key"], "wechat": POST_WECHAT["app"]}
POST_CARRIERS = {
    channel: os.environ.get(f"PAEONIA_POST_{channel.upper()}")
    or f"paeonia.post.channels.{channel if there else 'file'}.carry"
    for channel, there in _CARRIED.items()
}
POST_QUIET = (os.environ.get("PAEONIA_QUIET_FROM", "21:00"), os.environ.get("PAEONIA_QUIET_UNTIL", "08:00"))
POST_MOST_A_DAY = int(os.environ.get("PAEONIA_POST_MOST_A_DAY") or 6)   # to one person on one channel
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

# --- languages and time -------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- style sheets and scripts -------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = place.folder("static")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# --- audit: every insert, change and removal, kept by database triggers, and itself unchangeable -------
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_APPEND_ONLY = True

# --- the website ----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Paeonia"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Saving by itself races with the first press of a button: the second of the two finds the address taken and breaks.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[object] = []  # nothing of others' in our pages
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "paeonia.modules.website.searching.postgres", "SEARCH_CONFIG": "simple"}}
# Our pages cut every text into characters on its way into the index, so the library's own whole fields are left out.
SILENCED_SYSTEM_CHECKS = ["wagtailsearch.W001"]
WAGTAILIMAGES_IMAGE_MODEL = "website.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "paeonia.modules.website.pictures.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 2**20
WAGTAILDOCS_EXTENSIONS = ["pdf"]
MEDIA_ROOT, MEDIA_URL = place.folder("website"), "/media/"
WEBSITE_FILING = os.environ.get("PAEONIA_FILING", "")  # the number of the site's filing with the authorities, for the footer

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
SURVEY_IN_BACKGROUND = True  # a page does not wait for all patients to be read
CSRF_FAILURE_VIEW = "paeonia.site.views.stale_form"
