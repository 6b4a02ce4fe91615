"""Things said about patients, for the tests of the chart."""

from paeonia.record.facts import Fact, Identity, Review, Statement


def said(mrn, *facts, family="王", given="丽华", numbers=(), reviews=()):
    """Statements about one patient: her identity, then facts as (variable, fields, on)."""
    yield Statement(mrn, Identity(mrn, family, given, "", tuple(numbers)), "a:1")
    for variable, fields, on in facts:
        yield Statement(mrn, Fact(variable, fields, on, "clinic letter"), f"a:{variable}")
    for key, on in reviews:
        yield Statement(mrn, Review(key, on), "a:r")


FULL = (
    ("birth_date", {"value": "1968-03-02"}, None),
    ("sex", {"value": "female"}, None),
    ("er", {"value": "positive"}, "2026-01-05"),
    ("pr", {"value": "negative"}, "2026-01-05"),
    ("lvef", {"value": 0.62, "unit": "1"}, "2026-11-01"),
    ("alt", {"value": 30, "unit": "U/L", "uln": 40}, "2026-11"),
    ("therapy", {"drug": "palbociclib", "line": 1, "start": "2026-02-01"}, "2026-02-01"),
)
