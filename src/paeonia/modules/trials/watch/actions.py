"""The writes of this room. Each call stands in the caller's transaction: a kill leaves whole patients only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from paeonia.chart import door
from paeonia.guidance import verdicts
from paeonia.guidance.questions import Question, questions, version
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.watch.choices import Cause, Reason
from paeonia.modules.trials.watch.models import Change, Dismissal, News, Outbox, Round, Rulebook, Standing
from paeonia.modules.trials.watch.models_own import Manner, SavedSearch
from paeonia.modules.trials.watch.reading import reading
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

if TYPE_CHECKING:
    from paeonia.modules.trials.watch.fresh import Judged
    from paeonia.modules.trials.watch.placing import Moved
    from paeonia.modules.trials.watch.telling import Item


def one_at_a_time(hospital_id: int) -> None:
    """Two rounds, or a round and a new fact, must not both find the same change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"watch {hospital_id}"])


def rulebook(asked: Mapping[str, Question]) -> Rulebook:
    """The row that says what packed answers stand for, made when these questions are asked for the first time."""
    key = version(asked)
    known = Rulebook.objects.filter(version=key).first()
    if known is None:
        known, _ = Rulebook.objects.get_or_create(version=key, defaults={
            "asked": [[id, question.version] for id, question in asked.items()]})
    return known


def stand(hospital_id: int, book: Rulebook, rows: Mapping[int, bytes], as_of: date,
          stamps: Mapping[int, tuple[int, ...]]) -> None:
    """Keep how patients stand without a word to anybody."""
    _stand([Standing(patient_id=id, hospital_id=hospital_id, rulebook=book, answers=packed, as_of=as_of,
                     stamp=list(stamps[id])) for id, packed in rows.items()])


def _stand(rows: Sequence[Standing]) -> None:
    Standing.objects.bulk_create(rows, batch_size=2_000, update_conflicts=True, unique_fields=["patient"],
                                 update_fields=["rulebook", "answers", "as_of", "stamp"])


def keep(hospital_id: int, book: Rulebook, judged: Sequence[Judged], news: Sequence[Item]) -> None:
    """Keep what turned, how these patients stand now, and the news of it: all or nothing."""
    made = Change.objects.bulk_create([
        Change(patient_id=one.patient_id, hospital_id=hospital_id, question=turned.question.id, before=turned.before,
               after=turned.after, cause=turned.cause, as_of=one.as_of, rule_version=turned.question.version,
               stamp=list(one.stamp)) for one in judged for turned in one.turned])
    numbers: dict[int, list[int]] = {}
    for row in made:
        numbers.setdefault(row.patient_id, []).append(row.pk)
    _stand([Standing(patient_id=one.patient_id, hospital_id=hospital_id, rulebook=book, answers=one.answers,
                     as_of=one.as_of, stamp=list(one.stamp)) for one in judged if one.changed])
    tell(hospital_id, news, numbers)


def tell(hospital_id: int, news: Sequence[Item], numbers: Mapping[int, Sequence[int]] | None = None) -> None:
    """Tell each recipient each thing once, however often it is said."""
    News.objects.bulk_create([
        News(patient_id=item.patient_id, hospital_id=hospital_id, recipient_id=user, kind=item.kind,
             question=item.question, cause=item.cause, after=item.after, day=item.day, once=_once(item, numbers or {}))
        for item in news for user in item.recipients], ignore_conflicts=True)


def _once(item: Item, numbers: Mapping[int, Sequence[int]]) -> str:
    if item.turn is None:
        return f"{item.kind} {item.question} {item.day}"
    return f"change {numbers[item.patient_id][item.turn]}"


def round_done(hospital_id: int, as_of: date, rules: str, places: Mapping[str, Any] | None = None) -> None:
    """Everybody of a hospital was asked; `places` as they stand when nobody need be told of them."""
    more = {} if places is None else {"places": places}
    Round.objects.update_or_create(hospital_id=hospital_id, defaults={"as_of": as_of, "rules": rules, **more})


def places_changed(hospital_id: int, moved: Sequence[Moved], as_of: date, news: Sequence[Item],
                   places: Mapping[str, Any]) -> None:
    """Keep for whom a place opened or closed, the news of it, and how places stand now: all or nothing."""
    Change.objects.bulk_create([
        Change(patient_id=one.patient_id, hospital_id=hospital_id, question=one.question.id, before=2, after=2,
               cause=Cause.SLOT, place=one.open, as_of=as_of, rule_version=one.question.version, stamp=list(one.stamp))
        for one in moved])
    tell(hospital_id, news)
    Round.objects.filter(hospital_id=hospital_id).update(places=places)


# --- set aside and brought back -------------------------------------------------------------------


def set_aside(hospital_id: int) -> list[int]:
    """Patients with something set aside."""
    rows = Dismissal.objects.filter(hospital_id=hospital_id, ended_at=None).order_by("patient_id")
    return list(dict.fromkeys(rows.values_list("patient_id", flat=True)))


def dismiss(patient_id: int, slug: str, reason: str, remark: str, viewer: Viewer, as_of: int | None = None) -> Dismissal:
    """Set a pair aside; said twice it stands once. Raises KeyError for a trial there is not, NotHere as the door does,
    ValueError for a reason that is none or an "other" without words."""
    remark = plain(remark)[:300]
    if reason not in Reason.values or (reason == Reason.OTHER and not remark):
        raise ValueError(reason)
    with acting(viewer):
        who = door.person(patient_id, viewer, "watch.dismiss")
        question = questions(FAMILY)[slug]
        one_at_a_time(who.hospital_id)
        line = door.timeline(patient_id, viewer, why=f"trial {slug}", as_of=as_of)
        made, _ = Dismissal.objects.get_or_create(
            patient_id=patient_id, question=slug, ended_at=None,
            defaults={"hospital_id": who.hospital_id, "reason": reason, "remark": remark,
                      "reading": reading(question, verdicts.why(line, question)), "by_id": viewer.user_id})
        return made


def plain(text: str) -> str:
    """Words as the database can hold them."""
    return text.replace("\0", "").strip()


def reopen(dismissal_id: int, viewer: Viewer) -> Dismissal:
    """Take a dismissal back. Raises NotHere for one that is not of the viewer's hospitals or has ended."""
    with acting(viewer):
        row = Dismissal.objects.select_for_update().filter(pk=dismissal_id, ended_at=None).first()
        if row is None:
            raise door.NotHere(dismissal_id)
        door.person(row.patient_id, viewer, "watch.dismiss")
        row.ended_at, row.ended_by_id, row.ended_why = timezone.now(), viewer.user_id, {"person": True}
        row.save(update_fields=["ended_at", "ended_by", "ended_why"])
        return row


def bring_back(found: Mapping[int, Mapping[str, Any]]) -> None:
    """End dismissals whose grounds changed, saying what changed."""
    for row in Dismissal.objects.select_for_update().filter(pk__in=list(found), ended_at=None):
        row.ended_at, row.ended_why = timezone.now(), dict(found[row.pk])
        row.save(update_fields=["ended_at", "ended_why"])


# --- what a person reads and keeps ----------------------------------------------------------------


def read(viewer: Viewer, news_ids: Iterable[int] | None = None) -> int:
    """Note that the viewer has read some of her news, or all."""
    if not may(viewer, "watch.see"):
        raise PermissionDenied("watch.see")
    with acting(viewer):
        rows = News.objects.filter(recipient_id=viewer.user_id, read_at=None)
        rows = rows if news_ids is None else rows.filter(pk__in=list(news_ids))
        return rows.update(read_at=timezone.now())


def unread(viewer: Viewer, news_ids: Iterable[int]) -> int:
    """Keep items for later."""
    if not may(viewer, "watch.see"):
        raise PermissionDenied("watch.see")
    with acting(viewer):
        return News.objects.filter(recipient_id=viewer.user_id, pk__in=list(news_ids)).update(read_at=None)


def set_manner(viewer: Viewer, **wanted: Any) -> Manner:
    """How the viewer wants to be told."""
    with acting(viewer):
        made, _ = Manner.objects.update_or_create(user_id=viewer.user_id, defaults=wanted)
        return made


def announce(recipient_id: int, news_ids: Sequence[int], digest_of: date | None, now: datetime) -> Outbox | None:
    """Put a notice into the outbox that so many items wait; a digest once a day. Call inside `acting`."""
    if digest_of and Outbox.objects.filter(recipient_id=recipient_id, digest_of=digest_of).exists():
        return None
    counted = News.objects.filter(pk__in=news_ids, announced_at=None, read_at=None).update(announced_at=now)
    return Outbox.objects.create(recipient_id=recipient_id, count=counted, digest_of=digest_of) if counted else None


def delivered(notice: Outbox, now: datetime) -> None:
    """The post has taken a notice."""
    notice.delivered_at = now
    notice.save(update_fields=["delivered_at"])


def save_search(viewer: Viewer, name: str, filters: Mapping[str, str], known: Sequence[str]) -> SavedSearch:
    """Keep a search under a name; the same name again replaces it. Raises ValueError without a name or a filter."""
    name = plain(name)[:120]
    if not name or not any(filters.values()):
        raise ValueError(name)
    with acting(viewer):
        made, _ = SavedSearch.objects.update_or_create(
            user_id=viewer.user_id, name=name,
            defaults={"filters": {key: value for key, value in filters.items() if value}, "known": list(known),
                      "looked_at": timezone.now()})
        return made


def looked(viewer: Viewer, search_id: int, known: Sequence[str]) -> None:
    """Its owner has looked: what is found now is known."""
    with acting(viewer):
        SavedSearch.objects.filter(pk=search_id, user_id=viewer.user_id).update(
            known=list(known), looked_at=timezone.now())


def forget_search(viewer: Viewer, search_id: int) -> int:
    """Throw a search away."""
    with acting(viewer):
        return SavedSearch.objects.filter(pk=search_id, user_id=viewer.user_id).delete()[0]


