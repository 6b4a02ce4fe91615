"""The nodes of a sentence: frozen, comparable and hashable, so that equal criteria of many trials are one.

A node already knows what the dictionary says (which codes answer yes, canonical thresholds); an engine needs only facts.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from paeonia.record.dates import Span


@dataclass(frozen=True)
class All:
    """Every one holds; of nothing it is yes."""

    of: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    """One at least holds; of nothing it is no."""

    of: tuple[Node, ...]


@dataclass(frozen=True)
class AtLeast:
    """`k` at least of them hold; the same sentence twice counts twice."""

    k: int
    of: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """It does not hold; an unknown stays unknown."""

    of: Node


@dataclass(frozen=True)
class Bound:
    """One end of a range, in canonical units or in multiples of the laboratory's upper limit of normal."""

    number: float
    inclusive: bool = True
    times_uln: bool = False


@dataclass(frozen=True)
class Is:
    """The latest value is one of some codes; `yes` and `maybe` are what the codelist makes of them."""

    variable: str
    values: tuple[str, ...]
    yes: frozenset[str] = dataclasses.field(compare=False, hash=False, repr=False)
    maybe: frozenset[str] = dataclasses.field(compare=False, hash=False, repr=False)
    window: Span | None = None


@dataclass(frozen=True)
class Compare:
    """The latest number lies in a range; older than `window` it is unknown."""

    variable: str
    low: Bound | None
    high: Bound | None
    window: Span | None = None


@dataclass(frozen=True)
class Aged:
    """Completed age: at least `low`, below `high`, both in months."""

    low: int | None
    high: int | None


@dataclass(frozen=True)
class Since:
    """A date on record lies within a span before the reference day, or (`longer`) further back."""

    variable: str
    span: Span
    longer: bool = False


@dataclass(frozen=True)
class CodeTest:
    """A field of an event is one of some codes (`negated`: is none of them)."""

    field: str
    values: tuple[str, ...]
    yes: frozenset[str] = dataclasses.field(compare=False, hash=False, repr=False)
    maybe: frozenset[str] = dataclasses.field(compare=False, hash=False, repr=False)
    negated: bool = False

    @cached_property
    def possible(self) -> frozenset[str | None]:
        """Codes that do not answer no; None, a missing code, is one of them."""
        return self.yes | self.maybe | {None}


@dataclass(frozen=True)
class NumberTest:
    """A numeric field of an event lies in a range."""

    field: str
    low: Bound | None
    high: Bound | None


@dataclass(frozen=True)
class TimeTest:
    """When an event started or ended, or how long it lasted. `ended within`: goes on, or stopped no longer ago."""

    what: Literal["started", "ended", "lasted"]
    span: Span
    longer: bool = False        # further back than the span; for `lasted`: at least this long
    inclusive: bool = True      # only for `lasted`


@dataclass(frozen=True)
class Ongoing:
    """The event is still going on (`yes`) or has ended."""

    yes: bool = True


@dataclass(frozen=True)
class Count:
    """How many: distinct `lines`, or entries (`times`)."""

    of: Literal["lines", "times"]
    low: int
    high: int | None


@dataclass(frozen=True)
class Event:
    """There is an episode that passes every test, or (`count`) a number of them."""

    variable: str
    tests: tuple[CodeTest | NumberTest, ...] = ()
    times: tuple[TimeTest | Ongoing, ...] = ()
    count: Count | None = None


@dataclass(frozen=True)
class Ask:
    """A question that a person answers; unknown until then. The English text is its identity."""

    en: str
    zh: str = dataclasses.field(compare=False)


Leaf = Is | Compare | Aged | Since | Event | Ask
Node = All | AnyOf | AtLeast | Not | Is | Compare | Aged | Since | Event | Ask


def children(node: Node) -> tuple[Node, ...]:
    """The sentences inside a sentence; none for a leaf."""
    if isinstance(node, Not):
        return (node.of,)
    return node.of if isinstance(node, (All, AnyOf, AtLeast)) else ()


def leaves(node: Node) -> list[Leaf]:
    """Every leaf, left to right, repeated where it is repeated."""
    if isinstance(node, (All, AnyOf, AtLeast, Not)):
        return [leaf for child in children(node) for leaf in leaves(child)]
    return [node]


def variable_of(leaf: Leaf) -> str:
    """The dictionary variable a leaf reads; `age` reads the birth date, a question reads itself."""
    if isinstance(leaf, Aged):
        return "birth_date"
    return f"ask: {leaf.en}" if isinstance(leaf, Ask) else leaf.variable
