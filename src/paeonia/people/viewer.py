"""Who is looking: made once for each request and handed to everything below."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from paeonia.people.models import Hospital, Membership, User

CARE = "care"
NOBODY = "nobody"
SYSTEM = "system"
ROLE_KEY = "acting_as"  # session key: the role a person with several has chosen


@dataclass(frozen=True)
class Viewer:
    """A person in one role, for one purpose; `user_id` is None for nobody and for the command line."""

    user_id: int | None
    name: str
    role: str
    hospital_ids: tuple[int, ...]
    purpose: str = CARE
    language: str = "zh"


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the viewer of a request, the same object each time it is asked."""
    known = getattr(request, "_viewer", None)
    if known is None:
        known = find_viewer(request)
        request._viewer = known  # type: ignore[attr-defined]
    return known


def find_viewer(request: HttpRequest) -> Viewer:
    """Read the person, the role chosen for this session and the hospitals where she holds it."""
    user = getattr(request, "user", None)
    language = short_language()
    if user is None or not user.is_authenticated:
        return Viewer(None, "", NOBODY, (), language=language)
    places = list(
        Membership.objects.filter(user_id=user.pk).order_by("id").values_list("role", "hospital_id")
    )
    if not places:
        return Viewer(user.pk, user.name(language), NOBODY, (), language=language)
    wanted = request.session.get(ROLE_KEY)
    role = wanted if wanted in {held for held, _ in places} else places[0][0]
    hospitals = tuple(sorted({place for held, place in places if held == role}))
    return Viewer(user.pk, user.name(language), role, hospitals, language=language)


def viewer_again(user_id: int, role: str, purpose: str = CARE, language: str = "zh") -> Viewer:
    """Return the viewer of work begun earlier, with the hospitals where the person holds that role now.

    Background work carries who asked, never what they were allowed then: a right withdrawn meanwhile is gone.
    """
    places = Membership.objects.filter(user_id=user_id, role=role, user__is_active=True).order_by(
        "hospital_id"
    )
    hospitals = tuple(places.values_list("hospital_id", flat=True))
    name = User.objects.get(pk=user_id).name(language)
    return Viewer(user_id, name, role if hospitals else NOBODY, hospitals, purpose, language)


def system_viewer(reason: str, hospital_ids: tuple[int, ...] | None = None) -> Viewer:
    """Return the viewer of the command line, over all hospitals unless told; the reason stands in the audit."""
    if not reason.strip():
        raise ValueError("The command line must say why it opens the record.")
    if hospital_ids is None:
        hospital_ids = tuple(Hospital.objects.order_by("id").values_list("id", flat=True))
    return Viewer(None, reason, SYSTEM, hospital_ids, purpose=reason, language=short_language())


def short_language() -> str:
    """Return "en" or "zh", whichever the page is being written in."""
    return "en" if (get_language() or "").startswith("en") else "zh"
