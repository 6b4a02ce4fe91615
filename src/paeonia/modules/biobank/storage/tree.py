"""What a container gets from those above it: who may lie in it, its temperature, its path. One statement for many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

# ruff: noqa: S608 - no name in these statements comes from outside
UP = """
WITH RECURSIVE up AS (
    SELECT c.id AS leaf, 0 AS depth, c.id, c.parent_id, c.name, c.kinds, c.protocols, c.temperature, c.resting, c.archived
        FROM bankstore_container c WHERE c.id = ANY(%s)
    UNION ALL
    SELECT up.leaf, up.depth + 1, p.id, p.parent_id, p.name, p.kinds, p.protocols, p.temperature, p.resting, p.archived
        FROM up JOIN bankstore_container p ON p.id = up.parent_id
)
SELECT leaf, id, name, kinds, protocols, temperature, resting, archived FROM up ORDER BY leaf, depth
"""


@dataclass(frozen=True)
class Ruled:
    """A container with everything that holds for it; `line` is its path of (id, name) from the top."""

    id: int
    line: tuple[tuple[int, str], ...]
    kinds: tuple[str, ...] = ()
    protocols: tuple[int, ...] = ()
    temperature: Decimal | None = None
    unit: int = 0
    resting: str = ""       # the name of the one that takes nothing new

    @property
    def path(self) -> str:
        """The path as one line of text."""
        return " › ".join(name for _, name in self.line)


def ruled(ids: Iterable[int]) -> dict[int, Ruled]:
    """What holds for some containers; one that this viewer does not see is left out."""
    wanted = list(set(ids))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(UP, [wanted])
        rows = cursor.fetchall()
    lines: dict[int, list[tuple]] = {}
    for leaf, *row in rows:
        lines.setdefault(leaf, []).append(tuple(row))
    return {leaf: _folded(leaf, line) for leaf, line in lines.items()}


def _folded(leaf: int, line: list[tuple]) -> Ruled:
    """From the container upwards, the first that says something counts."""
    kinds = next((tuple(kinds) for _, _, kinds, *_ in line if kinds), ())
    protocols = next((tuple(one[3]) for one in line if one[3]), ())
    unit, temperature = next(((one[0], one[4]) for one in line if one[4] is not None), (leaf, None))
    resting = next((one[1] for one in line if one[5]), "")
    return Ruled(leaf, tuple((one[0], one[1]) for one in reversed(line)), kinds, protocols, temperature, unit, resting)
