"""What the columns of a register may mean, offered for choosing, and the choice read back."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, replace
from typing import Any

from paeonia.record.dictionary import Dictionary
from paeonia.ui.shapes import Option

from .headings import heading
from .intake.columns import IGNORE, ROLES, Column, Mapping
from .intake.propose import note_text
from .said import field_words

_ROLES = {
    "mrn": ("patient number", "患者编号（病历号）"),
    "name": ("name", "姓名"),
    "family_name": ("family name", "姓"),
    "given_name": ("given name", "名"),
    "phone": ("telephone", "电话"),
    "id_card": ("identity card", "身份证号"),
    "date": ("day of the row", "该行的日期"),
}
_DAYS = {"start": ("start", "开始日期"), "stop": ("end", "结束日期")}


@dataclass(frozen=True, slots=True)
class Shown:
    """One column in the preview: its choice, what is doubtful about it, and its first cells as they would be read."""

    column: Column
    own: Option | None
    note: str
    cells: tuple[Any, ...]


def options(dictionary: Dictionary) -> list[tuple[Any, list[Option]]]:
    """Everything a column may be read as, under the headings of the dictionary."""
    about = [Option(role, {"en": en, "zh": zh}) for role, (en, zh) in _ROLES.items() if role in ROLES]
    found: dict[str, list[Option]] = {}
    for variable in dictionary.variables.values():
        held = found.setdefault(variable.group, [])
        if variable.kind != "event":
            held.append(Option(variable.id, variable.words))
            continue
        parts = {name: field.words for name, field in variable.fields.items() if not field.same_as}
        if variable.interval:
            parts |= {name: {"en": en, "zh": zh} for name, (en, zh) in _DAYS.items()}
        held += [Option(f"{variable.id}.{name}", _both(variable.words, said)) for name, said in parts.items()]
    groups = [(heading(group), held) for group, held in found.items() if held]
    return [({"en": "About the row", "zh": "行信息"}, about), *groups]


def own(column: Column, dictionary: Dictionary, offered: set[str]) -> Option | None:
    """The present choice of a column where the common list lacks it, such as a column headed by one illness."""
    if not column.target or column.target in offered:
        return None
    name, _, code = column.target.partition("=")
    variable = dictionary.variables.get(name.partition(".")[0])
    if variable is None:
        return Option(column.target, column.target)
    field = variable.fields.get(variable.primary or "") if code else None
    words = field.codes.codes[code].words if field is not None and field.codes and code in field.codes else None
    return Option(column.target, _both(variable.words, words) if words else variable.words)


def chosen(mapping: Mapping, told: MappingType[str, str], dictionary: Dictionary) -> Mapping:
    """The mapping with the choices of the form; a choice nobody offered is left as it was."""
    offered = {option.value for _, held in options(dictionary) for option in held}
    for column in mapping.columns:
        said = told.get(f"column-{column.index}")
        if said is None or said == column.target:
            continue
        if said == IGNORE or said in offered:
            mapping = mapping.changed(column.index, target=said, confidence=1.0, note="")
    return mapping


def shown(mapping: Mapping, rows: list[list[Any]], dictionary: Dictionary, language: str) -> list[Shown]:
    """Every column as the preview shows it."""
    offered = {option.value for _, held in options(dictionary) for option in held}
    return [
        Shown(column, own(column, dictionary, offered), note_text(column, dictionary, language),
              tuple(_spoken(row[i], column, dictionary, language) for row in rows if i < len(row)))
        for i, column in enumerate(mapping.columns)
    ]  # fmt: skip


def _spoken(cell: Any, column: Column, dictionary: Dictionary, language: str) -> Any:
    """A cell that becomes a code says the code's words: the preview is read by people."""
    name, _, part = column.target.partition("=")[0].partition(".")
    variable = dictionary.variables.get(name)
    if variable is None or not cell.becomes:
        return cell
    field = variable.fields.get(part or variable.primary or "") if variable.kind == "event" else variable.value
    if field is None or (field.codes is None and field.type != "yes_no"):
        return cell
    return replace(cell, becomes=field_words(field, cell.becomes)[language])


def _both(first: MappingType[str, str], second: MappingType[str, str]) -> dict[str, str]:
    return {"en": f"{first['en']}: {second['en']}", "zh": f"{first['zh']}：{second['zh']}"}
