"""The verbs by which people change: their language and the role they act in."""

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied

from paeonia.people.access import record_access
from paeonia.people.models import LANGUAGES, Membership, User
from paeonia.people.viewer import ROLE_KEY, Viewer


def choose_language(viewer: Viewer, language: str) -> None:
    """Remember the language a signed-in person reads; nothing is kept for nobody."""
    if language not in dict(LANGUAGES):
        raise ValueError(f"No such language: {language!r}")
    if viewer.user_id is not None:
        User.objects.filter(pk=viewer.user_id).exclude(language=language).update(language=language)


def choose_role(viewer: Viewer, session: SessionBase, role: str) -> None:
    """Act in another role from now on; refused unless the person holds it somewhere."""
    if not Membership.objects.filter(user_id=viewer.user_id, role=role).exists():
        raise PermissionDenied("role not held")
    session[ROLE_KEY] = role
    record_access("role_taken", viewer, role)
