"""The verbs of lessons: keep, hand in, publish; open, watch, see, answer, be done."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from paeonia.chart import uploads
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from .. import actions as teaching
from .. import queries as academy
from ..choices import Standing
from ..models import Activity
from ..models_learner import Enrolment
from . import captions, cases, films, pages, queries, viewing, watched
from .choices import Kind
from .models import Caption, Deck, Edition, Film, Lesson, Slide
from .models_learner import Answer, Beat, Done, Seen, Viewing
from .refusing import refuse

NEEDS = {Kind.TEXT: {"en": "its text", "zh": "正文"}, Kind.SLIDES: {"en": "its slides", "zh": "幻灯片"},
         Kind.VIDEO: {"en": "its film or a link", "zh": "视频或链接"}, Kind.CASE: {"en": "its case", "zh": "病例"}}
UNSIGNED: Mapping[str, Any] = {"signed_by": "", "signed_on": None}


def keep(fields: Mapping[str, Any], kind: str, activity: Activity, viewer: Viewer, lesson: Lesson | None = None) -> Lesson:
    """Begin a lesson, in preparation until it is published; or change one."""
    _teaching(activity, viewer)
    made = lesson or Lesson(activity=activity, kind=Kind(kind))
    signed = (made.signed_by, made.signed_on) == (fields.get("signed_by"), fields.get("signed_on"))
    if lesson is not None and signed and any(fields.get(name, getattr(made, name)) != getattr(made, name)
                                             for name in ("text_zh", "text_en")):
        fields = {**fields, **UNSIGNED}     # what was signed was the former wording
    for name, value in fields.items():
        setattr(made, name, value)
    with acting(viewer):
        made.save()
    return made


def publish(lesson: Lesson, shown: bool, viewer: Viewer) -> None:
    """Show a lesson to those who take part, or withdraw it; what they have done in it stays."""
    _teaching(lesson.activity, viewer)
    with acting(viewer):
        if shown and queries.is_empty(lesson):
            raise refuse("lessons-empty", what=NEEDS[Kind(lesson.kind)])
        lesson.published = shown
        lesson.save(update_fields=["published"])


def hand_in_slides(lesson: Lesson, files: list[Any], viewer: Viewer) -> Deck:
    """Draw the pages and show them instead of those before; nothing is kept when one of them cannot be drawn."""
    _teaching(lesson.activity, viewer)
    if not files:
        raise refuse("lessons-file-none")
    made: list[Slide] = []
    try:
        for number, page in enumerate(pages.drawn(files), 1):       # before anything is locked: drawing takes its time
            made.append(Slide(number=number, stored=uploads.store(ContentFile(page.picture), "slide-", ".jpg"),
                              wide=page.wide, high=page.high, text=page.text.replace("\0", "")))
        with acting(viewer):
            deck = Deck.objects.create(lesson=lesson, sha256=_digest(files), by_id=viewer.user_id)
            for slide in made:
                slide.deck = deck
                slide.save()
            _unsign(lesson)
            return deck
    except BaseException:
        for slide in made:
            uploads.forget(slide.stored)
        raise


def describe(lesson: Lesson, texts: Mapping[int, str], viewer: Viewer) -> None:
    """What each slide says, for those who listen to it."""
    _teaching(lesson.activity, viewer)
    with acting(viewer):
        for slide in queries.slides(lesson):
            if slide.number in texts and texts[slide.number] != slide.text:
                slide.text = texts[slide.number][:4000]
                slide.save(update_fields=["text"])


def hand_in_film(lesson: Lesson, file: Any, viewer: Viewer) -> Film:
    """Keep a film of a kind we play whose length is known."""
    _teaching(lesson.activity, viewer)
    if file is None:
        raise refuse("lessons-file-none")
    name = Path(str(file.name)).name[-80:]
    if file.size > films.LARGEST:
        raise refuse("lessons-file-large", name=name, size=-(-file.size // 2**20), most=films.LARGEST // 2**20)
    file.seek(0)
    kind = films.kind_of(file.read(16))
    if kind is None:
        raise refuse("lessons-file-film", name=name)
    digest = _digest([file])
    stored = uploads.store(file, "film-", films.ENDINGS[kind])
    try:
        length = films.length_of(uploads.path_of(stored))
        if length is None:
            raise refuse("lessons-film-length", name=name)
        with acting(viewer):
            _unsign(lesson)
            return Film.objects.create(lesson=lesson, stored=stored, kind=kind, size=file.size, sha256=digest, length=length,
                                       by_id=viewer.user_id)
    except BaseException:
        uploads.forget(stored)
        raise


def hand_in_captions(lesson: Lesson, file: Any, tongue: str, viewer: Viewer) -> Caption:
    """Keep captions of the film that is shown."""
    _teaching(lesson.activity, viewer)
    if file is None:
        raise refuse("lessons-file-none")
    text = captions.clean(file.read()) if file.size <= captions.LARGEST else None
    if text is None:
        raise refuse("lessons-captions", name=Path(str(file.name)).name[-80:])
    with acting(viewer):
        film = queries.film(lesson)
        if film is None:
            raise refuse("lessons-captions-film")
        return Caption.objects.create(film=film, tongue=tongue, text=text, by_id=viewer.user_id)


def hand_in_case(lesson: Lesson, text: str, viewer: Viewer, name: str = "") -> Edition:
    """Keep the next edition of a case; who has begun with another goes on with that one."""
    _teaching(lesson.activity, viewer)
    cases.read(text, name)
    with acting(viewer):
        Lesson.objects.select_for_update().get(pk=lesson.pk)
        before = Edition.objects.filter(lesson=lesson).last()
        if before is not None and before.written == text:
            return before
        _unsign(lesson)
        return Edition.objects.create(lesson=lesson, number=before.number + 1 if before else 1, written=text,
                                      by_id=viewer.user_id)


def view(lesson: Lesson, enrolment: Enrolment, viewer: Viewer) -> Viewing:
    """She opens it; noted once, and for a film each time, because each player counts for itself."""
    _learning(lesson, enrolment, viewer)
    with acting(viewer):
        before = Viewing.objects.filter(enrolment=enrolment, lesson=lesson).first()
        if before is not None and lesson.kind != Kind.VIDEO:
            return before
        return Viewing.objects.create(enrolment=enrolment, lesson=lesson)


def beat(token: str, number: int, stretch: watched.Stretch, viewer: Viewer, now: datetime | None = None) -> tuple[int, bool]:
    """Credit what was just played; the share watched so far, and whether the lesson is done by it."""
    told, now = viewing.read(token), now or timezone.now()
    if told is None or told.user_id != viewer.user_id:
        raise refuse("lessons-beat-forged")
    with acting(viewer):
        # One beat of a person after the other: two tabs must not both count the same minute.
        list(Enrolment.objects.select_for_update().filter(user_id=viewer.user_id).order_by("pk"))
        opened = Viewing.objects.select_related("lesson__activity", "enrolment").filter(pk=told.viewing_id).first()
        film = queries.film(opened.lesson) if opened else None
        if opened is None or film is None or film.pk != told.film_id:
            raise refuse("lessons-beat-forged")
        _learning(opened.lesson, opened.enrolment, viewer)
        _credit(opened, film, number, stretch, now)
        share = queries.share_of(film, opened.enrolment)
        if share >= opened.lesson.share:
            _done(opened.lesson, opened.enrolment)
        return share, share >= opened.lesson.share


def _credit(opened: Viewing, film: Film, number: int, stretch: watched.Stretch, now: datetime) -> None:
    if not 0 <= stretch[0] < stretch[1] or stretch[0] >= film.length or not 0 <= number < 2**31:
        raise refuse("lessons-beat-odd")
    if Beat.objects.filter(viewing=opened, number=number).exists():
        raise refuse("lessons-beat-twice")
    last = Beat.objects.filter(viewing__enrolment__user_id=opened.enrolment.user_id).order_by("-at").first()
    before = max(opened.at, last.at) if last else opened.at
    counted = watched.credited(stretch, film.length, before, now)
    if counted is None:
        raise refuse("lessons-beat-fast")
    Beat.objects.create(viewing=opened, film=film, number=number, begins=counted[0], ends=counted[1], at=now)


def see(lesson: Lesson, number: int, enrolment: Enrolment, viewer: Viewer) -> None:
    """She has a slide before her; the lesson must be open."""
    _learning(lesson, enrolment, viewer)
    with acting(viewer):
        _opened(lesson, enrolment)
        slide = next((one for one in queries.slides(lesson) if one.number == number), None)
        if slide is not None:
            _once(Seen(enrolment=enrolment, slide=slide))


def answer(lesson: Lesson, step: int, choice: int | None, enrolment: Enrolment, viewer: Viewer) -> None:
    """Keep what she would do at a step of a case, once, in the order of the steps; the last one is the end of it."""
    _learning(lesson, enrolment, viewer)
    with acting(viewer):
        edition = queries.edition(lesson, enrolment)
        if edition is None:
            raise refuse("lessons-empty", what=NEEDS[Kind.CASE])
        steps, given = cases.held(edition.written).steps, queries.answers(edition, enrolment)
        if step in given:
            raise refuse("lessons-answered")
        if step != len(given) + 1 or step > len(steps):
            raise refuse("lessons-answer-order")
        if choice is None or not 0 <= choice < len(steps[step - 1].options):
            raise refuse("lessons-answer-none")
        if not _once(Answer(enrolment=enrolment, edition=edition, step=step, choice=choice)):
            raise refuse("lessons-answered")
        if step == len(steps):
            _done(lesson, enrolment)


def finish(lesson: Lesson, enrolment: Enrolment, viewer: Viewer) -> None:
    """She says that a text, a link or a set of slides is behind her; believed once she has opened it and seen all pages."""
    _learning(lesson, enrolment, viewer)
    with acting(viewer):
        _opened(lesson, enrolment)
        if lesson.kind == Kind.CASE or (lesson.kind == Kind.VIDEO and queries.film(lesson) is not None):
            raise refuse("lessons-no-saying")
        slides = queries.slides(lesson) if lesson.kind == Kind.SLIDES else []
        left = len(slides) - len(queries.seen(slides, enrolment))
        if left:
            raise refuse("lessons-pages-left", left=left)
        _done(lesson, enrolment)


def _unsign(lesson: Lesson) -> None:
    """What was signed was what stood there before."""
    if lesson.signed_by:
        lesson.signed_by, lesson.signed_on = "", None
        lesson.save(update_fields=["signed_by", "signed_on"])


def _done(lesson: Lesson, enrolment: Enrolment) -> None:
    if _once(Done(enrolment=enrolment, lesson=lesson)):
        teaching.ready(enrolment)


def _once(row: Any) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return False
    return True


def _opened(lesson: Lesson, enrolment: Enrolment) -> None:
    if not Viewing.objects.filter(enrolment=enrolment, lesson=lesson).exists():
        raise refuse("lessons-not-opened")


def _learning(lesson: Lesson, enrolment: Enrolment, viewer: Viewer) -> None:
    if enrolment.user_id != viewer.user_id or enrolment.activity_id != lesson.activity_id:
        raise PermissionDenied("academy.learn")
    if enrolment.standing != Standing.ENROLLED:
        raise refuse("lessons-enrol")
    if not lesson.published and not academy.teaches(viewer, lesson.activity):
        raise refuse("lessons-withdrawn")


def _teaching(activity: Activity, viewer: Viewer) -> None:
    if not academy.teaches(viewer, activity):
        raise PermissionDenied("academy.teach")


def _digest(files: list[Any]) -> str:
    digest = hashlib.sha256()
    for file in files:
        file.seek(0)
        for piece in file.chunks():
            digest.update(piece)
        file.seek(0)
    return digest.hexdigest()
