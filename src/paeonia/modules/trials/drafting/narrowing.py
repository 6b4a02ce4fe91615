"""Where a window or an adjective may be meant for more than its neighbour, each gets it: that follows from either meaning.

`Arrhythmia, stroke or angina within 6 months` forbids an arrhythmia within 6 months, whether or not the window is
meant for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import duration
from paeonia.modules.trials.drafting.kinds.conditions import GRAVE, STRIKES
from paeonia.modules.trials.drafting.patterns import Claim, Data
from paeonia.modules.trials.drafting.segments import Piece, Segment
from paeonia.modules.trials.drafting.tokens import Token
from paeonia.record.codes import Codelist

# How a window is written for each kind of event.
_WINDOWS = {"therapy": "ended within", "radiotherapy": "ended within", "procedure": "within"}
_TIMES = frozenset({"within", "started within", "ended within", "ongoing", "started more than", "ended more than"})
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_STATUS = {"ACTIVE": "active", "SYMPTOMATIC": "active", "UNCONTROLLED": "uncontrolled"}


def narrowed(found: Sequence[Segment], barred: Sequence[bool]) -> list[Segment]:
    """The segments, with the windows and adjectives that may reach them."""
    made = [_each(segment, _turned) if bar else segment for segment, bar in zip(found, barred, strict=True)]
    for index, (segment, bar) in enumerate(zip(found, barred, strict=True)):
        if not bar or not segment.claims:
            continue
        spans = [span for later in found[index + 1:] if (span := _window(later, segment))]
        if spans:
            made[index] = _each(made[index], partial(within, span=min(spans, key=_length)))
        statuses = [status for earlier in found[:index] if (status := _status(earlier))]
        if statuses:
            made[index] = _each(made[index], partial(in_state, status=statuses[-1]))
    return made


def _turned(claim: Claim) -> Claim:
    return replace(claim, data=claim.turned, turned=(), only="", part=True) if claim.turned else claim


def _each(segment: Segment, change: Any) -> Segment:
    pieces = [Piece(change(piece.claim), piece.tokens) if piece.claim else piece for piece in segment.pieces]
    return Segment(segment.joiner, pieces, segment.negated)


def _length(span: str) -> int:
    number, noun = span.split()
    return int(number) * _DAYS[noun.rstrip("s")]


def _window(later: Segment, segment: Segment) -> str:
    """The window that a later segment ends with, if it may be meant for this one too."""
    for claim in later.claims:
        if claim.timed and _alike(claim, segment):
            for event, test in _events(claim.data):
                if span := next((test[key] for key in ("within", "started within", "ended within") if key in test), ""):
                    return str(span) if event != "metastasis" else ""
    return plain_window(later.left)


def plain_window(left: Sequence[Token]) -> str:
    """The only window among words that nobody read."""
    spans = [duration(token) for token in left if token.tag in ("DUR", "RDUR")]
    opened = any(one.tag == "WITHIN" and two.tag == "DUR" for one, two in zip(left, left[1:], strict=False))
    return spans[0] or "" if len(spans) == 1 and opened else ""


def longer(inner: Sequence[Token], claim: Claim) -> bool:
    """Every time in a bracket is at least as long as the window of the claim before it."""
    own = [
        str(test[key])
        for _, test in _events(claim.data)
        for key in ("within", "started within", "ended within")
        if key in test
    ]
    spans = [duration(token) for token in inner if token.tag in ("DUR", "RDUR")]
    return bool(own) and all(span and _length(span) >= max(map(_length, own)) for span in spans)


def _alike(claim: Claim, segment: Segment) -> bool:
    """Illnesses share windows with illnesses, and treatments with treatments."""
    ill = any("condition" in one for one in claim.data)
    return any(("condition" in one) == ill for other in segment.claims for one in other.data)


def _events(data: Sequence[Data]) -> list[tuple[str, dict[str, Any]]]:
    return [(key, test) for one in data for key, test in one.items() if isinstance(test, dict)]


def within(claim: Claim, span: str) -> Claim:
    """The claim with a window, unless it has one of its own or cannot have any."""
    made: list[Data] = []
    for one in claim.data:
        (event, test), *more = one.items()
        if more or not isinstance(test, dict) or event not in (*_WINDOWS, "condition") or _TIMES & set(test):
            return replace(claim, timed=claim.timed or isinstance(test, dict) and "ongoing" in test)
        struck = event == "condition" and set(_listed(test["group"])) <= STRIKES
        made.append({event: {**test, _WINDOWS.get(event, "started within" if struck else "within"): span}})
    return replace(claim, data=tuple(made), part=True, timed=True) if made else claim


def going_on(item: Data) -> Data:
    """What is forbidden of treatments, as far as they go on."""
    if set(item) != {"none"}:
        return item
    made = [{event: {**test, "ongoing": True} if event in ("therapy", "radiotherapy") and not _TIMES & set(test) else test}
            for one in item["none"] for event, test in one.items()]
    return {"none": made}


def within_span(item: Data, span: str) -> Data:
    """One thing that is forbidden, with a window unless it has a time of its own."""
    return within(Claim("", (item,)), span).data[0]


def sparing(data: Sequence[Data], drugs: set[str], agents: Codelist | None) -> list[Data]:
    """What is forbidden of treatments, but for those that another sentence permits."""
    made: list[Data] = []
    for item in data:
        if set(item) != {"none"}:
            made.append(item)
            continue
        kept = [less for one in item["none"] if (less := _less(one, drugs, agents))]
        made += [{"none": kept}] if kept else []
    return made


def _less(one: Data, drugs: set[str], agents: Codelist | None) -> Data | None:
    if "radiotherapy" in one:
        return None if "radiotherapy" in drugs else one
    if "therapy" not in one or agents is None:
        return one
    test = one["therapy"]
    classes = [name for name in _listed(test.get("class", [])) if name not in drugs and not any(
        above in drugs for above in (agents.above(name) if name in agents else ()))]
    below = sorted(drug for drug in drugs if drug in agents and set(agents.above(drug)) & set(classes))
    if not classes or "drug" in test:
        return None
    spared = {"drug": {"is not": below[0] if len(below) == 1 else below}} if below else {}
    return {"therapy": {**test, "class": classes[0] if len(classes) == 1 else classes, **spared}}


def in_state(claim: Claim, status: Any) -> Claim:
    """The claim with what an adjective before it may say of it."""
    if claim.marked or any(set(one) != {"condition"} for one in claim.data):
        return claim
    made: list[Data] = []
    for one in claim.data:
        test = one["condition"]
        free = set(_listed(test["group"])) <= GRAVE or {"status", "nyha", "grade"} & set(test)
        made.append(one if free else {"condition": {**test, "status": status}})
    return replace(claim, data=tuple(made), marked=True, part=claim.part or tuple(made) != claim.data)


def _status(segment: Segment) -> Any:
    for claim in segment.claims:
        if claim.marked and (named := [one["condition"].get("status") for one in claim.data if "condition" in one]):
            return named[-1] or ("uncontrolled" if "hypertension_uncontrolled" in repr(claim.data) else None)
    if segment.claims:
        return None
    return next((_STATUS[token.tag] for token in reversed(segment.left) if token.tag in _STATUS), None)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
