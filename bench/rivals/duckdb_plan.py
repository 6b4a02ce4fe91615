"""DuckDB: the same staged leaves, sentences as three-valued SQL in batches of 50 trials."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from paeonia.criteria.nodes import All, AnyOf, AtLeast, Leaf, Node, Not

BATCH = 50


class DuckDB:
    """The sentences as SQL over leaf columns; making the text is not timed."""

    batch, version = BATCH, duckdb.__version__

    def __init__(self, sentences: Sequence[Node], columns: dict[Leaf, str], threads: int = 2) -> None:
        self.columns = columns
        said = [f'{self._said(node)} AS "trial {i}"' for i, node in enumerate(sentences)]
        self.queries = [f"SELECT patient, {', '.join(said[i:i + BATCH])} FROM leaves" for i in range(0, len(said), BATCH)]
        self.link = duckdb.connect(config={"threads": threads})

    def load(self, staged: pl.DataFrame) -> None:
        """Take the leaves into a table of its own, which it scans faster than Arrow."""
        self.link.register("given", staged.to_arrow())
        self.link.execute("CREATE OR REPLACE TABLE leaves AS SELECT * FROM given")

    def ask(self) -> list[pl.DataFrame]:
        """Every sentence of every patient; rows come in any order and carry the patient."""
        return [pl.from_arrow(self.link.sql(query).to_arrow_table()) for query in self.queries]

    def _said(self, node: Node) -> str:
        if isinstance(node, Not):
            return f"(NOT {self._said(node.of)})"
        if isinstance(node, All):
            return "(" + " AND ".join([self._said(child) for child in node.of] or ["true"]) + ")"
        if isinstance(node, AnyOf):
            return "(" + " OR ".join([self._said(child) for child in node.of] or ["false"]) + ")"
        if isinstance(node, AtLeast):
            return self._at_least(node.k, [self._said(child) for child in node.of])
        return f'"{self.columns[node]}"'

    @staticmethod
    def _at_least(k: int, said: list[str]) -> str:
        if k <= 0 or k > len(said):
            return "true" if k <= 0 else "false"
        sure = " + ".join(f"coalesce({one}, false)::UTINYINT" for one in said)
        possible = " + ".join(f"coalesce({one}, true)::UTINYINT" for one in said)
        return f"(CASE WHEN {sure} >= {k} THEN true WHEN {possible} < {k} THEN false END)"


def answers(frame: pl.DataFrame, name: str) -> NDArray[np.uint8]:
    """One trial's column as 0 no, 1 unknown, 2 yes, in the order of its rows."""
    return (frame[name].cast(pl.UInt8) * 2).fill_null(1).to_numpy()
