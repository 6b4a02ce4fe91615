"""REDCap: the data dictionary with its 18 columns, and the data, repeating forms as repeating instruments."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from paeonia.chart.intake.safe_cell import safe_cell

from ..choices import FieldType
from ..models import CrfField, Study
from ..ui_words import said
from .dataset import Form, Item, by_subject, forms, forms_of

DICTIONARY = (
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note", "Text Validation Type OR Show Slider Number",
    "Text Validation Min", "Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)",
    "Required Field?", "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?",
    "Field Annotation")
VALIDATION = {"integer": "integer", "date": "date_ymd", "datetime": "datetime_seconds_ymd"}
KEYS = ("record_id", "redcap_repeat_instrument", "redcap_repeat_instance")


def dictionary(study: Study) -> bytes:
    """The data dictionary, labels in the reader's language; uploading it makes the forms, the sponsor's own as they came."""
    rows: list[dict[str, str]] = [{DICTIONARY[0]: "record_id", DICTIONARY[1]: forms()[0].name, DICTIONARY[3]: "text",
                                   DICTIONARY[4]: "Subject code"}]
    for form in forms():
        for item in form.items:
            kind = "radio" if item.codes else "yesno" if item.type == "boolean" else "text"
            rows.append({
                DICTIONARY[0]: field(form, item), DICTIONARY[1]: form.name, DICTIONARY[3]: kind,
                DICTIONARY[4]: said(item.words),
                DICTIONARY[5]: " | ".join(f"{code}, {said(words)}" for code, words in item.codes),
                DICTIONARY[7]: VALIDATION.get(item.type, "") if kind == "text" else ""})
    for form in forms_of(study)[len(forms()):]:
        rows += [{DICTIONARY[0]: field(form, item), DICTIONARY[1]: form.name, DICTIONARY[3]: "text",
                  DICTIONARY[4]: said(item.words), DICTIONARY[7]: VALIDATION.get(item.type, "")} for item in form.items[:2]]
        rows += [_as_it_came(one) for one in CrfField.objects.filter(study=study, form=form.name)]
    return _csv(DICTIONARY, rows)


TYPES = {FieldType.NOTES: "notes", FieldType.YESNO: "yesno", FieldType.CHOICE: "radio", FieldType.CHECKBOX: "checkbox"}
CHECKS = {FieldType.INTEGER: "integer", FieldType.NUMBER: "number", FieldType.DATE: "date_ymd",
          FieldType.DATETIME: "datetime_ymd"}


def _as_it_came(one: CrfField) -> dict[str, str]:
    kind = FieldType(one.type)
    return {DICTIONARY[0]: one.name, DICTIONARY[1]: one.form, DICTIONARY[2]: one.section,
            DICTIONARY[3]: TYPES.get(kind, "text"), DICTIONARY[4]: one.label,
            DICTIONARY[5]: " | ".join(f"{code}, {label}" for code, label in one.choices), DICTIONARY[6]: one.note,
            DICTIONARY[7]: CHECKS.get(kind, ""), DICTIONARY[8]: one.least, DICTIONARY[9]: one.most,
            DICTIONARY[11]: one.branching, DICTIONARY[12]: "y" if one.required else ""}


def data(study: Study) -> bytes:
    """The data: a row a subject, and a row for each repetition of a form."""
    return _csv((*KEYS, *(field(form, item) for form in forms_of(study) for item in form.items)),
                _rows(study))


def field(form: Form, item: Item) -> str:
    """The variable name; REDCap wants each once in a project."""
    return item.column or f"{form.name}_{item.name}"


def _rows(study: Study) -> Iterator[dict[str, str]]:
    codes, held = by_subject(study)
    for pk, code in codes.items():
        once: dict[str, str] = {"record_id": code}
        many: list[dict[str, str]] = []
        for form, place, row in held[pk]:
            told = {field(form, item): _written(item, item.value(row)) for item in form.items}
            if form.many:
                many.append({"record_id": code, KEYS[1]: form.name, KEYS[2]: str(place), **told})
            else:
                once |= told
        yield once
        yield from many


def _written(item: Item, value: str | None) -> str:
    if value is None:
        return ""
    # REDCap reads 2026-11-23 14:05:00, without a zone.
    return value[:19].replace("T", " ") if item.type == "datetime" else str(safe_cell(value))


def _csv(columns: tuple[str, ...], rows: Iterator[dict[str, str]] | list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    write = csv.DictWriter(out, columns, restval="")
    write.writeheader()
    write.writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()
