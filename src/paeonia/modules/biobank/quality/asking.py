"""What the gate before keeping is told: a sample somebody wants destroyed is not put away as if nothing were."""

from __future__ import annotations

from collections.abc import Sequence

from ..gates import KEEP, About, Hindrance
from ..models import Specimen
from .models import Disposal

WHY = {"en": "its disposal has been proposed and waits for the second person.", "zh": "已申请销毁，正等待第二人确认。"}
MISSING = {"en": "the second person's decision, or the proposal taken back", "zh": "第二人的确认，或撤回销毁申请"}


def hindrances(specimens: Sequence[Specimen], purposes: frozenset[str], about: About) -> list[Hindrance]:
    """Those of some tubes that wait for their disposal."""
    if about.deed != KEEP or not specimens:
        return []
    waiting = set(Disposal.objects.filter(specimen__in=[one.pk for one in specimens], second__isnull=True,
                                          taken_back_at__isnull=True).values_list("specimen_id", flat=True))
    labels = tuple(one.label for one in specimens if one.pk in waiting)
    return [Hindrance("quality-disposal", WHY, MISSING, labels)] if labels else []
