"""Elements 2 to 6 of SPREC for tissue: collection, warm and cold ischaemia, fixation and its time."""

from __future__ import annotations

from datetime import datetime

from ..vocabulary import Vocabulary
from .lineage import Line
from .material import labels, procedure_of
from .outcome import Derived, Missing, State
from .sprec_code import Element, element
from .sprec_tables import Tables
from .tissue import cold_ischaemia, fixation_time, warm_ischaemia

_BY_MEDIUM = {
    "biopsy": {"": "BPS", "dry": "BPS", "culture": "BCM", "saline": "BSL", "low_temperature": "BTM"},
    "surgery": {"": "SRG", "dry": "SRG", "culture": "SCM", "saline": "SSL", "low_temperature": "STM", "vacuum": "VAC"},
    "aspiration": {"": "FNA", "dry": "FNA"}, "puncture": {"": "PUN", "dry": "PUN"}, "swab": {"": "SWB", "dry": "SWB"},
}
_AUTOPSY = ((6, "A06"), (12, "A12"), (24, "A24"), (48, "A48"), (72, "A72"))


def collection(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Element:
    """How it was taken, and in what it travelled; there is no letter for not known, so that is `other`."""
    procedure, entries = procedure_of(way, words), way.of("collected")
    first = labels(way)[:1]
    if procedure is None or not procedure.group:
        return element("solid", 2, "ZZZ", of, "none", (), (Missing("collected", first, "procedure"),))
    said = entries[0].event if entries else None
    if procedure.group == "autopsy":
        hours = said.number("hours_after_death") if said else None
        if hours is None:
            return element("solid", 2, "ZZZ", of, "none", (), (Missing("collected", first, "hours_after_death"),))
        late = next((code for most, code in _AUTOPSY if 0 <= hours < most or hours == most == 72), "ZZZ")
        return element("solid", 2, late, of, "events", tuple(entries[:1]))
    letters = _BY_MEDIUM[procedure.group].get(said.said("medium") if said else "", "ZZZ")
    return element("solid", 2, letters, of, "events" if said and said.said("procedure") else "type", tuple(entries[:1]))


def _ischaemia(number: int, derived: Derived, of: Tables) -> Element:
    if derived.state is State.NOT_APPLICABLE:
        return element("solid", number, "N", of, "type")
    if derived.minutes is None:
        return element("solid", number, "X", of, "none", derived.sources, derived.missing)
    return element("solid", number, of["ischaemia"].band("any", derived.minutes) or "Z", of, "events", derived.sources)


def warm(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Element:
    """The band of the warm ischaemia; a biopsy has none."""
    return _ischaemia(3, warm_ischaemia(way, now, words), of)


def cold(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Element:
    """The band of the cold ischaemia."""
    return _ischaemia(4, cold_ischaemia(way, now, words), of)


def fixation(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Element:
    """In what it was stabilised first."""
    stable = way.of("fixed", "frozen")
    if not stable:
        kind = words.types.get(way.sample.kind)
        said = words.fixatives.outside(kind.fixative, "sprec") if kind else ""
        return element("solid", 5, said or "XXX", of, "type" if said else "none", (),
                       () if said else (Missing("fixed", labels(way)), Missing("frozen", labels(way))))
    one = stable[0]
    code = words.fixatives.codes.find(one.event.said("fixative")) if one.event.said("fixative") else None
    if code is None:
        kind = words.types.get(way.sample.kind)
        code = kind.fixative if kind and kind.fixative else None
    if code is None:
        return element("solid", 5, "XXX", of, "events", (one,), (Missing(one.event.kind, (one.label,), "fixative"),))
    known = words.fixatives.outside(code, "sprec")
    return element("solid", 5, known or ("XXX" if code == "formalin" else "ZZZ"), of, "events", (one,))


def fixation_minutes(way: Line, now: datetime, words: Vocabulary, of: Tables) -> Element:
    """How long it was in that, or how long it took to freeze."""
    derived = fixation_time(way, now, words)
    stable = way.of("fixed", "frozen")
    if stable and derived.state is State.NOT_APPLICABLE:
        one = stable[0]
        if one.event.until is None or one.cut:
            return element("solid", 6, "X", of, "events", (one,), (Missing(one.event.kind, (one.label,), "until"),))
        minutes = (one.event.until - one.event.at).total_seconds() / 60
        return element("solid", 6, of["fixation_time"].band("any", minutes) or "Z", of, "events", (one,))
    if derived.minutes is None:
        return element("solid", 6, "X", of, "none", derived.sources, derived.missing)
    return element("solid", 6, of["fixation_time"].band("any", derived.minutes) or "Z", of, "events", derived.sources)


ELEMENTS = (collection, warm, cold, fixation, fixation_minutes)
