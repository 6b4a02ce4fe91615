"""Numbers as sentences write them: `50 %`, `2.5 x ULN`, `1.5 mg/dL`, `{at least: 2, within: 28 days}`."""

from __future__ import annotations

import math
import re

from paeonia.criteria.nodes import Bound
from paeonia.criteria.trouble import Trouble
from paeonia.record.codes import hint
from paeonia.record.dates import Span, span
from paeonia.record.dictionary import Field
from paeonia.record.located import Located
from paeonia.record.units import factor

LOWER = {"at least": True, "more than": False, "from": True}
UPPER = {"at most": True, "less than": False, "to": True}
RANGE = (*LOWER, *UPPER, "exactly")
_NUMBER = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*)$")
_ULN = re.compile(r"[x×*]?\s*ULN$", re.IGNORECASE)
_COUNT = re.compile(r"\d+$")


def duration(item: Located) -> Span:
    """`28 days`; `0 days` is the reference day itself."""
    try:
        return span(item.text())
    except ValueError:
        raise Trouble("bad-duration", item.place, value=_shown(item)) from None


def bound(item: Located, kind: Field, variable: str, inclusive: bool) -> Bound:
    """One end of a range for a numeric field, converted to its canonical unit."""
    found = _NUMBER.match(item.text())
    if not found:
        raise Trouble("not-an-amount", item.place, value=_shown(item), variable=variable, unit=kind.unit or "—")
    number, rest = float(found[1]), found[2].strip()
    if not math.isfinite(number):
        raise Trouble("not-an-amount", item.place, value=item.text(), variable=variable, unit=kind.unit or "—")
    if rest and _ULN.match(rest):
        if number <= 0:
            raise Trouble("not-an-amount", item.place, value=item.text(), variable=variable, unit=kind.unit or "—")
        return Bound(number, inclusive, times_uln=True)
    if rest:
        try:
            times = factor(rest, kind.unit, kind.molar_mass)
        except ValueError:
            raise Trouble("unit-slip", item.place, unit=rest, variable=variable, expected=kind.unit or "—") from None
        if times != 1.0:
            number = float(f"{number * times:.12g}")
    if kind.plausible and not kind.plausible[0] <= number <= kind.plausible[1]:
        raise Trouble("impossible-threshold", item.place, value=item.text(), variable=variable,
                      low=f"{kind.plausible[0]:g}", high=f"{kind.plausible[1]:g} {kind.unit}".strip())
    return Bound(number, inclusive)


def bounds(item: Located, kind: Field, variable: str) -> tuple[Bound | None, Bound | None]:
    """The range in a mapping; `exactly: 3` and a bare `3` are both ends at once."""
    if item.is_list():
        return _run(item, kind, variable)
    if not item.is_map():
        exact = bound(item, kind, variable, True)
        return exact, exact
    low = high = None
    for key, value in item.items():
        if key == "exactly":
            low = high = _once(low or high, bound(value, kind, variable, True), value)
        elif key in LOWER:
            low = _once(low, bound(value, kind, variable, LOWER[key]), value)
        elif key in UPPER:
            high = _once(high, bound(value, kind, variable, UPPER[key]), value)
    _not_empty(low, high, item)
    return low, high


def _run(item: Located, kind: Field, variable: str) -> tuple[Bound, Bound]:
    """`[1, 2]` is one of them; only an unbroken run of whole numbers is a range."""
    ends = [bound(part, kind, variable, True) for part in item.value]
    numbers = sorted({end.number for end in ends})
    if not ends or kind.type != "whole" or any(end.times_uln for end in ends) \
            or numbers != [numbers[0] + step for step in range(len(numbers))]:
        raise Trouble("not-a-run", item.place, variable=variable)
    return Bound(numbers[0], True), Bound(numbers[-1], True)


def _not_empty(low: Bound | None, high: Bound | None, item: Located) -> None:
    if low is None or high is None or low.times_uln != high.times_uln:
        return
    if low.number > high.number or (low.number == high.number and not (low.inclusive and high.inclusive)):
        raise Trouble("empty-range", item.place, low=f"{low.number:g}", high=f"{high.number:g}")


def _once(old: Bound | None, new: Bound, item: Located) -> Bound:
    if old is not None:
        raise Trouble("two-ends", item.place)
    return new


def counted(item: Located) -> tuple[int, int | None]:
    """A count range: `{at most: 1}`, `{from: 1, to: 2}`, `exactly: 2` or a bare number."""
    if not item.is_map():
        number = _whole(item)
        return number, number
    low, high = 0, None
    single_ends(item)
    for key, value in item.items():
        number = _whole(value)
        if key == "exactly":
            low = high = number
        elif key in LOWER:
            low = number if LOWER[key] else number + 1
        else:
            high = number if UPPER[key] else number - 1
    if high is not None and low > high:
        raise Trouble("empty-range", item.place, low=low, high=high)
    return low, high


def single_ends(item: Located) -> None:
    """Refuses words that are none of a range, and two words for one end, of which the later would win in silence."""
    ends: set[str] = set()
    for key, value in item.items():
        if key not in RANGE:
            raise Trouble("unknown-key", value.place, key=key, hint=hint(key, RANGE), expected=", ".join(RANGE))
        said = {"low", "high"} if key == "exactly" else {"low"} if key in LOWER else {"high"}
        if ends & said:
            raise Trouble("two-ends", value.place)
        ends |= said


def _whole(item: Located) -> int:
    text = item.text().strip()
    if not _COUNT.match(text) or len(text) > 9:
        raise Trouble("not-a-count", item.place, value=_shown(item))
    return int(text)


def _shown(item: Located) -> str:
    return item.text() or str(item.plain())[:60]
