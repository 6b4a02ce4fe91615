"""What a tube's events say of it: limits judged, the SPREC code, where it is. Pages show it wherever the tube appears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from .. import findings, inforce, whereabouts
from ..families import samples
from ..findings import Finding
from ..models import Specimen
from ..preanalytics.judging import Flag, Verdict, gravest, judged
from ..preanalytics.sprec import REASONS, Sprec, sprec
from ..queries import Tube
from ..whereabouts import Whereabouts


@dataclass(frozen=True)
class Judged:
    """Flags with the gravest first, the code, and what rooms know of where the tube is."""

    flags: tuple[Flag, ...]
    verdict: Verdict
    sprec: Sprec
    where: tuple[Whereabouts, ...]
    found: tuple[Finding, ...]          # quality results and the like

    @property
    def why_no_code(self) -> dict[str, str]:
        """Why there is no SPREC code, in both languages."""
        return REASONS.get(self.sprec.reason, {"en": "", "zh": ""})


def flags_of(specimens: Sequence[Specimen], now: datetime) -> dict[int, tuple[Flag, ...]]:
    """What the limits say of many tubes, for lists from which one is chosen; call inside `acting`."""
    here = {one.pk: one.hospital_id for one in specimens}
    in_force = {pk: inforce.at(pk) for pk in set(here.values())}
    return {pk: tuple(judged(one, now, in_force=in_force[here[pk]])) for pk, one in samples(list(here)).items()}


def outside(specimens: Sequence[Specimen], now: datetime, viewer: Viewer) -> dict[int, tuple[Flag, ...]]:
    """Of some tubes the limits each does not keep; tubes that keep all are not in it."""
    if not specimens:
        return {}       # most tubes have no relatives, and their page is what a scanner waits for
    with acting(viewer):
        found = {pk: tuple(flag for flag in flags if flag.verdict is Verdict.OUTSIDE)
                 for pk, flags in flags_of(specimens, now).items()}
    return {pk: flags for pk, flags in found.items() if flags}


def judge(tube: Tube, now: datetime, viewer: Viewer) -> Judged:
    """Everything derived of one tube, from its own events and those of what it comes from."""
    with acting(viewer):
        flags = tuple(judged(tube.sample, now, in_force=inforce.at(tube.specimen.hospital_id)))
        where = whereabouts.of([tube.specimen])[tube.specimen.pk]
        found = findings.of(tube.specimen, tube.custody)
    return Judged(flags, gravest(flags), sprec(tube.sample, now), tuple(where), tuple(found))
