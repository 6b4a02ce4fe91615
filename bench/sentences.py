"""A thousand trials: the real structured ones, with thresholds and windows varied as sponsors vary them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from paeonia.criteria.nodes import All, AnyOf, AtLeast, Bound, Compare, Event, Is, Node, Not, TimeTest, leaves
from paeonia.criteria.when import parts
from paeonia.knowledge.trials import trials
from paeonia.record.dates import Span

LEAVES = 18     # about as many criteria a trial as the registration trials state in structured fields


def thousand(count: int = 1000, seed: int = 7) -> list[Node]:
    """`count` sentences of about `LEAVES` leaves each, every one taken from a real trial and varied."""
    chance = random.Random(seed)
    real = [trial.eligibility for trial in trials().values()]
    return [_varied(_shortened(real[i % len(real)], chance), chance) for i in range(count)]


def mean_leaves(sentences: Sequence[Node]) -> float:
    """Leaves a sentence, repeats counted."""
    return sum(len(leaves(node)) for node in sentences) / len(sentences)


def _shortened(node: Node, chance: random.Random) -> Node:
    """Top-level criteria dropped at random until about `LEAVES` leaves remain."""
    kept = list(parts(node))
    while len(kept) > 1 and sum(len(leaves(part)) for part in kept) > LEAVES + 2:
        kept.pop(chance.randrange(len(kept)))
    return All(tuple(kept))


def _varied(node: Node, chance: random.Random) -> Node:
    if isinstance(node, (All, AnyOf)):
        return replace(node, of=tuple(_varied(child, chance) for child in node.of))
    if isinstance(node, AtLeast):
        return AtLeast(node.k, tuple(_varied(child, chance) for child in node.of))
    if isinstance(node, Not):
        return Not(_varied(node.of, chance))
    if isinstance(node, Compare):
        return replace(node, low=_moved(node.low, chance), high=_moved(node.high, chance),
                       window=_stretched(node.window, chance))
    if isinstance(node, Is):
        return replace(node, window=_stretched(node.window, chance))
    if isinstance(node, Event):
        return replace(node, times=tuple(
            replace(test, span=_stretched(test.span, chance)) if isinstance(test, TimeTest) else test
            for test in node.times))
    return node


def _moved(bound: Bound | None, chance: random.Random) -> Bound | None:
    if bound is None or chance.random() < 0.5:
        return bound
    return replace(bound, number=float(f"{bound.number * chance.choice([0.8, 0.9, 1.0, 1.1, 1.25]):.3g}"))


def _stretched(span: Span | None, chance: random.Random) -> Span | None:
    if span is None or chance.random() < 0.5:
        return span
    return Span(max(1, round(span.amount * chance.choice([0.5, 1, 1.5, 2]))), span.unit)
