"""Free places for so many tubes under all restrictions, found in one statement however many boxes there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from .groups import kinds_over

# ruff: noqa: S608 - no name in these statements comes from outside
LAPSED = "p.state = 'reserved' AND p.until < now()"
# Which place is filled next: seen from the corner at which filling begins, row by row or column by column.
TURN = """
CASE WHEN b."order" LIKE '%%\\_up\\_%%' THEN b.rows + 1 - r ELSE r END AS tr,
CASE WHEN b."order" LIKE '%%left' THEN b.columns + 1 - c ELSE c END AS tc
"""
FIND = f"""
WITH RECURSIVE tree AS (
    SELECT id, name::text AS path, ARRAY[id] AS line, holds, rows, columns, "order", taken, kinds, protocols, temperature
        FROM bankstore_container
        WHERE parent_id IS NULL AND hospital_id = %(hospital)s AND NOT archived AND NOT resting
    UNION ALL
    SELECT c.id, t.path || ' › ' || c.name, t.line || c.id, c.holds, c.rows, c.columns, c."order", c.taken,
        CASE WHEN cardinality(c.kinds) > 0 THEN c.kinds ELSE t.kinds END,
        CASE WHEN cardinality(c.protocols) > 0 THEN c.protocols ELSE t.protocols END,
        COALESCE(c.temperature, t.temperature)
        FROM bankstore_container c JOIN tree t ON c.parent_id = t.id WHERE NOT c.archived AND NOT c.resting
), lapsed AS (
    SELECT container_id, count(*) AS many FROM bankstore_place p WHERE {LAPSED} GROUP BY 1
), spoken AS (
    SELECT * FROM unnest(%(boxes)s::bigint[], %(rows)s::int[], %(columns)s::int[]) AS s (box, sr, sc)
), box AS (
    SELECT t.*, t.rows * t.columns - t.taken + COALESCE(l.many, 0)
            - (SELECT count(*) FROM spoken s WHERE s.box = t.id) AS free
        FROM tree t LEFT JOIN lapsed l ON l.container_id = t.id
        WHERE t.holds = 'specimens' AND t.rows IS NOT NULL
        AND (cardinality(t.kinds) = 0 OR t.kinds && %(kinds)s::varchar[])
        AND (cardinality(t.protocols) = 0 OR t.protocols @> ARRAY[%(protocol)s]::bigint[])
        AND (%(coldest)s::numeric IS NULL OR t.temperature BETWEEN %(coldest)s AND %(warmest)s)
        AND (%(within)s::bigint IS NULL OR %(within)s = ANY(t.line)) AND NOT t.line && %(without)s::bigint[]
), ranked AS (
    SELECT box.*, row_number() OVER turn AS turn, sum(free) OVER turn AS upto FROM box WHERE free > 0
        WINDOW turn AS (ORDER BY CASE WHEN %(roomy)s THEN -free END, taken = 0, id)
), chosen AS (
    SELECT * FROM ranked WHERE upto - free < %(wanted)s
)
SELECT b.id, b.path, b.temperature, f.r, f.c FROM chosen b CROSS JOIN LATERAL (
    SELECT r, c, CASE WHEN b."order" LIKE 'across%%' THEN (tr - 1) * b.columns + tc ELSE (tc - 1) * b.rows + tr END AS nth
    -- one series and not two crossed: of two the planner expects a million rows, and hashes them for every box
    FROM (SELECT r, c, {TURN} FROM (
            SELECT n / b.columns + 1 AS r, n %% b.columns + 1 AS c FROM generate_series(0, b.rows * b.columns - 1) n) cell
        WHERE NOT EXISTS (SELECT 1 FROM bankstore_place p WHERE p.container_id = b.id AND p.row = cell.r
            AND p.column = cell.c AND NOT ({LAPSED}))
        AND NOT EXISTS (SELECT 1 FROM spoken s WHERE s.box = b.id AND s.sr = cell.r AND s.sc = cell.c)) turned
) f ORDER BY b.turn, f.nth LIMIT %(wanted)s
"""


@dataclass(frozen=True)
class Free:
    """A place nothing lies in, with the path and temperature of its box."""

    box: int
    path: str
    temperature: Decimal | None
    row: int
    column: int


def free_places(hospital_id: int, wanted: int, kind: str, protocol_id: int | None, *, within: int | None = None,
                without: Iterable[int] = (), between: tuple[Decimal, Decimal] | None = None, roomy: bool = False,
                spoken: Iterable[tuple[int, int, int]] = ()) -> list[Free]:
    """Up to `wanted` places that admit such a tube: in boxes already begun before empty ones, in their order of filling.

    `within` and `without` are containers, `between` two temperatures, `spoken` places (box, row, column) already
    promised; `roomy` begins with the emptiest box. Fewer come back where there are no more.
    """
    promised = list(spoken)
    with connection.cursor() as cursor:
        cursor.execute(FIND, {
            "hospital": hospital_id, "wanted": wanted, "kinds": kinds_over(kind), "protocol": protocol_id, "within": within,
            "without": list(without), "coldest": between[0] if between else None, "warmest": between[1] if between else None,
            "roomy": roomy, "boxes": [one[0] for one in promised], "rows": [one[1] for one in promised],
            "columns": [one[2] for one in promised]})
        return [Free(*row) for row in cursor.fetchall()]
