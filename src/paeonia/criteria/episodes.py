"""What a criterion on an event answers: over its episodes, and over the silence of the record."""

from __future__ import annotations

from paeonia.criteria.kleene import NO, UNKNOWN, YES, Answer, negated, within
from paeonia.criteria.nodes import CodeTest, Count, Event, NumberTest, Ongoing, TimeTest
from paeonia.criteria.ranges import lower, upper
from paeonia.record.dates import FAR
from paeonia.record.timeline import Episode, Timeline


def event_answer(leaf: Event, line: Timeline) -> Answer:
    """Yes if an episode passes; no only if none can and the list was reviewed; else unknown."""
    if leaf.count is None and _nothing_like_it(leaf, line):
        return NO if complete(leaf, line) else UNKNOWN
    judged = [(episode_answer(leaf, episode, line.as_of), episode) for episode in line.episodes(leaf.variable)]
    if leaf.count is not None:
        return _counted(leaf.count, judged, complete(leaf, line))
    best = max((answer for answer, _ in judged), default=NO)
    if best == NO and not complete(leaf, line):
        return UNKNOWN
    return best


def _nothing_like_it(leaf: Event, line: Timeline) -> bool:
    """A short cut for the common case: no episode has, or might have, a code that is asked for."""
    return any(
        line.codes_of(leaf.variable, test.field).isdisjoint(test.possible)
        for test in leaf.tests
        if isinstance(test, CodeTest) and not test.negated
    )


def episode_answer(leaf: Event, episode: Episode, as_of: int) -> Answer:
    """Whether one episode passes every test of the criterion."""
    worst = YES
    for test in leaf.tests:
        answer = _code(test, episode) if isinstance(test, CodeTest) else _number(test, episode)
        if answer == NO:
            return NO
        worst = min(worst, answer)
    for moment in leaf.times:
        answer = (
            _ongoing(moment, episode, as_of) if isinstance(moment, Ongoing) else _time(moment, episode, as_of)
        )
        worst = min(worst, answer)
    return worst


def _code(test: CodeTest, episode: Episode) -> Answer:
    code = episode.codes.get(test.field)
    if code is None:
        return UNKNOWN
    answer = YES if code in test.yes else UNKNOWN if code in test.maybe else NO
    return negated(answer) if test.negated else answer


def _number(test: NumberTest, episode: Episode) -> Answer:
    number = episode.codes.get(test.field)
    if number is None:
        return UNKNOWN
    return within(lower(test.low), upper(test.high), number, number)


def _ongoing(test: Ongoing, episode: Episode, as_of: int) -> Answer:
    answer = within(as_of + 1, FAR, episode.end.first, episode.end.last)
    return answer if test.yes else negated(answer)


def _time(test: TimeTest, episode: Episode, as_of: int) -> Answer:
    if test.what == "lasted":
        return _lasted(test, episode, as_of)
    moment = episode.start if test.what == "started" else episode.end
    answer = within(test.span.before(as_of), FAR, moment.first, moment.last)
    return negated(answer) if test.longer else answer


def _lasted(test: TimeTest, episode: Episode, as_of: int) -> Answer:
    """At least this long: it started this span, or more, before its end (or the reference day, if it goes on)."""
    shortest, longest = (test.span.before(min(day, as_of)) for day in (episode.end.first, episode.end.last))
    # "more than" and "at most" exclude and include the day itself: they meet one day earlier.
    if test.longer != test.inclusive:
        shortest, longest = shortest - 1, longest - 1
    if episode.start.last <= shortest:
        answer = YES
    elif episode.start.first > longest:
        answer = NO
    else:
        answer = UNKNOWN
    return answer if test.longer else negated(answer)


def _counted(count: Count, judged: list[tuple[Answer, Episode]], is_complete: bool) -> Answer:
    """Fewest and most that the record allows, against the range wanted."""
    sure = [episode for answer, episode in judged if answer == YES]
    possible = [episode for answer, episode in judged if answer != NO]
    if count.of == "times":
        fewest, most = len(sure), len(possible)
    else:
        fewest = max(len(_lines(sure)), 1 if sure else 0)
        most = len(_lines(possible)) + sum("line" not in episode.codes for episode in possible)
    most = most if is_complete else FAR
    return within(count.low, FAR if count.high is None else count.high, fewest, most)


def _lines(episodes: list[Episode]) -> set[float]:
    return {episode.codes["line"] for episode in episodes if "line" in episode.codes}


def complete(leaf: Event, line: Timeline) -> bool:
    """Whether the list was reviewed: the whole of it, or the part that the criterion asks about."""
    if not line.complete:
        return False
    if leaf.variable in line.complete:
        return True
    return any(
        all(scope(leaf.variable, test.field, value) in line.complete for value in test.values)
        for test in leaf.tests
        if isinstance(test, CodeTest) and not test.negated
    )


def scope(variable: str, field: str, value: str) -> str:
    """The key under which the review of a part of a list is kept."""
    return f"{variable}({field}={value})"
