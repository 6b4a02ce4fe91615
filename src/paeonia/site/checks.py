"""What must hold before the first page is served."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
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


ROLE = """
SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole, EXISTS (SELECT 1 FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND pg_has_role(c.relowner, 'MEMBER'))
FROM pg_roles WHERE rolname = current_user
"""


def application_role_is_bound(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse to start when the role pages connect with could walk past row-level security, or take it down."""
    if not databases or "default" not in databases:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(ROLE)
        name, unbound, owns = cursor.fetchone()
    hint = "Give DATABASE_URL a role made with NOSUPERUSER NOBYPASSRLS, and DATABASE_OWNER_URL the owner."
    faults = {
        "E002": (unbound, f"The database role {name!r} ignores row-level security.  数据库角色 {name!r} 不受行级安全约束。"),
        "E003": (owns, f"The database role {name!r} owns tables.  数据库角色 {name!r} 拥有数据表。"),
    }
    return [Error(said, hint=hint, id=f"paeonia.{id}") for id, (wrong, said) in faults.items() if wrong]


def nothing_is_left_open(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse to show faults in detail, or known passwords, to a database that is not the demo's."""
    from paeonia.site.demo_state import is_demo

    if not databases or "default" not in databases or is_demo():
        return []
    faults = []
    if settings.DEBUG:
        said = "PAEONIA_DEBUG shows patients' values on pages of faults.  PAEONIA_DEBUG 会在错误页面显示患者数据。"
        faults.append(Error(said, hint="Unset PAEONIA_DEBUG.", id="paeonia.E004"))
    if known := with_printed_passwords():
        said = f"Anybody knows the passwords of {', '.join(known)}.  这些账号的密码是公开的：{', '.join(known)}。"
        faults.append(Error(said, hint="Remove these demo accounts or change their passwords.", id="paeonia.E005"))
    return faults


def with_printed_passwords() -> list[str]:
    """The demo people in the database whose password is still the printed one."""
    from paeonia.people.demo import PEOPLE, password
    from paeonia.people.models import User

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [User._meta.db_table])
        if not cursor.fetchone()[0]:
            return []  # before the first migration there is nobody
    found = User.objects.filter(username__in=[name for name, *_ in PEOPLE], is_active=True)
    return [user.username for user in found if user.check_password(password(user.username))]
