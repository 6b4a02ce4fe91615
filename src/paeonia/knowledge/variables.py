"""Reading dictionary entries and codelists from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from paeonia.knowledge.shapes import Reading
from paeonia.record.codes import Code, Codelist, hint
from paeonia.record.dictionary import Field, Variable
from paeonia.record.located import Located

KINDS = ("attribute", "state", "measurement", "event")
TYPES = ("code", "number", "whole", "date", "yes_no", "text")
_CODE = ("en", "zh", "under", "also", "codes", "exhaustive", "combination", "note", "source")
_FIELD = ("type", "words", "values", "codelist", "ordered", "same_as", "unit", "plausible", "molar_mass", "note", "codes")
_VARIABLE = ("kind", "type", "words", "group", "values", "codelist", "ordered", "unit", "plausible", "usual",
             "molar_mass", "decimals", "codes", "source", "note", "absence", "interval", "primary", "fields")
Codelists = Mapping[str, Codelist]


def codes(reading: Reading, entries: Mapping[str, Located], name: str, ordered: bool = False) -> Codelist | None:
    """A codelist from its entries; targets of `under` must exist and must not go in circles."""
    found = {id: _code(reading, id, item) for id, item in entries.items()}
    for code in found.values():
        for parent in code.under:
            if parent not in found:
                reading.wrong("kb-unknown-target", entries[code.id].place, thing=f"{name}: {code.id}", name=parent,
                              hint=hint(parent, found))
    if any(parent not in found for code in found.values() for parent in code.under):
        found = {id: replace(c, under=tuple(p for p in c.under if p in found)) for id, c in found.items()}
    made = Codelist(name, found, ordered)
    try:
        for code_id in found:
            made.above(code_id)
    except ValueError as circle:
        reading.wrong("kb-cycle", next(iter(entries.values())).place, why=str(circle))
        return None
    return made


def _code(reading: Reading, id: str, item: Located) -> Code:
    entry = reading.keys(item, _CODE, (), id)
    return Code(id, reading.words(item, item.place, id), reading.texts(entry.get("under")),
                reading.texts(entry.get("also")), _external(reading, entry.get("codes")),
                _true(entry.get("exhaustive")), _true(entry.get("combination")))


def _external(reading: Reading, item: Located | None) -> dict[str, tuple[str, ...]]:
    if item is None or not item.is_map():
        return {}
    return {system: reading.texts(listed) for system, listed in item.items()}


def variable(reading: Reading, id: str, item: Located, lists: Codelists) -> Variable | None:
    """One dictionary entry, None when it is too broken to be used."""
    before = len(reading.problems)
    entry = reading.keys(item, _VARIABLE, ("kind", "words", "group"), id)
    kind = reading.choice(entry.get("kind"), "kind", KINDS, "state")
    words = reading.words(entry.get("words"), item.place, id)
    fields: dict[str, Field] = {}
    value = None
    if kind == "event":
        listed = entry.get("fields")
        for name, part in (listed.items() if listed and listed.is_map() else ()):
            fields[name] = _field(reading, name, reading.keys(part, _FIELD, ("type", "words"), f"{id}.{name}"), part,
                                  lists, f"{id}.{name}", None)
        _targets(reading, id, entry, item, fields)
    else:
        value = _field(reading, "value", entry, item, lists, id, words)
    if len(reading.problems) > before:
        return None
    usual = _pair(reading, entry.get("usual"), "usual")
    return Variable(
        id, kind, words, entry["group"].text(), value, fields,  # type: ignore[arg-type]
        interval=_true(entry.get("interval")), primary=entry["primary"].text() if "primary" in entry else None,
        usual=usual, decimals=reading.number(entry.get("decimals"), "decimals", int, 1),
        external=_external(reading, entry.get("codes")), source=entry["source"].text() if "source" in entry else "",
        note=entry["note"].text() if "note" in entry else "", where=item.place)


def _targets(reading: Reading, id: str, entry: Mapping[str, Located], item: Located, fields: Mapping[str, Field]) -> None:
    """The primary field and those read from one another must exist, or the engines would look for nothing."""
    named = [field.same_as for field in fields.values() if field.same_as]
    named += [entry["primary"].text()] if "primary" in entry else []
    for name in named:
        if name not in fields:
            reading.wrong("kb-unknown-target", item.place, thing=id, name=name, hint=hint(name, fields))


def _field(reading: Reading, name: str, entry: Mapping[str, Located], item: Located, lists: Codelists, thing: str,
           words: Mapping[str, str] | None) -> Field:
    kind = reading.choice(entry.get("type"), "type", TYPES, "text")
    if words is None:
        words = reading.words(entry.get("words"), item.place, thing)
    listed = None
    if kind == "code":
        listed = _listed(reading, entry, item, lists, thing)
    return Field(name, kind, words, listed, entry["same_as"].text() if "same_as" in entry else None,  # type: ignore[arg-type]
                 entry["unit"].text() if "unit" in entry else "", _pair(reading, entry.get("plausible"), "plausible"),
                 reading.number(entry.get("molar_mass"), "molar_mass", float, 0.0) or None)


def _listed(reading: Reading, entry: Mapping[str, Located], item: Located, lists: Codelists,
            thing: str) -> Codelist | None:
    if "codelist" in entry:
        name = entry["codelist"].text()
        if name not in lists:
            reading.wrong("kb-unknown-target", entry["codelist"].place, thing=thing, name=name, hint=hint(name, lists))
        found = lists.get(name)
        return Codelist(name, found.codes, True) if found and _true(entry.get("ordered")) else found
    values = entry.get("values")
    if values is None or not values.is_map():
        reading.wrong("kb-missing", item.place, key="values", thing=thing)
        return None
    return codes(reading, dict(values.items()), thing, _true(entry.get("ordered")))


def _pair(reading: Reading, item: Located | None, key: str) -> tuple[float, float] | None:
    if item is None:
        return None
    numbers = reading.texts(item)
    try:
        low, high = (float(number) for number in numbers)
    except ValueError:
        reading.wrong("kb-bad-value", item.place, key=key, value=", ".join(numbers), expected="[low, high]")
        return None
    return low, high


def _true(item: Located | None) -> bool:
    return item is not None and item.text() in ("true", "yes")
