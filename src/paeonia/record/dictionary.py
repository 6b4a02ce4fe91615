"""The dictionary: every variable the record can hold, what it may say and what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from paeonia.record.codes import Codelist, hint, nearest

Kind = Literal["attribute", "state", "measurement", "event"]
Type = Literal["code", "number", "whole", "date", "yes_no", "text"]
Words = Mapping[str, str]

YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Field:
    """One field of an event, or the value of anything else."""

    name: str
    type: Type
    words: Words
    codes: Codelist | None = None
    same_as: str | None = None          # read from another field's code (class is read from the drug)
    unit: str = ""
    plausible: tuple[float, float] | None = None
    molar_mass: float | None = None


@dataclass(frozen=True)
class Variable:
    """One dictionary entry: form field, import column and FHIR mapping in one."""

    id: str
    kind: Kind
    words: Words
    group: str
    value: Field | None = None          # None for events
    fields: Mapping[str, Field] = field(default_factory=dict)
    interval: bool = False
    primary: str | None = None
    usual: tuple[float, float] | None = None
    decimals: int = 1
    external: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = ""
    note: str = ""
    where: str = ""                     # file and line it was read from

    @property
    def type(self) -> str:
        """Type of the value; `event` for events."""
        return self.value.type if self.value else "event"

    @property
    def unit(self) -> str:
        """Canonical unit, empty if it has none."""
        return self.value.unit if self.value else ""

    def field(self, name: str) -> Field | None:
        """A field by name; `value` is the value of anything that is no event."""
        return self.value if name == "value" and self.value else self.fields.get(name)


@dataclass(frozen=True)
class Dictionary:
    """All variables and codelists by name, with the version (a digest) of the files they came from."""

    variables: Mapping[str, Variable]
    codelists: Mapping[str, Codelist] = field(default_factory=dict)
    derivations: tuple[Any, ...] = ()   # floor 1 reads them: rules that make facts from facts
    version: str = ""

    def __contains__(self, name: object) -> bool:
        return name in self.variables

    def __getitem__(self, name: str) -> Variable:
        return self.variables[name]

    @cached_property
    def external(self) -> dict[tuple[str, str], str]:
        """(system, code) -> variable, e.g. ("loinc", "1742-6") -> alt; the first declared wins."""
        table: dict[tuple[str, str], str] = {}
        for variable in self.variables.values():
            for system, codes in variable.external.items():
                for code in codes:
                    table.setdefault((system, code), variable.id)
        return table

    @cached_property
    def spoken(self) -> dict[str, str]:
        """Words and ids (lower case) -> variable id; for column headings, search and hints."""
        table: dict[str, str] = {}
        for variable in self.variables.values():
            for word in (variable.id, variable.id.replace("_", " "), *variable.words.values()):
                table.setdefault(word.strip().casefold(), variable.id)
        return table

    def hint(self, name: str, more: Iterable[str] = ()) -> str:
        """The variable most likely meant by a wrong name, or one of some `more` words; its words count as well."""
        words = {**self.spoken, **{word: word for word in more}}
        close = nearest(name.strip(), words)
        return hint(words[close], [words[close]]) if close else ""
