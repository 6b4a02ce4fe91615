"""Finding a study in the list: by how it stands, and by words in its names and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paeonia.ui.shapes import Filter, Option

from .queries import StudyRow

STATES = {"enrolling": _("enrolling"), "enrolled": _("enrolment over"), "closed": _("closed")}
LONGEST = 100


def with_states(rows: Iterable[StudyRow], today: date) -> tuple[StudyRow, ...]:
    """Each study with how it stands today."""
    return tuple(replace(row, state=_state(row, today)) for row in rows)


def _state(row: StudyRow, today: date) -> str:
    if row.study.closed_on:
        return "closed"
    return "enrolled" if row.study.enrol_until < today or row.entered >= row.study.planned else "enrolling"


def chosen(query: Mapping[str, Any]) -> dict[str, str]:
    """What an address asks for; a state that does not exist is passed over."""
    state = str(query.get("state", ""))
    return {"q": " ".join(str(query.get("q", "")).replace("\0", "").split())[:LONGEST],
            "state": state if state in STATES else ""}


def found(rows: Iterable[StudyRow], wanted: Mapping[str, str]) -> tuple[StudyRow, ...]:
    """The studies in that state that hold every word."""
    return tuple(row for row in rows if wanted["state"] in ("", row.state) and _holds(row, wanted["q"]))


def _holds(row: StudyRow, text: str) -> bool:
    study = row.study
    names = [study.principal.name(language) for language in ("en", "zh")]
    told = "\n".join((study.short_name, row.number, study.site_number, study.trial.title, study.trial.title_zh,
                      study.trial.acronym, *row.hospital.values(), *names)).casefold()
    return all(word in told for word in text.casefold().split())


def filters(rows: Iterable[StudyRow], wanted: Mapping[str, str]) -> tuple[Filter, ...]:
    """The filter form; behind each state how many studies it would leave beside the words."""
    many = Counter(row.state for row in rows if _holds(row, wanted["q"]))
    said = {name: (value,) if value else () for name, value in wanted.items()}
    return (Filter("q", gettext("Name, number or investigator"), "search", chosen=said["q"]),
            Filter("state", gettext("State"), chosen=said["state"], options=tuple(
                Option(state, str(label), many[state]) for state, label in STATES.items()
                if many[state] or state == wanted["state"])))
