"""The wiring. Every choice a deployment makes is an environment variable named ``CONCERTATION_…``."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("CONCERTATION_DATA", Path.cwd() / "var")).resolve()


def _secret_key() -> str:
    """The key of this installation, made at the first start and kept beside its data."""
    if "CONCERTATION_SECRET_KEY" in os.environ:
        return os.environ["CONCERTATION_SECRET_KEY"]
    file = DATA / "secret-key"
    if not file.exists():
        import secrets  # noqa: PLC0415 needed once in the life of an installation

        DATA.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return file.read_text(encoding="ascii")


def _database() -> dict[str, object]:
    """SQLite beside the data by default; PostgreSQL by ``CONCERTATION_DATABASE_URL``."""
    address = os.environ.get("CONCERTATION_DATABASE_URL", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "concertation.sqlite3",
            # Opening it reads the whole schema, some 9 ms a page: each thread keeps its own, as on PostgreSQL.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                    "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000; PRAGMA recursive_triggers=OFF;"
                ),
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _email() -> dict[str, object]:
    """Messages go to files beside the data, or to the server of ``CONCERTATION_EMAIL_URL``."""
    address = urlsplit(os.environ.get("CONCERTATION_EMAIL_URL", ""))
    if not address.scheme:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": DATA / "mail"}
    return {
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": address.port or (465 if address.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_SSL": address.scheme == "smtps",
        "EMAIL_USE_TLS": address.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
    }


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = _listed(os.environ.get("CONCERTATION_SECRET_KEYS_BEFORE", ""))
DEBUG = os.environ.get("CONCERTATION_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("CONCERTATION_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
# The demonstration's accounts have known passwords: by default, only where nobody else can reach them.
DEMONSTRATION_ACCOUNTS = (
    os.environ.get(
        "CONCERTATION_DEMONSTRATION_ACCOUNTS",
        "1" if set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"} else "0",
    )
    == "1"
)
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CONCERTATION_ORIGINS", "").split(",") if o]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "concertation.store.apps.StoreConfig",
    "concertation.web.apps.WebConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "concertation.web.methods.PagesAreReadAndPostedTo",
    "concertation.web.answering.quiet.AnsweringLeavesNoTrace",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "concertation.web.accounts.gate.SessionsThatEnd",
    "concertation.web.accounts.gate.SecondFactorFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "concertation.web.looking.one_look_a_request",
]
ROOT_URLCONF = "concertation.project.urls"
WSGI_APPLICATION = "concertation.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "concertation.web.context.page",
            ],
            "builtins": ["concertation.web.templatetags.concertation"],
        },
    }
]

# Long work waits in the database for `concertation work`, which `serve` and `demo` start beside the pages.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("CONCERTATION_TIME_ZONE", "America/Winnipeg")

# What the API answers in a minute, each worker counting for itself; behind proxies, how many of them to look through.
API_RATES = {
    "visitor": f"{os.environ.get('CONCERTATION_API_RATE_VISITOR', '300')}/min",
    "account": f"{os.environ.get('CONCERTATION_API_RATE_ACCOUNT', '1200')}/min",
}
NINJA_NUM_PROXIES = int(os.environ.get("CONCERTATION_PROXIES", "0"))

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Sign-ins that fail are counted by account and by address; see docs/accounts.md for what these choices come to.
AXES_FAILURE_LIMIT = int(os.environ.get("CONCERTATION_SIGN_IN_TRIES", "8"))
AXES_COOLOFF_TIME = timedelta(minutes=int(os.environ.get("CONCERTATION_SIGN_IN_PAUSE_MINUTES", "15")))
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "concertation.web.accounts.throttling.answer_too_many"
AXES_CLIENT_IP_CALLABLE = "concertation.web.accounts.throttling.client_address"
AXES_DISABLE_ACCESS_LOG = True
TRUSTED_PROXIES = int(os.environ.get("CONCERTATION_PROXIES", "0"))
MFA_ADAPTER = "concertation.journeys.accounts.sealing.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Concertation"
MFA_TOTP_TOLERANCE = 1  # a step of thirty seconds either way: clocks differ, and people type (RFC 6238, 5.2)
# Roles that may not be used without a second factor; none where only this computer reaches the demonstration.
SECOND_FACTOR_ROLES = _listed(
    os.environ.get("CONCERTATION_SECOND_FACTOR", "" if DEMONSTRATION_ACCOUNTS else "steward,administrator")
)
# Where people reach this installation: what is written to them from a command needs it, like https://register.example.org.
PUBLIC_ADDRESS = os.environ.get("CONCERTATION_ADDRESS", "").rstrip("/")
INVITATION_DAYS = int(os.environ.get("CONCERTATION_INVITATION_DAYS", "7"))
PASSWORD_RESET_TIMEOUT = 3600
# After NIST SP 800-63B, 4.2.3: a sign-in lasts twelve hours at most; ours stands an hour without a request.
SESSION_HOURS = float(os.environ.get("CONCERTATION_SESSION_HOURS", "12"))
SESSION_IDLE_MINUTES = float(os.environ.get("CONCERTATION_SESSION_IDLE_MINUTES", "60"))
SESSION_COOKIE_AGE = int(SESSION_HOURS * 3600)
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("CONCERTATION_HTTPS") == "1"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
        "worker-src": [SELF],
    }
}

DEFAULT_FROM_EMAIL = os.environ.get("CONCERTATION_EMAIL_FROM", "Concertation <concertation@localhost>")
vars().update(_email())

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A form of columns asks several things of each; a sheet has up to 500 columns.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Who opened restricted facts, and about what, goes where the rest of what the server says goes.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"dated": {"format": "{asctime} {name}: {message}", "style": "{"}},
    "handlers": {"access": {"class": "logging.StreamHandler", "formatter": "dated"}},
    "loggers": {
        "concertation.access": {"handlers": ["access"], "level": "INFO"},
        # What fails on our side, with where it failed: whoever keeps the installation finds it in what the server says.
        "django.request": {"handlers": ["access"], "level": "ERROR"},
    },
}
