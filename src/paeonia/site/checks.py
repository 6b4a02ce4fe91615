"""What must hold before the first page is served."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.urls import URLPattern, URLResolver, get_resolver

# Others' pages guard themselves; each line says how.
GUARDED_ELSEWHERE = {
    "allauth.": "signing in must be open; account pages ask for a session and, where it matters, for the password again",
}


def addresses(patterns: Iterable[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every address of the site with the view behind it."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, here)
        elif isinstance(entry, URLPattern):
            yield here, entry.callback


def has_policy(view: Any) -> bool:
    """True when a view declares its policy, or belongs to a package known to guard its own."""
    return hasattr(view, "policy") or any(view.__module__.startswith(name) for name in GUARDED_ELSEWHERE)


def addresses_have_policies(patterns: Iterable[Any] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse to start while any address leads to a view without a declared policy."""
    chosen = patterns if isinstance(patterns, list) else None
    return [
        Error(
            f"/{address} has no policy: {view.__module__}.{getattr(view, '__name__', view)}",
            hint='Decorate the view with @page(verb="...") from paeonia.people.pages, or @open_page(reason="...").',
            id="paeonia.E001",
        )
        for address, view in addresses(chosen)
        if not has_policy(view)
    ]


def application_role_is_bound(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse to start when the role pages connect with could walk past row-level security."""
    if not databases or "default" not in databases:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, unbound = cursor.fetchone()
    if not unbound:
        return []
    return [
        Error(
            f"The database role {name!r} ignores row-level security.",
            hint="Give DATABASE_URL a role made with NOSUPERUSER NOBYPASSRLS, and DATABASE_OWNER_URL the owner.",
            id="paeonia.E002",
        )
    ]
