"""What the stages of the draw hand to one another: the truth about everybody, whether or not it was written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .dice import Dice
from .tables import NEVER, Array, Coded, Mask, Tables

HR, HR_HER2, HER2, TNBC = range(4)  # subtype: HR+/HER2-, HR+/HER2+, HR-/HER2+, triple negative
MONTH = 30.4375


def _set_later() -> Any:
    return field(init=False, repr=False)


@dataclass
class World:
    """Arrays over all patients; each stage fills in its part (days are ordinals, NEVER where it has not happened)."""

    tables: Tables
    dice: Dice
    # courses
    advanced: Mask = _set_later()
    de_novo: Mask = _set_later()
    relapsed: Mask = _set_later()  # advanced after earlier disease
    subtype: Array = _set_later()
    diagnosed: Array = _set_later()
    metastatic: Array = _set_later()  # day of the first distant lesion or of advanced disease
    # person
    male: Mask = _set_later()
    born: Array = _set_later()
    age: Array = _set_later()  # years at diagnosis
    post: Mask = _set_later()  # postmenopausal at diagnosis
    post_now: Mask = _set_later()
    seen: Array = _set_later()  # last visit
    weight: Array = _set_later()
    # tumour
    tumour: Coded = _set_later()  # cT
    nodes: Coded = _set_later()  # cN
    grade3: Mask = _set_later()
    her2_low: Mask = _set_later()
    brca: Array = _set_later()  # 0 none, 1 BRCA1, 2 BRCA2
    # early treatment
    neoadjuvant: Mask = _set_later()
    surgery: Array = _set_later()
    operated: Mask = _set_later()
    chemo_ended: Array = _set_later()  # end of early chemotherapy, NEVER where none
    endocrine_begun: Array = _set_later()
    endocrine_ended: Array = _set_later()
    early_her2: Mask = _set_later()
    # advanced disease
    sites: dict[str, Mask] = field(default_factory=dict)
    lines: Array = _set_later()  # lines begun
    last_stop: Array = _set_later()  # end of the last line, NEVER while it goes on
    on_treatment: Mask = _set_later()
    had: dict[str, Mask] = field(default_factory=dict)  # drug -> who ever had it

    @property
    def n(self) -> int:
        """How many patients."""
        return self.tables.n

    @property
    def as_of(self) -> int:
        """Today."""
        return self.tables.as_of

    @property
    def hr(self) -> Mask:
        """Hormone receptor positive."""
        return self.subtype <= HR_HER2

    @property
    def her2(self) -> Mask:
        """HER2 positive."""
        positive: Mask = (self.subtype == HR_HER2) | (self.subtype == HER2)
        return positive

    def ever(self, *drugs: str) -> Mask:
        """Who ever had one of the drugs."""
        found: Mask = np.zeros(self.n, dtype=bool)
        for drug in drugs:
            if drug in self.had:
                found |= self.had[drug]
        return found

    def give(self, drug: str, who: Mask, start: Array, stop: Array, **fields: Any) -> None:
        """A course of a drug that began by today; `stop` NEVER: still going on."""
        began = who & (start <= self.as_of)
        self.had[drug] = self.had.get(drug, np.zeros(self.n, bool)) | began
        codes = {"drug": drug, **{name: value for name, value in fields.items() if name not in _NUMBERS}}
        numbers = {name: value for name, value in fields.items() if name in _NUMBERS}
        self.tables.event("therapy", who, start, stop, codes, numbers, ongoing=stop > self.as_of)

    def nothing(self) -> Array:
        """A day array in which nothing has happened."""
        return np.full(self.n, NEVER)


_NUMBERS = ("line", "cycles", "cumulative_dose", "dose")
