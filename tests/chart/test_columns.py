"""Columns read from the database say what the timelines say, whatever is on record."""

import random
from datetime import date, timedelta

import numpy as np
import pytest
from sayings import said

from paeonia.chart import door
from paeonia.criteria.build import columns_of
from paeonia.criteria.columns import EventColumn
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.facts import Fact

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 11, 20).toordinal()


def some_day(dice):
    day = (date(2026, 11, 20) - timedelta(dice.randrange(-1, 900))).isoformat()
    return dice.choice([day, day, day, day[:7], day[:4], None])


def some_fact(dice):
    what = dice.choice(
        ["birth_date", "sex", "er", "pr", "hr", "lvef", "alt", "pregnant", "remark", "therapy", "ask"]
    )
    fields = {
        "birth_date": {"value": dice.choice(["1968-03-02", "1970", "1971-05"])},
        "sex": {"value": dice.choice(["female", "male"])},
        "lvef": {"value": dice.randrange(30, 80), "comparator": dice.choice([None, None, "<", ">="])},
        "alt": {"value": dice.randrange(5, 200), "uln": dice.choice([None, 40, 45])},
        "pregnant": {"value": dice.choice(["yes", "no"])},
        "remark": {"value": dice.choice(["tired", "良好", "well"])},
        "ask": {
            "question": dice.choice(["Able to swallow?", "Lives nearby?"]),
            "value": dice.choice(["yes", "no"]),
        },
        "therapy": {
            "drug": dice.choice(["paclitaxel", "palbociclib", "taxane", None]),
            "line": dice.choice([1, 2, None]),
            "class": dice.choice([None, None, "chemotherapy"]),
            "start": dice.choice([None, "2026-01", "2025-06-01"]),
            **dice.choice(
                [{}, {"ongoing": True}, {"ongoing": False}, {"stop": "2026-03"}, {"stop": "2026-11-20"}]
            ),
        },
    }.get(what, {"value": dice.choice(["positive", "negative"])})
    return what, fields, some_day(dice)


def people(dice, viewer, numbers):
    for number in numbers:
        reviews = [
            (key, (date(2026, 11, 20) - timedelta(dice.randrange(300))).isoformat())
            for key in ("therapy", "variant(gene=PIK3CA)")
            if dice.random() < 0.5
        ]
        door.accept(
            said(f"N{number}", *(some_fact(dice) for _ in range(dice.randrange(14))), reviews=reviews), viewer
        )


def told(column, place):
    """What a column says of one patient, in words that two loads must share."""
    if isinstance(column, EventColumn):
        found = []
        for number, block in enumerate(column.blocks):
            for i in np.flatnonzero(block.patient + number * (1 << 18) == place):
                codes = {f: column.names[f][c[i]] if c[i] >= 0 else None for f, c in block.codes.items()}
                numbers = {f: None if np.isnan(v[i]) else float(v[i]) for f, v in block.numbers.items()}
                moments = [
                    int(getattr(block, m)[i]) for m in ("start_first", "start_last", "end_first", "end_last")
                ]
                found.append(repr((sorted(codes.items()), sorted(numbers.items()), moments)))
        return sorted(found)
    said_so = {
        name: np.nan_to_num(value[place], nan=-1e9)
        for name, value in vars(column).items()
        if isinstance(value, np.ndarray)
    }
    if "codes" in said_so:
        said_so["codes"] = column.names[said_so["codes"]] if said_so["codes"] >= 0 else None
    return said_so


BLANK = {
    "codes": None,
    "day": -4_000_000,
    "low": -1e9,
    "high": -1e9,
    "over_uln_low": -1e9,
    "over_uln_high": -1e9,
    "first": -4_000_000,
    "last": 4_000_000,
}


def assert_alike(one, other):
    assert sorted(one.ids) == sorted(other.ids)
    for name in one.by_name.keys() | other.by_name.keys() | one.asked.keys() | other.asked.keys():
        for id in one.ids:
            says = [
                told(column, c.ids.index(id))
                if (column := c.by_name.get(name) or c.asked.get(name))
                else None
                for c in (one, other)
            ]
            says = [
                [] if s is None or (isinstance(s, dict) and all(BLANK[k] == v for k, v in s.items())) else s
                for s in says
            ]
            assert says[0] == says[1], (name, id)
    for key in one.reviewed.keys() | other.reviewed.keys():
        for id in one.ids:
            days = [
                int(c.reviewed[key][c.ids.index(id)]) if key in c.reviewed else 4_000_000
                for c in (one, other)
            ]
            assert days[0] == days[1], (key, id)


def from_timelines(viewer, ids):
    lines = door.timelines(ids, viewer, why="test", as_of=AS_OF)
    return columns_of([lines[id] for id in ids], dictionary(), ids)


@pytest.mark.parametrize("seed", range(4))
def test_columns_and_timelines_say_the_same(doctor, seed):
    dice = random.Random(seed)
    people(dice, doctor, range(12))
    loaded = door.columns(doctor, AS_OF)
    assert len(loaded) == 12
    assert_alike(loaded, from_timelines(doctor, loaded.ids))


def test_a_correction_reaches_the_columns(doctor):
    door.accept(said("A1", ("er", {"value": "positive"}, "2026-01-05")), doctor)
    (who,) = door.patients(doctor).items
    (kept,) = door.history(who.id, doctor)
    door.correct(kept.id, Fact("er", {"value": "negative"}, "2026-01-05"), doctor)
    loaded = door.columns(doctor, AS_OF)
    assert told(loaded.by_name["er"], 0)["codes"] == "negative"
    assert told(loaded.by_name["hr"], 0)["codes"] is None if "hr" in loaded.by_name else True


@pytest.mark.parametrize("seed", range(3))
def test_a_refresh_is_as_good_as_a_fresh_load(doctor, seed):
    dice = random.Random(seed)
    people(dice, doctor, range(8))
    held = door.columns(doctor, AS_OF)
    before = from_timelines(doctor, held.ids)
    people(dice, doctor, [2, 5, 99])
    fresh = door.columns(doctor, AS_OF)
    changed = [id for id in fresh.ids if id not in held.ids] + [held.ids[2], held.ids[5]]
    assert_alike(door.refresh(held, changed, doctor), fresh)
    assert_alike(held, before)


def test_columns_hold_only_what_the_viewer_may_see(doctor, stranger):
    people(random.Random(1), doctor, range(3))
    assert door.columns(stranger, AS_OF).ids == []
