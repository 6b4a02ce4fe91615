"""Whether rows of a register agree about who their numbers belong to."""

from __future__ import annotations

from collections.abc import Iterable

from paeonia.record.facts import Fact, Identity
from paeonia.record.problems import Problem

_TOLD = ("birth_date", "sex")
_FIELDS = {"birth_date": ("date of birth", "出生日期"), "sex": ("sex", "性别"), "name": ("name", "姓名"),
           "id_card": ("identity card", "身份证号"), "name + birth date": ("name and date of birth", "姓名与出生日期")}


class Seen:
    """The people of the rows so far."""

    def __init__(self) -> None:
        self._people: dict[str, tuple[dict[str, str], int]] = {}
        self._cards: dict[tuple[str, str], tuple[str, int]] = {}

    def meet(self, who: Identity, facts: Iterable[Fact], row: int, place: str) -> tuple[Problem | None, Problem | None]:
        """A clash (this number is somebody else's) and a likeness (this person has another number), if there is one."""
        told = {fact.variable: str(fact.value) for fact in facts if fact.variable in _TOLD}
        told["name"] = who.family_name + who.given_name
        known, first = self._people.setdefault(who.mrn, (told, row))
        for field, value in told.items():
            before = known.get(field, "")
            if before and value and not (before.startswith(value) or value.startswith(before)):
                return Problem("register-two-people", place, {
                    "number": who.mrn, **_field(field), "first": before, "first_row": first, "second": value}), None
        known.update({field: value for field, value in told.items() if value and not known.get(field)})
        return None, self._alike(who, told, row, place)

    def _alike(self, who: Identity, told: dict[str, str], row: int, place: str) -> Problem | None:
        signs = [("id_card", value) for _, value in who.identifiers]
        if told["name"] and told.get("birth_date"):
            signs.append(("name + birth date", f"{told['name']} {told['birth_date']}"))
        for sign in signs:
            number, first = self._cards.setdefault(sign, (who.mrn, row))
            if number != who.mrn:
                return Problem("register-two-numbers", place, {
                    **_field(sign[0]), "value": sign[1], "first": number, "first_row": first, "second": who.mrn})
        return None


def _field(name: str) -> dict[str, str]:
    en, zh = _FIELDS[name]
    return {"field": en, "field_zh": zh}
