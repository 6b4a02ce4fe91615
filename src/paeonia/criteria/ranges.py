"""The closed range that the two ends of a criterion mean, the same for both engines."""

from __future__ import annotations

from paeonia.criteria.nodes import Bound

SLACK = 1e-9    # two units of one amount differ in the last bits; this share of a threshold counts as equal


def lower(bound: Bound | None) -> float:
    """The least number that passes a lower end; `SLACK` moves an open end in and a closed end out."""
    if bound is None:
        return float("-inf")
    slack = SLACK * abs(bound.number) or 1e-300
    return bound.number - slack if bound.inclusive else bound.number + slack


def upper(bound: Bound | None) -> float:
    """The greatest number that passes an upper end."""
    if bound is None:
        return float("inf")
    slack = SLACK * abs(bound.number) or 1e-300
    return bound.number + slack if bound.inclusive else bound.number - slack
