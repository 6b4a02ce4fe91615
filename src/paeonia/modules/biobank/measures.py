"""Units as people say them: UCUM's `{slide}` is a slide to a reader, and chosen from a list rather than typed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from paeonia.ui.words import language

# one, several, Chinese after a number, Chinese in a list
COUNTED: Mapping[str, tuple[str, str, str, str]] = {
    "{piece}": ("piece", "pieces", "块", "块（组织）"), "{block}": ("block", "blocks", "个包埋块", "包埋块"),
    "{slide}": ("slide", "slides", "张", "张（切片）"), "{scroll}": ("scroll", "scrolls", "卷", "卷（蜡卷）"),
    "{core}": ("core", "cores", "点", "点（组织芯片）"), "{tube}": ("tube", "tubes", "管", "管"),
    "{vial}": ("vial", "vials", "支", "支（冻存）"), "{swab}": ("swab", "swabs", "支拭子", "拭子"),
    "{card}": ("card", "cards", "张卡", "卡（干血斑）"), "{cell}": ("cell", "cells", "个细胞", "个（细胞）"),
}
WRITTEN = {"uL": "µL", "ug": "µg", "10*6": "×10⁶", "10*6/mL": "×10⁶/mL", "ug/mL": "µg/mL", "ng/uL": "ng/µL"}
MEASURED = ("mL", "uL", "mg", "ug", "ng", "g", "10*6")


def unit_words(unit: str, quantity: Decimal | None = None, tag: str = "") -> str:
    """A unit in the reader's language, as it stands behind a quantity."""
    if unit not in COUNTED:
        return WRITTEN.get(unit, unit.strip("{}"))
    one, several, zh, _long = COUNTED[unit]
    return zh if (tag or language()) == "zh" else one if quantity == 1 else several


def both_units(unit: str) -> str | dict[str, str]:
    """A unit for a message in both languages."""
    return {tag: unit_words(unit, None, tag) for tag in ("en", "zh")} if unit in COUNTED else unit


def measured(quantity: Decimal | None, unit: str) -> str:
    """A quantity with its unit as people write it: 3 pieces, 500 µL; empty when it was not recorded."""
    if quantity is None:
        return ""
    number, said = f"{quantity.normalize():f}", unit_words(unit, quantity)
    return f"{number} {said}".rstrip()


def units(held: str = "") -> list[tuple[str, str]]:
    """Units to choose from, and one that a tube brought along; which may be mixed is refused in words where they meet."""
    zh = language() == "zh"
    known = [("", "–"), *((one, WRITTEN.get(one, one)) for one in MEASURED),
             *((one, said[3] if zh else said[1]) for one, said in COUNTED.items())]
    return known if held in dict(known) else [*known, (held, unit_words(held))]


class UnitField(forms.ChoiceField):
    """A unit from the list; one that a tube brought along from elsewhere may stay."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"required": False, "choices": units, **more})

    def valid_value(self, value: str) -> bool:
        """Whatever is short enough: the bench refuses in words what cannot be counted."""
        return len(value) <= 20 and "\0" not in value


def with_unit(form: forms.Form, name: str = "unit") -> None:
    """Let a form's list hold the unit it begins with."""
    form.fields[name].choices = units(form.initial.get(name) or "")
