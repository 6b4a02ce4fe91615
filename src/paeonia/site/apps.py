"""Tells Django about the roof; at start-up it refuses addresses without a policy."""

from django.apps import AppConfig
from django.core.checks import register


class Site(AppConfig):
    name = "paeonia.site"
    label = "site"
    verbose_name = "Site"

    def ready(self) -> None:
        """Register the checks that must pass before the first page is served, and watch the doors."""
        from paeonia.people import handing
        from paeonia.site import doors, registry
        from paeonia.site.checks import (
            addresses_have_policies,
            application_role_is_bound,
            nothing_is_left_open,
        )

        register(addresses_have_policies, "paeonia")
        register(application_role_is_bound, "paeonia", "database")
        register(nothing_is_left_open, "paeonia", "database")
        doors.watch()
        handing.declare(registry.modules())
