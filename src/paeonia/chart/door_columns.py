"""The way out for everybody: facts as columns, most of them read as fixed-width binary without opening a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import numpy as np
from django.db import connection
from numpy.typing import NDArray

from paeonia.criteria.columns import Column, Columns
from paeonia.record.dates import days
from paeonia.record.dictionary import Dictionary

from . import door_terms
from .columns_parts import Answers, Episodes, Scalars

Array = NDArray[Any]
_HEAD = 19  # bytes of PostgreSQL's binary COPY before the first row: signature, flags, extension length
_TOGETHER = 4096  # patients whose rows of one variable travel in one message
# Superseded rows are few: they are fetched apart and dropped here, because any join of six million rows with itself
# takes longer than reading them.
_STANDS = "NOT f.void AND f.first_day <= {as_of}"
_PLAIN = """
SELECT f.patient_id, f.variable_id, f.first_day, f.number, f.code, f.uln, f.id FROM chart_factrow f
WHERE f.plain AND f.start_first IS NULL AND {stands}{whom}
UNION ALL
SELECT f.patient_id, f.variable_id, f.first_day, f.number, f.code, 'NaN'::float8, 9223372036854775807 FROM chart_derivedrow f
WHERE f.first_day <= {as_of}{whom}
"""
_EVENTS = """
SELECT f.patient_id, f.variable_id, f.code, f.start_first, f.start_last, f.end_first, f.end_last, f.id
FROM chart_factrow f WHERE f.plain AND f.start_first <= {as_of} AND {stands}{whom}
"""
_REST = """
SELECT f.patient_id, f.variable_id, f.id, f.on_text, f.fields::text FROM chart_factrow f
WHERE NOT f.plain AND {stands}{whom}
"""
_REVIEWED = "SELECT f.patient_id, f.key, f.on_day FROM chart_reviewed f WHERE true{whom}"
_SCALAR = (
    ("patient", ">i8"),
    ("variable", ">i4"),
    ("day", ">i4"),
    ("number", ">f8"),
    ("code", ">i4"),
    ("uln", ">f8"),
    ("id", ">i8"),
)
_EVENT = (
    ("patient", ">i8"),
    ("variable", ">i4"),
    ("code", ">i4"),
    ("start_first", ">i4"),
    ("start_last", ">i4"),
    ("end_first", ">i4"),
    ("end_last", ">i4"),
    ("id", ">i8"),
)


def load(dictionary: Dictionary, as_of: int, patient_ids: Iterable[int] | None = None) -> Columns:
    """Everybody the database shows to the acting viewer, or some of them; call inside `acting`."""
    chosen = None if patient_ids is None else sorted(set(patient_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM chart_patient WHERE %s::bigint[] IS NULL OR id = ANY(%s) ORDER BY id",
            [chosen, chosen],
        )
        ids = np.array([row[0] for row in cursor], np.int64)
    return _Load(dictionary, as_of, ids, chosen).columns()


class _Load:
    def __init__(self, dictionary: Dictionary, as_of: int, ids: Array, chosen: list[int] | None) -> None:
        self.dictionary, self.as_of, self.ids = dictionary, int(as_of), ids
        self.word = door_terms.texts()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT supersedes_id FROM chart_factrow WHERE supersedes_id IS NOT NULL ORDER BY 1"
            )
            self.gone = np.array([row[0] for row in cursor], np.int64)
        # Numbers from our own query, never text from outside: COPY takes no parameters.
        self.whom = (
            "" if chosen is None else f" AND f.patient_id IN ({', '.join(map(str, map(int, chosen))) or '0'})"
        )

    def columns(self) -> Columns:
        with ThreadPoolExecutor(1) as beside:
            # Opening documents keeps this processor busy while the server gathers the plain rows.
            opening = beside.submit(self._documents, self._rows(_REST))
            scalars: dict[str, Scalars] = defaultdict(Scalars)
            events: dict[str, Episodes] = defaultdict(Episodes)
            self._plain(scalars)
            self._events(events)
            told, happened, answers = opening.result()
        for name in told:
            scalars[name].told = told[name].told
        for name in happened:
            events[name].told = happened[name].told
        n = len(self.ids)
        made: dict[str, Column] = {}
        for name in list(scalars):
            made[name] = scalars.pop(name).column(n, self.dictionary[name], self.word)
        for name, found in events.items():
            made[name] = found.column(n, self.dictionary[name], self.word)
        return Columns(self.ids.tolist(), self.as_of, made, answers.columns(n), self._reviewed())

    def _plain(self, scalars: dict[str, Scalars]) -> None:
        for piece in self._pieces(_PLAIN, _SCALAR):
            for name, rows in self._by_variable(piece):
                if self.dictionary[name].kind != "event":
                    scalars[name].add(
                        self._place(rows["patient"]),
                        rows["day"],
                        rows["id"],
                        rows["number"],
                        rows["code"],
                        rows["uln"],
                    )

    def _events(self, events: dict[str, Episodes]) -> None:
        for piece in self._pieces(_EVENTS, _EVENT):
            for name, rows in self._by_variable(piece):
                if self.dictionary[name].kind == "event":
                    moments = [rows[part] for part in ("start_first", "start_last", "end_first", "end_last")]
                    events[name].add(self._place(rows["patient"]), rows["code"], moments)

    def _documents(self, rows: list[tuple[Any, ...]]) -> tuple[dict[str, Scalars], dict[str, Episodes], Answers]:
        """What rows say that are more than plain; runs in a thread of its own and touches nothing that others write."""
        scalars: dict[str, Scalars] = defaultdict(Scalars)
        events: dict[str, Episodes] = defaultdict(Episodes)
        answers = Answers()
        decode = msgspec.json.Decoder(dict[str, Any]).decode
        gone = set(self.gone.tolist())
        place_of = {patient: place for place, patient in enumerate(self.ids.tolist())}
        for patient, variable, row, on_text, fields in rows:
            if row in gone:
                continue
            name, told = self.word[variable], decode(fields)
            place = place_of[patient]
            if name == "ask":
                answers.add(place, row, on_text, told)
            elif name in self.dictionary:
                kind = self.dictionary[name]
                if kind.kind == "event":
                    events[name].tell(place, kind, on_text, told, self.as_of)
                else:
                    scalars[name].tell(place, row, kind, on_text, told)
        return scalars, events, answers

    def _reviewed(self) -> dict[str, Array]:
        from paeonia.criteria.build import review_days

        gathered: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for patient, key, day in self._rows(_REVIEWED):
            patients, on = gathered[key]
            patients.append(patient)
            on.append(days(day).first)
        return {
            key: review_days(len(self.ids), self._place(np.array(patients)), np.array(on))
            for key, (patients, on) in gathered.items()
        }

    def _place(self, patients: Array) -> Array:
        return np.searchsorted(self.ids, patients).astype(np.int32)

    def _by_variable(self, piece: Array) -> Iterator[tuple[str, Array]]:
        if len(self.gone):
            piece = piece[~np.isin(piece["id"], self.gone)]
        if not len(piece):
            return
        order = np.argsort(piece["variable"], kind="stable")
        piece = piece[order]
        numbers, starts = np.unique(piece["variable"], return_index=True)
        for number, rows in zip(numbers.tolist(), np.split(piece, starts[1:]), strict=True):
            if self.word[number] in self.dictionary:
                yield self.word[number], rows

    def _sql(self, query: str) -> str:
        query = query.replace("{stands}", _STANDS).replace("{whom}", self.whom)
        return query.replace("{as_of}", str(self.as_of))

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql(query))
            return cursor.fetchall()

    def _pieces(self, query: str, fields: tuple[tuple[str, str], ...]) -> Iterator[Array]:
        """Rows as structured arrays, gathered by the server some thousand to a message.

        One message a row would cost more than everything else together.
        """
        names = [name for name, _ in fields if name != "variable"]
        gathered = ", ".join(f"array_agg(f.{name})" for name in names)
        columns = ", ".join(name for name, _ in fields)
        sql = (
            f"SELECT f.variable, {gathered} FROM ({self._sql(query)}) f ({columns})"  # noqa: S608  our own constants
            f" GROUP BY f.variable, f.patient / {_TOGETHER}"
        )
        kinds = dict(fields)
        native = np.dtype([(name, kind[1:]) for name, kind in fields])
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '256MB'")
            with cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT binary)") as copy:
                head = _HEAD
                for data in copy:
                    message = bytes(data)[head:]
                    head = 0
                    if len(message) > 2:  # the last message is a mark of two bytes
                        yield _opened(message, names, kinds, native)


def _opened(message: bytes, names: list[str], kinds: dict[str, str], native: np.dtype[Any]) -> Array:
    """One row of binary COPY: the variable, then arrays of equal length without nulls."""
    at, made = 2 + 4 + 4, None  # count of fields, length of the variable, the variable
    for name in names:
        count = int.from_bytes(
            message[at + 16 : at + 20]
        )  # after length, dimensions, null flag and element type
        wire = np.dtype([("length", ">i4"), ("value", kinds[name])])
        if made is None:
            made = np.empty(count, native)
            made["variable"] = int.from_bytes(message[6:10])
        made[name] = np.frombuffer(message, wire, count, at + 24)["value"]
        at += 24 + count * wire.itemsize
    assert made is not None
    return made
