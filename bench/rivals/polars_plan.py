"""Polars: leaves staged as nullable booleans, then sentences as Kleene expressions over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import polars as pl

from bench.rivals.events import Rows, answer
from bench.rivals.frames import Frames
from bench.rivals.leaves import leaf
from paeonia.criteria.nodes import All, AnyOf, AtLeast, Event, Leaf, Node, Not, leaves


class Polars:
    """The sentences made ready to be asked of frames; building expressions is not timed."""

    def __init__(self, sentences: Sequence[Node], data: Frames) -> None:
        self.data = data
        self.columns: dict[Leaf, str] = {}
        for sentence in sentences:
            for one in leaves(sentence):
                self.columns.setdefault(one, f"leaf {len(self.columns)}")
        by_event: dict[str, list[tuple[str, Event]]] = defaultdict(list)
        for one, column in self.columns.items():
            if isinstance(one, Event):
                by_event[one.variable].append((column, one))
        self.rows = [Rows(name, asked, data) for name, asked in by_event.items()]
        self.stage_expressions = [
            (answer(column, one, data) if isinstance(one, Event) else leaf(one, data)).alias(column)
            for one, column in self.columns.items()]
        self.expressions = [self._said(node).alias(f"trial {i}") for i, node in enumerate(sentences)]

    def stages(self) -> dict[str, Callable[[], pl.DataFrame]]:
        """Ways to stage the leaves: all as nullable booleans, one row a patient."""
        return {"events grouped": lambda: self._staged(Rows.grouped),
                "events scattered": lambda: self._staged(Rows.scattered)}

    def _staged(self, way: Callable[[Rows], pl.DataFrame | None]) -> pl.DataFrame:
        wide = self.data.people
        for rows in self.rows:
            found = way(rows)
            if found is not None and found.height == wide.height:
                wide = wide.hstack(found.drop("patient"))
            elif found is not None:
                wide = wide.join(found, on="patient", how="left", maintain_order="left")
        return wide.lazy().select("patient", *self.stage_expressions).collect()

    def variants(self) -> dict[str, Callable[[pl.DataFrame], pl.DataFrame]]:
        """Ways to ask the sentences of staged leaves."""
        return {
            "one eager select": lambda staged: staged.select(self.expressions),
            "one lazy select": lambda staged: staged.lazy().select(self.expressions).collect(),
            "lazy selects of 50": self._batches,
        }

    def _batches(self, staged: pl.DataFrame) -> pl.DataFrame:
        pieces = [staged.lazy().select(self.expressions[i:i + 50]) for i in range(0, len(self.expressions), 50)]
        return pl.concat(pl.collect_all(pieces), how="horizontal")

    def _said(self, node: Node) -> pl.Expr:
        if isinstance(node, Not):
            return ~self._said(node.of)
        if isinstance(node, All):
            return pl.all_horizontal([self._said(child) for child in node.of]) if node.of else pl.lit(True)
        if isinstance(node, AnyOf):
            return pl.any_horizontal([self._said(child) for child in node.of]) if node.of else pl.lit(False)
        if isinstance(node, AtLeast):
            return self._at_least(node.k, [self._said(child) for child in node.of])
        return pl.col(self.columns[node])

    @staticmethod
    def _at_least(k: int, said: list[pl.Expr]) -> pl.Expr:
        if k <= 0 or k > len(said):
            return pl.lit(k <= 0)
        sure = pl.sum_horizontal([one.fill_null(False).cast(pl.UInt8) for one in said])
        possible = pl.sum_horizontal([one.fill_null(True).cast(pl.UInt8) for one in said])
        return pl.when(sure >= k).then(pl.lit(True)).when(possible < k).then(pl.lit(False))
