"""Statements gathered patient by patient, so that each patient is kept whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from paeonia.record.facts import Fact, Identity, Review, Statement, Unread
from paeonia.record.problems import Problem

GATHERED = 100_000  # statements held in memory while one patient's may still be scattered over a source
TOGETHER = 2_000  # statements kept in one transaction, whole patients only


@dataclass(slots=True)
class Group:
    """All that one source says of one patient; `key` is what the source calls her, empty for nobody."""

    key: str
    identities: list[Identity] = field(default_factory=list)
    facts: list[tuple[Fact, str]] = field(default_factory=list)
    reviews: list[tuple[Review, str]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    wrong: list[tuple[Problem, Statement]] = field(default_factory=list)  # set aside by the dictionary check
    place: str = ""  # where she is first spoken of

    def add(self, said: Statement | Unread) -> None:
        """Put one statement where it belongs."""
        if isinstance(said, Statement) and (not self.place or isinstance(said.says, Identity)):
            self.place = said.place
        if isinstance(said, Unread):
            self.unread.append(said)
        elif isinstance(said.says, Fact):
            self.facts.append((said.says, said.place))
        elif isinstance(said.says, Review):
            self.reviews.append((said.says, said.place))
        else:
            self.identities.append(said.says)

    def __len__(self) -> int:
        return sum(map(len, (self.identities, self.facts, self.reviews, self.unread, self.wrong)))

    def first(self, variable: str) -> str:
        """The value of the first fact about `variable`, empty if there is none."""
        return next((str(fact.value) for fact, _ in self.facts if fact.variable == variable), "")


def batches(statements: Iterable[Statement | Unread]) -> Iterator[list[Group]]:
    """Whole patients, some thousand statements at a time.

    A source that scatters one patient over more than `GATHERED` statements yields her more than once.
    """
    gathered: dict[str, Group] = {}
    count = 0
    for said in statements:
        key = said.patient or ""
        if key not in gathered:
            gathered[key] = Group(key)
        gathered[key].add(said)
        # The piece of source kept with what was not understood weighs more than a fact.
        count += 1 + len(said.raw) // 400 if isinstance(said, Unread) else 1
        if count >= GATHERED:
            yield from _together(gathered.values())
            gathered, count = {}, 0
    yield from _together(gathered.values())


def _together(groups: Iterable[Group]) -> Iterator[list[Group]]:
    batch: list[Group] = []
    size = 0
    for group in groups:
        if batch and size + len(group) > TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(group)
        size += len(group)
    if batch:
        yield batch
