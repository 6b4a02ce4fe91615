"""What is written out, read from a draft or from a version."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from paeonia.modules.trials.catalogue import TrialCard
from paeonia.record.problems import Refused

from ..models import Draft, Version
from ..starting import card_of
from . import out


def version(slug: str, number: int) -> Version:
    """One approved version, or the page that says there is none."""
    found = Version.objects.select_related("dossier").filter(dossier__slug=slug, number=min(number, 2**31 - 1)).first()
    if found is None:
        raise Http404(slug)
    return found


def of_draft(draft: Draft) -> out.Outgoing:
    """A draft as it stands."""
    groups = list(draft.groups.all())
    lines = out.in_order(list(draft.lines.all()), {one.pk: one.code for one in groups})
    shape = [{"code": one.code, "kind": one.kind, "en": one.name_en, "zh": one.name_zh} for one in groups]
    whole, parts = out.parts(lines, shape)
    return out.Outgoing(draft.dossier.slug, whole, parts, draft.changed_at.date().isoformat(), False)


def of_version(row: Version) -> out.Outgoing:
    """A version as two people approved it."""
    content: dict[str, Any] = row.content
    whole, parts = out.parts(content["lines"], content["groups"])
    return out.Outgoing(row.dossier.slug, whole, parts, row.approved_at.date().isoformat(), True)


def card(slug: str) -> TrialCard | None:
    """What lists know of the trial; None when it is no longer on record."""
    try:
        return card_of(slug)
    except Refused:
        return None
