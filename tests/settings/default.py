"""The default host shape: the example site with fast passwords and files that vanish."""

import tempfile

from example_site.settings import *  # noqa: F403
from example_site.settings import DATABASES

DEBUG = False
SECURE_SSL_REDIRECT = False
# As the example site has them where DEBUG is off.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = tempfile.mkdtemp(prefix="skew-media-")
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
# The package's own defaults.
SKEW_WAGTAIL: dict = {}
