"""mCODE's two observations about illnesses: metastases known from history, and comorbidities looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paeonia.chart.intake.concepts import Mentions, find
from paeonia.chart.intake.context import Content, Context, Said, extensions, what
from paeonia.chart.intake.events import event
from paeonia.fhir import codings, dates
from paeonia.record.facts import Review
from paeonia.record.problems import Problem

_COMORBIDITIES = "398192003"
_METASTATIC = "1287652008"
_HISTORY = re.compile(r"history of .*metasta", re.I)


def is_history(content: Content) -> bool:
    """Whether an observation is one of the two."""
    concept = content.get("code")
    return (any(c.system == "snomed" and c.code in (_COMORBIDITIES, _METASTATIC) for c in codings.codings(concept))
            or any(_HISTORY.search(word) for word in codings.words(concept)))


def history(content: Content, context: Context, source: str) -> Iterator[Said]:
    """Metastases once told, or told to be none; illnesses told to be absent."""
    on = dates.begins(content, "effective") or dates.day(content.get("issued"))
    if any(coding.code == _COMORBIDITIES for coding in codings.codings(content.get("code"))):
        yield from _comorbidities(content, context, on, source)
        return
    if content.get("valueBoolean") is False:
        missing = Problem("fhir-missing-part", "", {"kind": what(content), "part": "effective"})
        yield Review("metastasis", on) if on else missing
        return
    sites = context.dictionary.codelists["sites"]
    mentions = Mentions(sites)
    # The word behind “metastatic to”; “history of metastatic malignant neoplasm” names none.
    named = [site for word in codings.words(content.get("code")) for site in mentions.of(word.partition("metastatic to")[2])]
    yield from event(context, "metastasis", on, source, {"site": named[0] if named else "unstated_site"})


def _comorbidities(content: Content, context: Context, on: str | None, source: str) -> Iterator[Said]:
    """Illnesses named here; those only pointed at come as conditions of their own."""
    variable = context.dictionary.variables.get("condition")
    primary = variable.fields.get(variable.primary or "") if variable else None
    if variable is None or primary is None or primary.codes is None:
        yield Problem("fhir-no-variable", "", {"what": what(content), "variable": "condition"})
        return
    for ending, there in (("related-condition", True), ("related-condition-absent", False)):
        for extension in extensions(content, ending):
            concept = extension.get("valueCodeableConcept")
            if not concept:
                continue
            code = find(primary.codes, concept)
            if code is None:
                yield Problem("fhir-unknown-condition", "", {"what": codings.shown(concept)})
            elif there:
                yield from event(context, "condition", on, source, {variable.primary or "": code})
            elif on:
                yield Review(f"condition({variable.primary}={code})", on)
            else:
                yield Problem("fhir-missing-part", "", {"kind": what(content), "part": "effective"})
