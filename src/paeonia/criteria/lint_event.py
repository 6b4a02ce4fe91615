"""Criteria on events that no episode can pass, and criteria that another one already covers."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from paeonia.criteria.nodes import CodeTest, Event, NumberTest, Ongoing, TimeTest
from paeonia.criteria.ranges import lower, upper
from paeonia.record.dates import FAR
from paeonia.record.dictionary import Dictionary, Variable

DAY = date(2026, 3, 1).toordinal()      # spans are compared on one day; any will do
SLACK = 4                               # days by which calendar months of one number can differ


def impossible(leaf: Event, dictionary: Dictionary) -> bool:
    """Whether no record could ever pass."""
    wants_none = leaf.count is not None and leaf.count.low == 0
    return (not wants_none and _no_episode(leaf, dictionary)) or _no_count(leaf, dictionary[leaf.variable])


def idle(leaf: Event, dictionary: Dictionary) -> bool:
    """Whether a count lets any number through, or wants few of what there cannot be."""
    if leaf.count is None or leaf.count.low > 0:
        return False
    return leaf.count.high is None or _no_episode(leaf, dictionary)


def _no_episode(leaf: Event, dictionary: Dictionary) -> bool:
    variable = dictionary[leaf.variable]
    return _no_code(leaf, variable) or _no_time(leaf, variable)


def _no_code(leaf: Event, variable: Variable) -> bool:
    """Tests on fields that are one code in truth (a drug and its class) must leave a code over."""
    def field(test: CodeTest) -> str:
        return variable.fields[test.field].same_as or test.field

    tests = sorted((test for test in leaf.tests if isinstance(test, CodeTest)), key=field)
    for name, group in groupby(tests, key=field):
        codes = variable.fields[name].codes
        left = set(codes.codes) if codes else None
        for test in group:
            if left is not None:
                left &= left - test.yes - test.maybe if test.negated else test.yes
        if left is not None and not left:
            return True
    return False


def _no_time(leaf: Event, variable: Variable) -> bool:
    """Days since the start, days since the end and the days between them must fit together."""
    start, end, length = [0, FAR], [0, FAR], [0, FAR]
    for test in leaf.times:
        if isinstance(test, Ongoing):
            if test.yes and not variable.interval:
                return True
            end[1] = 0 if test.yes else end[1]
        elif test.what == "lasted":
            days = test.span.in_days
            if test.longer:
                length[0] = max(length[0], days + (not test.inclusive))
            else:
                length[1] = min(length[1], days - (not test.inclusive))
        else:
            ends, days = start if test.what == "started" else end, DAY - test.span.before(DAY)
            if test.longer:
                ends[0] = max(ends[0], days + 1)
            else:
                ends[1] = min(ends[1], days)
    if not variable.interval:
        # One day is its own start and end.
        return max(start[0], end[0]) > min(start[1], end[1]) or length[0] > 0
    return (start[0] > start[1] or end[0] > end[1] or length[0] > length[1] or end[0] > start[1]
            or end[0] + length[0] > start[1] + SLACK or start[0] > end[1] + length[1] + SLACK)


def _no_count(leaf: Event, variable: Variable) -> bool:
    """More lines wanted than the numbers of lines asked about."""
    if leaf.count is None or leaf.count.of != "lines":
        return False
    low, high = variable.fields["line"].plausible or (1.0, float(FAR))
    for test in leaf.tests:
        if isinstance(test, NumberTest) and test.field == "line":
            low, high = max(low, lower(test.low)), min(high, upper(test.high))
    return leaf.count.low > high - low + 1


def narrower(one: Event, other: Event, dictionary: Dictionary) -> bool:
    """Whether every episode that passes `one` passes `other`."""
    if one.variable != other.variable or one.count or other.count:
        return False
    variable = dictionary[one.variable]
    return (all(any(_test(mine, test, variable) for mine in one.tests) for test in other.tests)
            and all(any(_time(mine, time) for mine in one.times) for time in other.times))


def _test(mine: CodeTest | NumberTest, test: CodeTest | NumberTest, variable: Variable) -> bool:
    if isinstance(mine, CodeTest) and isinstance(test, CodeTest):
        here, there = (variable.fields[t.field].same_as or t.field for t in (mine, test))
        if here != there or mine.negated != test.negated:
            return False
        return (test.yes | test.maybe <= mine.yes | mine.maybe) if mine.negated else mine.yes <= test.yes
    if isinstance(mine, NumberTest) and isinstance(test, NumberTest):
        return (mine.field == test.field and lower(mine.low) >= lower(test.low) and upper(mine.high) <= upper(test.high))
    return False


def _time(mine: TimeTest | Ongoing, time: TimeTest | Ongoing) -> bool:
    if isinstance(mine, Ongoing) or isinstance(time, Ongoing) or mine.what == "lasted":
        return mine == time
    if (mine.what, mine.longer) != (time.what, time.longer):
        return False
    here, there = mine.span.before(DAY), time.span.before(DAY)
    return here <= there if mine.longer else here >= there
