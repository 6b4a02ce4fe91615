"""The door for web servers; it does not open while a check fails."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paeonia.site.settings")
application = get_wsgi_application()


def refuse_if_unsafe() -> None:
    """Raise ImproperlyConfigured, listing every fault, when a check of the house fails."""
    from django.core.checks import run_checks

    faults = run_checks(tags=["paeonia"], databases=["default"])
    if faults:
        raise ImproperlyConfigured("\n".join(str(fault) for fault in faults))


refuse_if_unsafe()
