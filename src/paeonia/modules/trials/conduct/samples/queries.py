"""Which samples are to be collected from whom and when, by registry number; subjects are told by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from paeonia.guidance.expected import SampleDue
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from ..models import Study
from ..queries import calendar, due, subjects_of
from ..schedule import Stand

WEEK = timedelta(days=7)


def samples_due(viewer: Viewer, until: date | None = None, number: str = "") -> tuple[SampleDue, ...]:
    """Samples of visits due until a day (a week from now), of one trial or of all; the nearest window first."""
    if not may(viewer, "conduct.see"):
        return ()
    today = timezone.localdate()
    with acting(viewer):
        mine = Study.objects.filter(hospital_id__in=viewer.hospital_ids, closed_on__isnull=True)
        if number:
            mine = mine.filter(trial__number=number)
        visits = due(calendar(subjects_of(mine), today), until or today + WEEK)
    return tuple(SampleDue(one.registry_number, one.study, one.subject_id, one.code, one.visit_code, one.words, code, words,
                           one.window.due, one.window.first, one.window.last, one.stand == Stand.OVERDUE)
                 for one in visits if one.window for code, words in one.samples)


def kits(found: Iterable[SampleDue]) -> list[tuple[str, str, dict[str, str], int]]:
    """How many of each kind a trial needs: registry number, study, kind, count."""
    counts: Counter[tuple[str, str, str]] = Counter()
    words: dict[str, dict[str, str]] = {}
    for one in found:
        counts[one.number, one.study, one.sample] += 1
        words[one.sample] = dict(one.sample_words)
    return [(number, study, words[sample], count) for (number, study, sample), count in sorted(counts.items())]
