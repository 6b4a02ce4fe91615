"""What pages of lessons read: a lesson for whoever may open it, what it holds, and how far somebody is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from .. import queries as academy
from ..choices import Standing
from ..models import Activity
from ..models_learner import Enrolment
from . import cases, watched
from .choices import Kind
from .models import Caption, Deck, Edition, Film, Lesson, Slide
from .models_learner import Answer, Beat, Done, Seen, Viewing
from .refusing import refuse


@dataclass(frozen=True)
class Way:
    """How far one learner is in one lesson: `have` of `want` pages, steps or per cent; done stays done."""

    lesson: Lesson
    opened: bool = False
    done: bool = False
    have: int = 0
    want: int = 0


@dataclass(frozen=True)
class Opened:
    """A lesson before somebody: `enrolment` is hers, none for those who only teach."""

    lesson: Lesson
    enrolment: Enrolment | None
    teaches: bool


def enrolment_of(activity: Activity, viewer: Viewer) -> Enrolment | None:
    """The viewer's own place; the viewer must be acting."""
    return Enrolment.objects.filter(activity=activity, user_id=viewer.user_id, standing=Standing.ENROLLED).first()


def lessons(activity: Activity, viewer: Viewer) -> list[Lesson]:
    """The lessons of an activity, those in preparation for those who teach alone."""
    with acting(viewer):
        found = Lesson.objects.filter(activity=activity)
        return list(found if academy.teaches(viewer, activity) else found.filter(published=True))


def opened(lesson_id: int, activity: Activity, viewer: Viewer) -> Opened:
    """One lesson; NotHere for any the viewer may not know of, Refused for one withdrawn while she learnt."""
    teaches = academy.teaches(viewer, activity)
    with acting(viewer):
        mine = enrolment_of(activity, viewer)
        found = Lesson.objects.filter(pk=min(lesson_id, 2**63 - 1), activity=activity).first()
        if found is None or not (teaches or mine is not None):
            raise academy.NotHere(lesson_id)
        if not teaches and not found.published:
            if Viewing.objects.filter(enrolment=mine, lesson=found).exists():
                raise refuse("lessons-withdrawn")
            raise academy.NotHere(lesson_id)
        return Opened(found, mine, teaches)


def ways(lessons: Sequence[Lesson], enrolments: Sequence[Enrolment]) -> dict[int, dict[int, Way]]:
    """How far each learner is in each lesson of her activity; the viewer must be acting."""
    keys, ids = [one.pk for one in enrolments], [one.pk for one in lessons]
    done = set(Done.objects.filter(enrolment__in=keys, lesson__in=ids).values_list("enrolment_id", "lesson_id"))
    looked = set(Viewing.objects.filter(enrolment__in=keys, lesson__in=ids).values_list("enrolment_id", "lesson_id"))
    have, want = _far(keys, lessons)

    def way(row: int, one: Lesson) -> Way:
        return Way(one, (row, one.pk) in looked, (row, one.pk) in done, have[row, one.pk], want[one.pk])

    return {row.pk: {one.pk: way(row.pk, one) for one in lessons if one.activity_id == row.activity_id}
            for row in enrolments}


def _far(keys: list[int], lessons: Sequence[Lesson]) -> tuple[Counter[tuple[int, int]], Counter[int]]:
    have: Counter[tuple[int, int]] = Counter()
    want: Counter[int] = Counter()
    kinds = {kind: [one.pk for one in lessons if one.kind == kind] for kind in Kind}
    if kinds[Kind.SLIDES]:
        decks = latest(Deck, kinds[Kind.SLIDES])
        shown = Slide.objects.filter(deck__in=decks).order_by()
        want.update(dict(shown.values_list("deck__lesson_id").annotate(many=Count("id"))))
        seen = Seen.objects.filter(enrolment__in=keys, slide__deck__in=decks)
        for row, lesson, many in seen.values_list("enrolment_id", "slide__deck__lesson_id").annotate(many=Count("id")):
            have[row, lesson] = many
    if kinds[Kind.VIDEO]:
        for film in Film.objects.filter(pk__in=latest(Film, kinds[Kind.VIDEO])):
            want[film.lesson_id] = 100
            for row, stretches in _stretches(film, keys).items():
                have[row, film.lesson_id] = watched.share(stretches, film.length)
    if kinds[Kind.CASE]:
        _cases(keys, kinds[Kind.CASE], have, want)
    return have, want


def _cases(keys: list[int], ids: list[int], have: Counter[tuple[int, int]], want: Counter[int]) -> None:
    for edition in Edition.objects.filter(pk__in=latest(Edition, ids)):
        want[edition.lesson_id] = len(cases.held(edition.written).steps)
    answered = Answer.objects.filter(enrolment__in=keys, edition__lesson__in=ids)
    for row, lesson, many in answered.values_list("enrolment_id", "edition__lesson_id").annotate(many=Count("id")):
        have[row, lesson] = many


def _stretches(film: Film, keys: Iterable[int]) -> Mapping[int, list[watched.Stretch]]:
    told: dict[int, list[watched.Stretch]] = defaultdict(list)
    for row, begins, ends in Beat.objects.filter(film=film, viewing__enrolment__in=keys).values_list(
            "viewing__enrolment_id", "begins", "ends"):
        told[row].append((begins, ends))
    return told


def share_of(film: Film, enrolment: Enrolment) -> int:
    """Per cent of a film she has watched; she must be acting."""
    return watched.share(_stretches(film, [enrolment.pk]).get(enrolment.pk, []), film.length)


def latest(model: type[Deck | Film | Edition], lesson_ids: Sequence[int]) -> list[int]:
    """The newest of each lesson, by number."""
    found = model._default_manager.filter(lesson__in=lesson_ids).order_by("lesson_id", "-id").distinct("lesson_id")
    return list(found.values_list("pk", flat=True))


def slides(lesson: Lesson) -> list[Slide]:
    """The slides shown now; the viewer must be acting."""
    deck = Deck.objects.filter(lesson=lesson).last()
    return list(deck.slides.all()) if deck else []


def film(lesson: Lesson) -> Film | None:
    """The film shown now; the viewer must be acting."""
    return Film.objects.filter(lesson=lesson).last()


def captions(shown: Film | None) -> dict[str, Caption]:
    """The newest captions of a film in each language; the viewer must be acting."""
    return {one.tongue: one for one in Caption.objects.filter(film=shown)} if shown else {}


def edition(lesson: Lesson, enrolment: Enrolment | None = None) -> Edition | None:
    """The newest edition of a case, or the one this learner has begun with; the viewer must be acting."""
    begun = Answer.objects.filter(enrolment=enrolment, edition__lesson=lesson).select_related("edition").first() \
        if enrolment else None
    return begun.edition if begun else Edition.objects.filter(lesson=lesson).last()


def answers(of: Edition, enrolment: Enrolment) -> dict[int, int]:
    """What she has chosen, by step; she must be acting."""
    return dict(Answer.objects.filter(edition=of, enrolment=enrolment).values_list("step", "choice"))


def distribution(of: Edition) -> dict[int, Counter[int]]:
    """How many chose what at each step, for those who teach; the viewer must be acting."""
    told: dict[int, Counter[int]] = defaultdict(Counter)
    for step, choice, many in Answer.objects.filter(edition=of).values_list("step", "choice").annotate(many=Count("id")):
        told[step][choice] = many
    return told


def seen(found: Sequence[Slide], enrolment: Enrolment | None) -> set[int]:
    """Which slides she has had before her, by number; she must be acting."""
    if enrolment is None:
        return set()
    return set(Seen.objects.filter(enrolment=enrolment, slide__in=found).values_list("slide__number", flat=True))


def learners(activity: Activity) -> list[Enrolment]:
    """Those who learn in an activity, as far as the viewer may see them; she must be acting."""
    return list(Enrolment.objects.filter(activity=activity, standing=Standing.ENROLLED))


def is_empty(lesson: Lesson) -> bool:
    """Whether there is nothing in it to be shown; the viewer must be acting."""
    if lesson.kind == Kind.TEXT:
        return not (lesson.text_zh.strip() or lesson.text_en.strip())
    if lesson.kind == Kind.VIDEO and lesson.link:
        return False
    model = {Kind.SLIDES: Deck, Kind.VIDEO: Film, Kind.CASE: Edition}[Kind(lesson.kind)]
    return not model._default_manager.filter(lesson=lesson).exists()
