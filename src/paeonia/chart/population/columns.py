"""A draw as columns for the population engine, without a database: recorded and derived facts of everybody."""

from __future__ import annotations

import numpy as np

from paeonia.criteria.build import review_days
from paeonia.criteria.columns import Columns
from paeonia.record.dictionary import Dictionary

from .derived import derive
from .latest import episodes, scalar
from .world import World


def columns(w: World, dictionary: Dictionary, as_of: int | None = None) -> Columns:
    """Everybody's latest facts on the day of the draw, or asked on a later day; ids are positions in the draw."""
    tables = derive(w.tables, dictionary)
    made = Columns(range(w.n), tables.as_of)  # type: ignore[arg-type]  # a million positions need no list
    for variable in dictionary.variables.values():
        column = (
            episodes(tables, variable, tables.as_of)
            if variable.kind == "event"
            else scalar(tables, variable, tables.as_of)
        )
        if column is not None:
            made.by_name[variable.id] = column
    for key, written in tables.reviews.items():
        made.reviewed[key] = review_days(
            w.n, np.concatenate([p for p, _ in written]), np.concatenate([d for _, d in written])
        )
    return made.at(as_of) if as_of is not None else made
