"""The same settings on a throw-away database: what tests may do that pages may not is written in tests/conftest.py."""

import os

from paeonia.site import place

for address in ("DATABASE_URL", "DATABASE_OWNER_URL"):
    os.environ.pop(address, None)  # tests empty their tables: never those of a hospital
os.environ.setdefault("PAEONIA_HOME", str(place.root() / "build" / "test-home"))
os.environ.setdefault("PAEONIA_THROWAWAY", "1")

from paeonia.site.settings import *  # noqa: E402, F403  settings are meant to be inherited whole

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed only; one test uses the real one
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SURVEY_IN_BACKGROUND = False  # another connection would not see what a test has not committed
