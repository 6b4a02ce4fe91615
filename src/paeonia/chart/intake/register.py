"""Registers of patients, one row a patient or a visit: columns proposed, cells shown, rows made into statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import paeonia.chart.intake.messages  # noqa: F401 - declares what can go wrong
from paeonia.chart.intake import values
from paeonia.chart.intake.columns import ROLES, Column, Mapping, field_of
from paeonia.chart.intake.fhir_patient import split
from paeonia.chart.intake.propose import propose
from paeonia.chart.intake.register_people import Seen
from paeonia.chart.intake.texts import Wrong, day, plain
from paeonia.record.check import check
from paeonia.record.dictionary import Dictionary, Field
from paeonia.record.facts import Fact, Identity, Review, Statement, Unread
from paeonia.record.problems import Problem, Refused

__all__ = ["PreviewCell", "preview", "propose", "statements"]

_SHARE = re.compile(r"(.+?)[\s,，(（]+(\d{1,3}(?:\.\d+)?)\s*%\s*[)）]?$")
Numbered = tuple[int, list[str]]
Answer = Fact | Review | Problem | None


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """What one cell would become: a value in the record's own words, nothing, or a problem."""

    row: int
    column: Column
    raw: str
    becomes: str = ""
    problem: Problem | None = None


def preview(mapping: Mapping, rows: Iterable[Numbered | Problem], dictionary: Dictionary, name: str = "",
            most: int = 5) -> list[list[PreviewCell]]:
    """The first rows, cell by cell, as they would be read."""
    shown: list[list[PreviewCell]] = []
    for row in rows:
        if isinstance(row, Problem) or len(shown) >= most:
            break
        reader = _Row(row, mapping, dictionary, name, None)
        shown.append([reader.shown(column) for column in mapping.columns])
    return shown


def statements(mapping: Mapping, rows: Iterable[Numbered | Problem], dictionary: Dictionary, name: str = "",
               today: int | None = None) -> Iterator[Statement | Unread]:
    """Every row as statements; bad cells are listed one by one and the good ones of their row are kept.

    Raises Refused when no column holds the patient number.
    """
    if mapping.role("mrn") is None:
        raise Refused([Problem("register-no-identifier", name)])
    seen = Seen()
    width = len(mapping.columns)
    passed = {column: 0 for column in mapping.unread()}
    for row in rows:
        if isinstance(row, Problem):
            yield Unread(row)
            continue
        reader = _Row(row, mapping, dictionary, name, today)
        extra = [cell for cell in row[1][width:] if cell.strip()]
        if extra:
            yield Unread(Problem("register-ragged", reader.place(), {"found": len(row[1]), "expected": width}),
                         None, reader.raw())
        for column in passed:
            passed[column] += not values.blank(reader.cell(column.index))
        yield from _row(reader, seen)
    for column, count in passed.items():
        if count and column.heading:
            guess = {"guess": f" ({column.guess}?)" if column.guess else ""}
            yield Unread(Problem("register-column-unread", name, {"column": column.heading, "count": count, **guess}))


def _row(reader: _Row, seen: Seen) -> Iterator[Statement | Unread]:
    mrn = reader.mrn()
    if not mrn:
        column = reader.mapping.role("mrn")
        params = {"column": column.heading if column else ""}
        yield Unread(Problem("register-no-number", reader.place(), params), None, reader.raw())
        return
    answers = list(reader.answers())
    facts = [answer for answer, _ in answers if isinstance(answer, Fact)]
    identity = reader.identity(mrn)
    clash, likeness = seen.meet(identity, facts, reader.number, reader.place())
    if clash:
        yield Unread(clash, mrn, reader.raw())
        return
    if likeness:
        yield Unread(likeness, mrn, reader.raw())
    yield Statement(mrn, identity, reader.place())
    for answer, place in answers:
        if isinstance(answer, Problem):
            yield Unread(answer, mrn, reader.raw())
        elif answer is not None:
            yield Statement(mrn, answer, place)


class _Row:
    """One row under a mapping."""

    def __init__(self, row: Numbered, mapping: Mapping, dictionary: Dictionary, name: str, today: int | None) -> None:
        self.number, self.cells = row
        self.mapping, self.dictionary, self.name, self.today = mapping, dictionary, name, today

    def place(self, column: Column | None = None) -> str:
        """File, row and column as a spreadsheet shows them."""
        parts = [self.name, f"row {self.number}"] + ([f"column “{column.heading}”"] if column else [])
        return ", ".join(part for part in parts if part)

    def raw(self) -> str:
        """The whole row, for the queue."""
        return " | ".join(f"{c.heading}={self.cell(c.index)}" for c in self.mapping.columns if self.cell(c.index))

    def cell(self, index: int) -> str:
        """A cell, empty beyond the end of a short row."""
        return self.cells[index].strip() if 0 <= index < len(self.cells) else ""

    def said(self, role: str) -> str:
        """The cell of a role, plain."""
        column = self.mapping.role(role)
        text = plain(self.cell(column.index)) if column else ""
        return "" if values.blank(text) else text

    def mrn(self) -> str:
        """The patient number; spreadsheets turn 12345 into 12345.0."""
        text = self.said("mrn")
        return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text

    def identity(self, mrn: str) -> Identity:
        """Who the row is about."""
        family, given = self.said("family_name"), self.said("given_name")
        if not family and not given:
            family, given = split(self.said("name")) if self.said("name") else ("", "")
        card = self.said("id_card").upper()
        return Identity(mrn, family, given, self.said("phone"), (("id_card", card),) if card else ())

    def answers(self) -> Iterator[tuple[Answer, str]]:
        """Facts, reviews and problems of all columns; columns of one event make one fact."""
        events: dict[tuple[str, str], dict[str, tuple[Column, Any]]] = {}
        for column in self.mapping.columns:
            if not column.target or column.target in ROLES:
                continue
            answer = self.read(column)
            if isinstance(answer, Problem):
                yield from self._with_share(column, answer)
            elif isinstance(answer, dict):
                name, _, part = column.target.partition(".")
                variable = self.dictionary[name]
                events.setdefault((name, column.number), {})[part or variable.primary or ""] = (column, answer)
            elif answer is not None:
                yield self._sound(answer, column), self.place(column)
        for (name, _), parts in events.items():
            yield self._event(name, parts)

    def _with_share(self, column: Column, answer: Any) -> Iterator[tuple[Answer, str]]:
        """`阳性(80%)`: the word and its percentage are two facts where the dictionary has both (er, er_percent)."""
        found = _SHARE.match(plain(self.cell(column.index)))
        variable = self.dictionary.variables.get(column.target)
        share = self.dictionary.variables.get(f"{column.target}_percent")
        if found is None or variable is None or variable.value is None or share is None or share.value is None:
            yield answer, self.place(column)
            return
        word = values.read(variable.value, found[1])
        if isinstance(word, Wrong):
            yield answer, self.place(column)
            return
        on, place = self._day(column, variable.value), self.place(column)
        yield self._sound(Fact(column.target, word, on, place), column), place
        number = {"value": found[2], "unit": "%"}
        yield self._sound(Fact(share.id, number, on, place), column), place

    def read(self, column: Column) -> Fact | Review | Problem | dict[str, Any] | None:
        """What a cell says: fields of an event, a fact, a review, a problem, or nothing."""
        text, place = self.cell(column.index), self.place(column)
        told = field_of(self.dictionary, column.target)
        if told is not None and values.ambiguous(told, text):
            return Problem("cell-dash", place, {"value": text})
        if values.blank(text):
            return None
        if text.startswith("="):
            return Problem("cell-formula", place, {"value": text[:60]})
        if "\ufffd" in text:
            return Problem("cell-broken-text", place, {"value": text[:60]})
        if "=" in column.target:
            return self._flag(column, text)
        field = told
        if field is None:
            return Problem("unknown-variable", place, {"name": column.target, "hint": ""})
        read = values.read(field, text, column.unit, serial=True)
        if isinstance(read, Wrong):
            return Problem(read.code, place, {**read.params, "value": text[:60]})
        if self.dictionary[column.target.partition(".")[0]].kind == "event":
            return read
        return Fact(column.target, read, self._day(column, field), place)

    def _flag(self, column: Column, text: str) -> Fact | Review | Problem:
        """A yes/no cell under the name of an illness, a site or a gene; “no” is a list looked through for it."""
        name, _, code = column.target.partition("=")
        field = Field("flag", "yes_no", {})
        word = {"突变": "yes", "mutated": "yes", "mut": "yes", "野生型": "no", "wild type": "no", "wt": "no",
                "未检出": "no", "detected": "yes", "not detected": "no"}.get(plain(text).casefold(), text)
        read = values.read(field, word)
        place, on = self.place(column), self._day(column, field)
        primary = self.dictionary[name].primary or ""
        if isinstance(read, Wrong):
            return Problem(read.code, place, {**read.params, "value": text[:60]})
        if read["value"] == "yes":
            return Fact(name, {primary: code}, on, place)
        if on is None:
            return Problem("register-no-date", place, {"value": text, "column": column.heading})
        return Review(f"{name}({primary}={code})", on)

    def _event(self, name: str, parts: dict[str, tuple[Column, dict[str, Any]]]) -> tuple[Answer, str]:
        variable = self.dictionary[name]
        column = next(iter(parts.values()))[0]
        fields: dict[str, Any] = {}
        for part, (_, read) in parts.items():
            fields[part] = read["value"]
            if "unit" in read:
                fields[f"{part}_unit"] = read["unit"]
        if variable.primary and variable.primary not in fields:
            missing = {"kind": name, "part": variable.primary}
            return Problem("fhir-missing-part", self.place(column), missing), self.place(column)
        on = fields.get("start") or self._day(column, variable.fields.get(variable.primary or ""))
        return self._sound(Fact(name, fields, on, self.place(column)), column), self.place(column)

    def _day(self, column: Column, field: Field | None) -> str | None:
        """The day a value holds from: its own date column, else the row's; attributes of a person have none."""
        name = column.target.partition(".")[0].partition("=")[0]
        if self.dictionary[name].kind == "attribute":
            return None
        general = self.mapping.role("date")
        for index in (column.dated_by, general.index if general else None):
            if index is not None and not values.blank(self.cell(index)):
                found = day(self.cell(index), serial=True)
                return None if isinstance(found, Wrong) else found
        return None

    def _sound(self, answer: Fact | Review, column: Column) -> Answer:
        if isinstance(answer, Review):
            return answer
        place = self.place(column)
        sound = check(answer, self.dictionary, self.today, place)
        return replace(sound, source=place) if isinstance(sound, Fact) else sound

    def shown(self, column: Column) -> PreviewCell:
        """How one cell would be read."""
        raw = self.cell(column.index)
        if not column.target or not raw:
            return PreviewCell(self.number, column, raw)
        if column.target in ROLES:
            return PreviewCell(self.number, column, raw, self.mrn() if column.target == "mrn" else self.said(column.target))
        answer = self.read(column)
        if isinstance(answer, dict):
            return PreviewCell(self.number, column, raw, str(answer["value"]))
        if isinstance(answer, Problem):
            both = [said for said, _ in self._with_share(column, answer) if isinstance(said, Fact)]
            if both:
                return PreviewCell(self.number, column, raw, ", ".join(map(_words, both)))
        sound = self._sound(answer, column) if isinstance(answer, (Fact, Review)) else answer
        if isinstance(sound, Problem):
            return PreviewCell(self.number, column, raw, problem=sound)
        return PreviewCell(self.number, column, raw, _words(sound))


def _words(answer: Fact | Review | None) -> str:
    if isinstance(answer, Review):
        return f"{answer.key}: no ({answer.on})"
    if answer is None:
        return ""
    value = answer.value if "value" in answer.fields else next(iter(answer.fields.values()), "")
    text = f"{answer.fields.get('comparator', '')}{value:g}" if isinstance(value, float) else str(value)
    return text + (f" @ {answer.on}" if answer.on else "")
