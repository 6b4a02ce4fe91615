"""A hundred thousand invented patients into the benchmark's database.

The door checks, recognises and derives patient by patient, which takes an hour for so many. The benchmark measures
reading, so it copies rows of the very shape that the door writes (its own `rows.row`), with triggers at rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import psycopg
from django.db import connections
from rich.progress import Progress

from bench.home import HOME, HOSPITAL, SEED
from paeonia.chart import names
from paeonia.chart.population.derived import derive
from paeonia.chart.population.draw import draw
from paeonia.chart.population.statements import spoken, statements
from paeonia.chart.population.tables import Tables
from paeonia.chart.population.world import World
from paeonia.chart.rows import Row, row
from paeonia.knowledge.dictionary import dictionary
from paeonia.people.models import Hospital
from paeonia.record.dates import days
from paeonia.record.facts import Fact, Identity, Review, Statement

SLICE = 5_000
FACT = ("id", "patient_id", "hospital_id", "variable_id", "code", "first_day", "last_day", "number", "uln", "plain",
        "void", "on_text", "fields", "source", "place", "recorded_at", "digest",
        "start_first", "start_last", "end_first", "end_last")
PATIENT = ("id", "hospital_id", "mrn", "family_name", "given_name", "latin_name", "sort_key", "phone", "birth_date", "sex",
           "derived_by", "created_at")
WORD = ("patient_id", "hospital_id", "word")
DERIVED = ("patient_id", "hospital_id", "variable_id", "code", "first_day", "number", "source")
REVIEWED = ("patient_id", "hospital_id", "key", "on_day", "source", "recorded_at")
KEPT = ("chart_patient", "chart_patientword", "chart_factrow", "chart_derivedrow", "chart_reviewed")
NOW = datetime.now(UTC)


class Copying:
    """One load: numbers for rows and words, and the lines that go to each table."""

    def __init__(self, link: psycopg.Connection, hospital: int) -> None:
        self.link, self.hospital = link, hospital
        self.fact_ids = count(1)
        self.terms: dict[str, int] = {}
        self.words = dictionary()
        self.encode = msgspec.json.Encoder().encode

    def term(self, text: str) -> int:
        """The number of a variable or code."""
        return self.terms.setdefault(text, len(self.terms) + 1)

    def patients(self, people: list[tuple[int, list[Statement]]]) -> None:
        """Write some patients with everything said about them."""
        self._copy("chart_patient", PATIENT, [self._patient(pk, said) for pk, said in people])
        self._copy("chart_patientword", WORD, [line for pk, said in people for line in self._found_by(pk, said)])
        self._copy("chart_factrow", FACT, [line for pk, said in people for line in self._facts(pk, said)])
        self._copy("chart_reviewed", REVIEWED, [
            (pk, self.hospital, key, on, "", NOW) for pk, said in people
            for key, on in dict.fromkeys((s.says.key, s.says.on) for s in said if isinstance(s.says, Review))])

    def derived(self, facts: dict[int, list[Fact]]) -> None:
        """Write what follows from the facts, by patient id."""
        lines = []
        for pk, found in facts.items():
            for fact in found:
                coded = isinstance(fact.value, str)
                lines.append((pk, self.hospital, self.term(fact.variable), self.term(fact.value) if coded else 0,
                              days(fact.on or "").first, float("nan") if coded else float(fact.value), "derived: bench"))
        self._copy("chart_derivedrow", DERIVED, lines)

    def finish(self) -> None:
        """Write the words and set the counters of rows behind the last one."""
        self._copy("chart_term", ("id", "text"), [(number, text) for text, number in self.terms.items()])
        for table in (*KEPT, "chart_term"):
            self.link.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")

    def _patient(self, pk: int, said: list[Statement]) -> tuple[Any, ...]:
        who = _identity(said)
        first = {s.says.variable: str(s.says.value) for s in reversed(said) if isinstance(s.says, Fact)}
        return (pk, self.hospital, who.mrn, who.family_name, who.given_name, names.latin(who.family_name, who.given_name),
                names.sort_key(who.family_name, who.given_name), "", first.get("birth_date", ""), first.get("sex", ""),
                self.words.version, NOW)

    def _found_by(self, pk: int, said: list[Statement]) -> Iterator[tuple[Any, ...]]:
        who = _identity(said)
        latin = names.latin(who.family_name, who.given_name)
        for word in names.words(who.family_name, who.given_name, who.mrn, "", latin):
            yield pk, self.hospital, word

    def _facts(self, pk: int, said: list[Statement]) -> Iterator[tuple[Any, ...]]:
        rows: dict[str, Row] = {}
        for statement in said:
            if isinstance(statement.says, Fact):
                laid = row(statement.says, self.words.variables.get(statement.says.variable))
                rows[laid.digest] = laid
        for laid in rows.values():
            yield (next(self.fact_ids), pk, self.hospital, self.term(laid.term), self.term(laid.code) if laid.code else 0,
                   laid.first_day, laid.last_day, _or_nan(laid.number), _or_nan(laid.uln), laid.plain, False, laid.on_text,
                   self.encode(laid.fields).decode(), laid.source, laid.place, NOW, laid.digest, laid.start_first,
                   laid.start_last, laid.end_first, laid.end_last)

    def _copy(self, table: str, columns: tuple[str, ...], lines: list[tuple[Any, ...]]) -> None:
        with (self.link.cursor() as cursor,
              cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy):
            for line in lines:
                copy.write_row(line)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _identity(said: list[Statement]) -> Identity:
    return next(s.says for s in said if isinstance(s.says, Identity))


def load(patients: int) -> None:
    """Fill an empty chart with `patients` people; afterwards the folder says how many there are."""
    from django.utils import timezone

    settings = connections["owner"].settings_dict
    world = draw(patients, SEED, timezone.localdate().toordinal())
    hospital = Hospital.objects.get(code=HOSPITAL).pk
    place = {"host": settings["HOST"], "dbname": settings["NAME"], "user": "postgres"}
    (HOME / "patients").unlink(missing_ok=True)
    with psycopg.connect(**place) as link, Progress(transient=True) as bar:
        # The administrator's session, so that triggers, row security and foreign keys wait outside.
        link.execute("SET session_replication_role = replica")
        link.execute(f"TRUNCATE {', '.join((*KEPT, 'chart_term'))} CASCADE")
        copying = Copying(link, hospital)
        task = bar.add_task(f"{patients:,} invented patients, then what follows from their facts", total=2 * patients)
        for first in range(0, patients, SLICE):
            copying.patients(list(_slice(world, first, min(first + SLICE, patients))))
            bar.advance(task, SLICE)
        _derived(copying, world, lambda: bar.advance(task, SLICE))
        copying.finish()
    with psycopg.connect(**place, autocommit=True) as link:
        link.execute("VACUUM ANALYZE")
    (HOME / "patients").write_text(f"{patients} {shape()}")


def shape() -> str:
    """What tables and rows look like; a better draw or one more variable is no reason to load for minutes again."""
    chart = Path(names.__file__).parent
    made = hashlib.sha256()
    for part in [*sorted((chart / "migrations").glob("*.py")), chart / "rows.py"]:
        made.update(part.read_bytes())
    return made.hexdigest()[:12]


def _slice(world: World, first: int, last: int) -> Iterator[tuple[int, list[Statement]]]:
    for place, said in enumerate(statements(world, range(first, last), SEED, 1), start=first):
        yield place + 1, said


def _derived(copying: Copying, world: World, step: Callable[[], None]) -> None:
    everything = derive(world.tables, copying.words)
    only = Tables(world.n, world.as_of)
    for name, layers in everything.states.items():
        recorded = {id(layer) for layer in world.tables.states.get(name, ())}
        only.states[name] = [layer for layer in layers if id(layer) not in recorded]
    for first in range(0, world.n, SLICE):
        rows = np.arange(first, min(first + SLICE, world.n))
        said = spoken(only, rows)
        copying.derived({row + 1: [one for one in found if isinstance(one, Fact)] for row, found in said.items()})
        step()
