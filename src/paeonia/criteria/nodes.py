"""The nodes of a sentence: frozen, comparable and hashable, so that equal criteria of many trials are one.

A node already knows what the dictionary says (which codes answer yes, canonical thresholds); an engine needs only facts.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar, dataclass_transform

from paeonia.record.dates import Span

Made = TypeVar("Made")
HASH = "_hash"


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def node(cls: type[Made]) -> type[Made]:
    """A frozen dataclass whose hash is worked out once: criteria are looked up far more often than they are made."""
    made: Any = dataclass(frozen=True)(cls)
    deep = made.__hash__

    def kept(self: Any) -> int:
        here: dict[str, Any] = self.__dict__
        if HASH not in here:
            here[HASH] = deep(self)
        said: int = here[HASH]
        return said

    def state(self: Any) -> dict[str, Any]:
        # Another process hashes texts otherwise.
        return {name: value for name, value in self.__dict__.items() if name != HASH}

    made.__hash__, made.__getstate__ = kept, state
    return cls


@node
class All:
    """Every one holds; of nothing it is yes."""

    of: tuple[Node, ...]


@node
class AnyOf:
    """One at least holds; of nothing it is no."""

    of: tuple[Node, ...]


@node
class AtLeast:
    """`k` at least of them hold; the same sentence twice counts twice."""

    k: int
    of: tuple[Node, ...]


@node
class Not:
    """It does not hold; an unknown stays unknown."""

    of: Node


@node
class Bound:
    """One end of a range, in canonical units or in multiples of the laboratory's upper limit of normal."""

    number: float
    inclusive: bool = True
    times_uln: bool = False


@node
class Is:
    """The latest value is one of some codes; `yes` and `maybe` are what the codelist makes of them."""

    variable: str
    values: tuple[str, ...]
    yes: frozenset[str] = dataclasses.field(compare=False, hash=False, repr=False)
    maybe: frozenset[str] = dataclasses.field(compare=False, hash=False, repr=False)
    window: Span | None = None


@node
class Compare:
    """The latest number lies in a range; older than `window` it is unknown."""

    variable: str
    low: Bound | None
    high: Bound | None
    window: Span | None = None


@node
class Aged:
    """Completed age: at least `low`, below `high`, both in months."""

    low: int | None
    high: int | None


@node
class Since:
    """A date on record lies within a span before the reference day, or (`longer`) further back."""

    variable: str
    span: Span
    longer: bool = False


@node
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


@node
class NumberTest:
    """A numeric field of an event lies in a range."""

    field: str
    low: Bound | None
    high: Bound | None


@node
class TimeTest:
    """When an event started or ended, or how long it lasted. `ended within`: goes on, or stopped no longer ago."""

    what: Literal["started", "ended", "lasted"]
    span: Span
    longer: bool = False        # further back than the span; for `lasted`: at least this long
    inclusive: bool = True      # only for `lasted`


@node
class Ongoing:
    """The event is still going on (`yes`) or has ended."""

    yes: bool = True


@node
class Count:
    """How many: distinct `lines`, or entries (`times`)."""

    of: Literal["lines", "times"]
    low: int
    high: int | None


@node
class Event:
    """There is an episode that passes every test, or (`count`) a number of them."""

    variable: str
    tests: tuple[CodeTest | NumberTest, ...] = ()
    times: tuple[TimeTest | Ongoing, ...] = ()
    count: Count | None = None


@node
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
