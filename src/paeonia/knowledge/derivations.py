"""Derived variables: rules that make one fact from others (HER2 group from IHC and ISH), each with worked cases."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from paeonia.criteria.derive import FORMULAS, Derivation
from paeonia.criteria.read import sentence
from paeonia.knowledge.shapes import Reading
from paeonia.record.codes import hint
from paeonia.record.dictionary import Dictionary
from paeonia.record.located import Located, read_yaml
from paeonia.record.problems import Refused

_KEYS = ("from", "rules", "formula", "title", "source", "checked_on", "confidence", "cases", "note")


def derivations(reading: Reading, folder: Path, dictionary: Dictionary) -> tuple[Derivation, ...]:
    """Every derivation of a folder in the order in which they feed one another."""
    found: dict[str, Derivation] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            tree = read_yaml(path.read_bytes(), f"{path.parent.name}/{path.name}")
        except Refused as refused:
            reading.problems += refused.problems
            continue
        if not tree.is_map():
            reading.wrong("kb-shape", tree.place, expected="a mapping / 映射")
            continue
        for id, item in tree.items():
            made = _derivation(reading, id, item, dictionary)
            if made:
                found[id] = made
    return _ordered(reading, found)


def _derivation(reading: Reading, id: str, item: Located, dictionary: Dictionary) -> Derivation | None:
    before = len(reading.problems)
    entry = reading.keys(item, _KEYS, ("from", "title", "source", "checked_on", "confidence"), id)
    inputs = reading.texts(entry.get("from"))
    for name in (id, *inputs):
        if name not in dictionary and name != "age":
            reading.wrong("kb-unknown-target", item.place, thing=id, name=name, hint=hint(name, dictionary.variables))
    if len(reading.problems) > before:
        return None
    formula = entry["formula"].text() if "formula" in entry else None
    if formula is not None and formula not in FORMULAS:
        reading.wrong("kb-unknown-target", item.place, thing=id, name=formula, hint=hint(formula, FORMULAS))
    rules = _rules(reading, id, entry.get("rules"), dictionary)
    if len(reading.problems) > before:
        return None
    return Derivation(id, inputs, rules, formula, reading.words(entry.get("title"), item.place, id),
                      entry["source"].text(), entry["checked_on"].text(), entry["confidence"].text(),
                      _cases(entry.get("cases")))


def _rules(reading: Reading, id: str, listed: Located | None, dictionary: Dictionary) -> tuple[tuple[Any, str], ...]:
    rules: list[tuple[Any, str]] = []
    for rule in listed.value if listed and listed.is_list() else ():
        parts = reading.keys(rule, ("when", "value", "because"), ("when", "value"), id)
        if "when" not in parts or "value" not in parts:
            continue
        value, target = parts["value"].text(), dictionary[id].value
        if target and target.codes and value not in target.codes:
            reading.wrong("kb-bad-value", parts["value"].place, key=id, value=value, expected="a code of the variable")
        try:
            rules.append((sentence(parts["when"], dictionary), value))
        except Refused as refused:
            reading.problems += refused.problems
    return tuple(rules)


def _cases(listed: Located | None) -> tuple[Mapping[str, Any], ...]:
    plain = listed.plain() if listed else []
    return tuple(case if isinstance(case, dict) else {"facts": case} for case in plain) if isinstance(plain, list) else ()


def _ordered(reading: Reading, found: dict[str, Derivation]) -> tuple[Derivation, ...]:
    order: list[Derivation] = []
    done: set[str] = set()

    def visit(id: str, path: tuple[str, ...]) -> None:
        if id in path:
            reading.wrong("kb-cycle", id, why=" -> ".join((*path, id)))
            return
        if id in done or id not in found:
            return
        for name in found[id].inputs:
            if name != id:      # er from er_percent and er itself is no circle
                visit(name, (*path, id))
        done.add(id)
        order.append(found[id])

    for id in found:
        visit(id, ())
    return tuple(order)
