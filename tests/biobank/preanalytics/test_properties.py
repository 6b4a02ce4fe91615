"""Random stories: never negative, order and zone of entry do not matter, unrelated entries change nothing."""

from dataclasses import replace
from datetime import timedelta, timezone

from biobank.preanalytics.stories import NOW, at, event
from hypothesis import given
from hypothesis import strategies as st

from paeonia.modules.biobank.preanalytics.events import RANK, Event, Sample
from paeonia.modules.biobank.preanalytics.judging import judged, verdict
from paeonia.modules.biobank.preanalytics.outcome import State
from paeonia.modules.biobank.preanalytics.sprec import sprec
from paeonia.modules.biobank.preanalytics.sprec_code import read_code
from paeonia.modules.biobank.preanalytics.times import RULES, times
from paeonia.modules.biobank.vocabulary import vocabulary

WORDS = vocabulary()
FIELDS = st.fixed_dictionaries({}, optional={
    "temperature_c": st.sampled_from([-196, -80, -20, 4, 21, "warm", None]),
    "condition": st.sampled_from(["fridge", "液氮", "?"]),
    "fixative": st.sampled_from(["nbf", "rnalater", "snap", "?"]), "round": st.sampled_from([1, 2, 0, "x"]),
    "minutes": st.sampled_from([10, 15, -4, "x"]), "g": st.sampled_from([1600, 16000]), "brake": st.booleans(),
    "kept_frozen": st.booleans(), "children": st.just(["x"]), "procedure": st.sampled_from(["excision", "autopsy", "?"])})
KINDS = st.sampled_from([*WORDS.types][:60])
WHEN = st.integers(-200, 6000)


@st.composite
def some_event(draw):
    kind = draw(st.sampled_from([*RANK, "quality", "corrected", "reserved"]))
    start = draw(WHEN)
    until = draw(st.none() | st.integers(-50, 3000))
    fields = draw(FIELDS) | ({"event": draw(st.sampled_from(["1", "2", "9"]))} if kind == "corrected" else {})
    name = draw(st.sampled_from(["", "1", "2", "3"]))
    return Event(kind, at(start), None if until is None else at(start + until), fields, name)


# An entry's number is its own: the database counts them.
EVENTS = st.lists(some_event(), max_size=9, unique_by=lambda one: one.id or id(one))


@st.composite
def some_sample(draw, depth=2, name="S"):
    parents = ()
    if depth and draw(st.booleans()):
        many = range(draw(st.integers(1, 2)))
        parents = tuple(draw(some_sample(depth=depth - 1, name=f"{name}{number}")) for number in many)
    first = event("derived" if parents else "collected", draw(st.integers(0, 300)))
    begun = (first,) if draw(st.integers(0, 5)) else ()
    container = draw(st.sampled_from(["", "edta", "cryotube_2", "pp_tube"]))
    return Sample(name, draw(KINDS), (*begun, *draw(EVENTS)), container, parents)


@given(some_sample())
def test_a_time_is_never_negative_and_an_unknown_one_says_why(sample):
    for name, one in times(sample, NOW).of.items():
        assert name in RULES and (one.state is State.KNOWN) == (one.value is not None)
        if isinstance(one.value, timedelta):
            assert one.value >= timedelta(0)
        if name == "freeze_thaw" and one.known:
            assert one.value >= 0
        if one.state is State.UNKNOWN:
            assert one.missing or one.problems


@given(some_sample(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(sample, chance):
    def mixed(one):
        events = list(one.events)
        chance.shuffle(events)
        return replace(one, events=tuple(events), parents=tuple(mixed(parent) for parent in one.parents))

    first, second = times(sample, NOW), times(mixed(sample), NOW)
    assert {name: (one.state, one.value, set(one.missing)) for name, one in first.of.items()} == {
        name: (one.state, one.value, set(one.missing)) for name, one in second.of.items()}
    assert {one.text() for one in first.problems} == {one.text() for one in second.problems}


@given(some_sample(), st.sampled_from(["quality", "reserved", "released"]), st.integers(300, 6000))
def test_what_has_nothing_to_do_with_it_changes_nothing(sample, kind, when):
    added = sample.having(event(kind, when, value="7"))
    assert {name: (one.state, one.value) for name, one in times(sample, NOW).of.items()} == {
        name: (one.state, one.value) for name, one in times(added, NOW).of.items()}
    assert sprec(sample, NOW).code == sprec(added, NOW).code


TUBE = st.lists(st.tuples(st.integers(100, 5000), st.sampled_from([
    ("stored", {"temperature_c": -80}), ("stored", {"temperature_c": 4}), ("frozen", {}), ("thawed", {}), ("removed", {}),
    ("checked_out", {}), ("checked_in", {}), ("aliquoted", {"children": ["x"]}), ("removed", {"kept_frozen": True})])),
    max_size=12, unique_by=lambda one: one[0])
FIRST = event("stored", 60, temperature_c=-80)


def tube(told):
    entries = (event(kind, when, **fields) for when, (kind, fields) in told)
    return Sample("P", "plasma", (event("collected", 0), FIRST, *entries))


def counted(told):
    return times(tube(told), NOW, only=["freeze_thaw"])["freeze_thaw"].value


@given(TUBE)
def test_thaws_only_grow_as_time_goes_by(told):
    told = sorted(told, key=lambda one: one[0])
    counts = [counted(told[:much]) for much in range(len(told) + 1)]
    assert counts == sorted(counts) and counts[0] == 0
    assert all(later - before in (0, 1) for before, later in zip(counts, counts[1:], strict=False))


@given(TUBE, st.integers(100, 5000), st.sampled_from(["thawed", "removed", "checked_out", "frozen"]))
def test_another_entry_never_makes_thaws_fewer(told, when, kind):
    if when not in {moment for moment, _ in told}:
        assert counted([*told, (when, (kind, {}))]) >= counted(told)


@given(TUBE, st.integers(100, 5000))
def test_an_aliquot_has_at_most_the_thaws_of_its_parent_and_its_making(told, when):
    child = Sample("C", "plasma", (event("aliquoted", when, parent="P"), event("frozen", when + 1)), "", (tube(told),))
    assert times(child, NOW)["freeze_thaw"].value <= counted(told) + 1


@given(some_sample(), st.integers(-14, 14))
def test_the_zone_in_which_times_are_written_does_not_matter(sample, hours):
    zone = timezone(timedelta(hours=hours))

    def there(one):
        moved = tuple(replace(e, at=e.at.astimezone(zone), until=e.until and e.until.astimezone(zone)) for e in one.events)
        return replace(one, events=moved, parents=tuple(there(parent) for parent in one.parents))

    assert {name: (one.state, one.value) for name, one in times(sample, NOW).of.items()} == {
        name: (one.state, one.value) for name, one in times(there(sample), NOW).of.items()}


@given(some_sample())
def test_every_code_can_be_read_and_without_one_the_reason_is_said(sample):
    found = sprec(sample, NOW)
    assert found.code or found.reason
    if found.code:
        assert read_code(found.code.text).text == found.code.text
        assert all(one.words for one in found.code.elements)


@given(some_sample())
def test_every_flag_follows_from_its_derived_value(sample):
    for flag in judged(sample, NOW):
        assert flag.verdict is verdict(flag.limit, flag.derived)
        assert flag.reason.text("zh") and flag.reason.text("en") and (flag.verdict.value != "unknown" or flag.todo)
