"""Times of tissue: warm and cold ischaemia, fixation."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..vocabulary import Vocabulary
from .lineage import Line, Placed
from .material import cold, first_frozen, from_tissue, labels, procedure_of, since_taken, span, taken, unborn
from .outcome import Derived, Missing, known, unknown, without


def warm_ischaemia(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """From the first vessel tied to the tissue being out; a biopsy has none."""
    name = "warm_ischaemia"
    if not from_tissue(line, words):
        return without(name)
    cuts = line.of("supply_cut")
    if not cuts and not line.why_not("supply_cut"):
        procedure = procedure_of(line, words)
        if procedure is not None and not procedure.warm:
            return without(name)
    out, wrong = taken(line, now, words)
    if cuts and out:
        return span(name, cuts[0], cuts[0].event.at, out, now, words)
    first = labels(line)[:1]
    missing: tuple[Missing, ...] = () if out or wrong else (Missing("collected", first),)
    if not cuts:
        missing += (Missing("supply_cut", first),)
    return unknown(name, *missing, problems=wrong + (() if cuts else line.why_not("supply_cut")))


def cold_ischaemia(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """From the tissue being out to fixative or freezing, whichever was first."""
    name = "cold_ischaemia"
    if not from_tissue(line, words):
        return without(name)
    stable = [one for one in line.of("fixed", "frozen", "stored") if one.event.kind == "fixed" or cold(one.event, words)]
    return since_taken(name, line, stable[0] if stable else None, _stabilised(line, words), now, words)


def _stabilised(line: Line, words: Vocabulary) -> tuple[Missing, ...]:
    kind, where = line.sample.kind, labels(line)
    fixed, frozen = Missing("fixed", where), Missing("frozen", where)
    if words.types.is_a(kind, "fixed_tissue"):
        return (fixed,)
    return (frozen,) if words.types.is_a(kind, "frozen_tissue") else (fixed, frozen)


def draw_to_freezing(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """From the draw to the first freezing of a fluid or of what was made of it."""
    name = "draw_to_freezing"
    if from_tissue(line, words):
        return without(name)
    return since_taken(name, line, first_frozen(line, words), (Missing("frozen", labels(line)),), now, words)


def _in_fixative(line: Line, words: Vocabulary) -> list[Placed]:
    """Entries of fixing; RNAlater and heat keep tissue without fixing it."""
    found = []
    for one in line.of("fixed"):
        code = words.fixatives.codes.find(one.event.said("fixative")) if one.event.said("fixative") else None
        fixative = words.fixatives.get(code) if code else None
        if fixative is None or fixative.means == "fixing":
            found.append(one)
    return found


def fixation_time(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """Time in fixative: the parts added up, what overlaps once; an end that is not known makes it unknown."""
    name = "fixation_time"
    fixed = _in_fixative(line, words)
    if not from_tissue(line, words):
        return without(name)
    where = labels(line)
    if not fixed:
        otherwise = line.of("fixed") or (first_frozen(line, words) and not line.why_not("fixed"))
        if otherwise and not words.types.is_a(line.sample.kind, "fixed_tissue"):
            return without(name)
        return unknown(name, *unborn(line), Missing("fixed", where), problems=line.why_not("fixed"))
    total, reached = timedelta(0), None
    for at, one in enumerate(fixed):
        goes_on = one.cut and at == len(fixed) - 1      # still in fixative when the block was cut out of it
        if one.event.until is None or goes_on:
            return unknown(name, Missing("fixed", where[-1:] if goes_on else (one.label,), "until"), sources=tuple(fixed))
        start = one.event.at if reached is None else max(one.event.at, reached)
        total += max(one.event.until - start, timedelta(0))
        reached = one.event.until if reached is None else max(one.event.until, reached)
    return known(name, total, *fixed)


def fixative(line: Line, now: datetime, words: Vocabulary) -> Derived:
    """In what it was fixed, as a code of the list of fixatives."""
    name = "fixative"
    fixed = line.of("fixed")
    if not from_tissue(line, words):
        return without(name)
    if not fixed:
        if first_frozen(line, words) and not words.types.is_a(line.sample.kind, "fixed_tissue"):
            return without(name)
        return unknown(name, *unborn(line), Missing("fixed", labels(line)), problems=line.why_not("fixed"))
    codes = [words.fixatives.codes.find(one.event.said("fixative")) if one.event.said("fixative") else None for one in fixed]
    nameless = tuple(one.label for one, code in zip(fixed, codes, strict=True) if code is None)
    if nameless:
        return unknown(name, Missing("fixed", tuple(dict.fromkeys(nameless)), "fixative"), sources=tuple(fixed))
    return known(name, " + ".join(dict.fromkeys(code for code in codes if code)), *fixed)
