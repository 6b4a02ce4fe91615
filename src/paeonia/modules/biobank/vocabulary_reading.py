"""Reads the bank's lists from YAML, strictly: unknown keys, missing words and dead ends are named with their line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from paeonia.knowledge.shapes import Reading
from paeonia.knowledge.variables import codes
from paeonia.record.codes import Codelist, hint
from paeonia.record.located import Located, read_yaml
from paeonia.record.problems import Refused

from .vocabulary_entries import (
    CLASSES,
    Container,
    EventField,
    EventKind,
    Fixative,
    Procedure,
    SampleType,
    Site,
    Temperature,
)

__all__ = ["Reading", "cross_checked", "listing", "tree_of", "version"]
_CODE = ("en", "zh", "under", "also", "codes", "note", "source")
_FIELD = ("type", "unit", "codelist", "values", "en", "zh")
_WHERE = ("collection", "bench", "storage", "requests", "quality", "custody")
FAMILIES = ("cryotube", "pp_tiny", "pp_tube", "pp_large", "straw", "microplate", "bag", "paraffin", "dry")
Given = Mapping[str, Located]


def tree_of(reading: Reading, path: Path) -> Located | None:
    """The mapping of a file; what stops it from being read is noted."""
    try:
        tree = read_yaml(path.read_bytes(), path.name)
    except Refused as refused:
        reading.problems += refused.problems
        return None
    except OSError:
        reading.wrong("kb-unknown-target", path.name, thing="knowledge/biobank", name=path.name, hint="")
        return None
    if not tree.is_map():
        reading.wrong("kb-shape", tree.place, expected="a mapping / 映射")
        return None
    return tree


def listing(reading: Reading, folder: Path, name: str) -> tuple[Codelist, dict[str, Any]]:
    """One list: its codes and what they know; entries with a mistake are left out."""
    extra, required, make = _SHAPES[name]
    tree = tree_of(reading, folder / f"{name}.yaml")
    plain: dict[str, Located] = {}
    more: dict[str, Any] = {}
    for code, item in (tree.items() if tree else ()):
        before = len(reading.problems)
        given = reading.keys(item, (*_CODE, *extra), ("en", "zh", *required), f"{name}: {code}")
        made = make(reading, code, given, item.place)
        if len(reading.problems) > before:
            continue
        plain[code] = Located({key: given[key] for key in _CODE if key in given}, item.place)
        more[code] = made
    found = codes(reading, plain, name)
    return (found, more) if found else (Codelist(name, {}), {})


def _text(given: Given, key: str) -> str:
    return given[key].text() if key in given else ""


def _yes(given: Given, key: str, default: bool = False) -> bool:
    return _text(given, key) in ("yes", "true") if key in given else default


def _number(reading: Reading, given: Given, key: str) -> float | None:
    return reading.number(given[key], key, float, 0.0) if key in given else None


def _type(reading: Reading, code: str, given: Given, place: str) -> SampleType:
    return SampleType(code, reading.choice(given.get("class"), "class", CLASSES, "fluid"), _text(given, "unit"),
                      _spins(reading, given.get("spins")), _text(given, "procedure"), _text(given, "fixative"), place)


def _spins(reading: Reading, item: Located | None) -> tuple[int, int] | None:
    if item is None:
        return None
    low, _, high = item.text().partition("-")
    if not low.isdigit() or (high and not high.isdigit()):
        reading.wrong("kb-bad-value", item.place, key="spins", value=item.text(), expected="0, 1, 2 or 1-2")
        return None
    return int(low), int(high or low)


def _container(reading: Reading, code: str, given: Given, place: str) -> Container:
    return Container(code, reading.choice(given.get("for"), "for", ("primary", "storage"), "primary"),
                     reading.choice(given.get("family"), "family", ("", *FAMILIES), ""),
                     reading.choice(given.get("stabiliser"), "stabiliser", ("", "cfdna", "cells", "rna", "dna"), ""),
                     _number(reading, given, "holds"), place)


def _temperature(reading: Reading, code: str, given: Given, place: str) -> Temperature:
    low, high = _number(reading, given, "low"), _number(reading, given, "high")
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        reading.wrong("kb-bad-value", place, key="low, high", value=f"{low}, {high}", expected="low <= high")
    return Temperature(code, _text(given, "band"), low, high, _yes(given, "frozen"), place)


def _site(reading: Reading, code: str, given: Given, place: str) -> Site:
    return Site(code, place)


def _fixative(reading: Reading, code: str, given: Given, place: str) -> Fixative:
    ways = ("fixing", "freezing", "stabilising")
    return Fixative(code, reading.choice(given.get("means"), "means", ways, "fixing"), place)


def _procedure(reading: Reading, code: str, given: Given, place: str) -> Procedure:
    groups = ("", "biopsy", "surgery", "aspiration", "puncture", "swab", "autopsy")
    return Procedure(code, reading.choice(given.get("group"), "group", groups, ""), _yes(given, "warm", True), place)


def _event(reading: Reading, code: str, given: Given, place: str) -> EventKind:
    said = {}
    listed = given.get("fields")
    for name, item in (listed.items() if listed and listed.is_map() else ()):
        entry = reading.keys(item, _FIELD, ("type",), f"{code}.{name}")
        kind = reading.choice(entry.get("type"), "type", ("number", "whole", "yes_no", "text", "code"), "text")
        said[name] = EventField(name, kind, reading.words(item, item.place, f"{code}.{name}"), _text(entry, "unit"),
                                _text(entry, "codelist"), reading.texts(entry.get("values")))
    classes = reading.texts(given.get("for"))
    for one in classes:
        if one not in CLASSES:
            reading.wrong("kb-bad-value", given["for"].place, key="for", value=one, expected=" | ".join(CLASSES))
    where = reading.choice(given.get("where"), "where", _WHERE, "bench")
    return EventKind(code, where, _yes(given, "span"), classes, said, place)


_SHAPES: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[Reading, str, Given, str], Any]]] = {
    "sample_types": (("class", "unit", "spins", "procedure", "fixative"), ("class", "unit"), _type),
    "containers": (("for", "family", "stabiliser", "holds"), ("for",), _container),
    "storage_temperatures": (("low", "high", "frozen", "band"), (), _temperature),
    "anatomic_sites": ((), ("codes",), _site),
    "fixatives": (("means",), ("means",), _fixative),
    "procedures": (("group", "warm"), (), _procedure),
    "events": (("where", "span", "for", "fields"), ("where",), _event),
}


def cross_checked(reading: Reading, lists: Mapping[str, Any]) -> None:
    """What one list says of another must be there."""
    def there(thing: str, name: str, among: Any, place: str) -> None:
        if name and name not in among:
            reading.wrong("kb-unknown-target", place, thing=thing, name=name, hint=hint(name, among))

    for code, one in lists["types"].more.items():
        there(f"sample_types: {code}", one.procedure, lists["procedures"], one.place)
        there(f"sample_types: {code}", one.fixative, lists["fixatives"], one.place)
    files = {"procedures", "fixatives", "storage_temperatures", "sample_types", "containers", "anatomic_sites"}
    for code, kind in lists["events"].more.items():
        for said in kind.fields.values():
            there(f"events: {code}.{said.name}", said.codelist, files, kind.place)


def version(folder: Path, names: Iterable[str]) -> str:
    """Twelve letters that change with any of the files."""
    digest = hashlib.sha256()
    for name in sorted(names):
        path = folder / f"{name}.yaml"
        digest.update(name.encode() + (path.read_bytes() if path.exists() else b""))
    return digest.hexdigest()[:12]
