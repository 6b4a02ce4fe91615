"""Tells which of the known formats a record or a page of records has, and reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from paeonia.modules.trials.intake import ctr, ictrp, nli4ct, xml_records
from paeonia.modules.trials.intake.build import build, refused_entry
from paeonia.modules.trials.intake.ctgov import V2
from paeonia.modules.trials.intake.ctgov_v1 import V1
from paeonia.modules.trials.intake.ctgov_xml import XML
from paeonia.modules.trials.intake.ctr import CTR
from paeonia.modules.trials.intake.ictrp import ICTRP
from paeonia.modules.trials.intake.record import Entry
from paeonia.modules.trials.intake.register_xml import REGISTER
from paeonia.modules.trials.intake.shape import Shape
from paeonia.record.problems import Problem


def entry(raw: Any, place: str) -> Entry:
    """One JSON record, whichever version it is of."""
    if isinstance(raw, dict):
        if "protocolSection" in raw:
            return build(raw, V2, place)
        study = raw.get("Study", raw)
        if isinstance(study, dict) and "ProtocolSection" in study:
            return build(study, V1, place)
        if nli4ct.NUMBER in raw:
            return nli4ct.entry(raw, place)
        if ctr.NUMBER in raw:
            return build(ctr.made(raw), CTR, place)
        if {"trialid", "TrialID", "TrialId"} & raw.keys():
            return build(ictrp.flat(raw), ICTRP, place)
    found = ", ".join(list(raw)[:5]) if isinstance(raw, dict) else type(raw).__name__
    return refused_entry(place, Problem("registry-not-a-trial", place, {"found": found or "{}"}), raw)


def entries(document: Any, place: str) -> Iterator[Entry]:
    """Every record of a JSON document: one study, a page of a search, or a list."""
    listed = records(document)
    if listed is None:
        yield entry(document, place)
        return
    for index, raw in enumerate(listed, 1):
        yield entry(raw, f"{place}#{index}")


def records(document: Any) -> list[Any] | None:
    """The list inside a page, None for a single record."""
    if isinstance(document, list):
        return document
    if not isinstance(document, Mapping):
        return None
    if isinstance(document.get("studies"), list):
        return list(document["studies"])
    page = document.get("FullStudiesResponse")
    if isinstance(page, Mapping):
        full = page.get("FullStudies", [])
        return list(full) if isinstance(full, list) else None
    one = document.get("FullStudy")
    return [one] if one is not None else None


def xml_entries(data: bytes, place: str) -> Iterator[Entry]:
    """Every record of an XML document."""
    found = xml_records.records(data, place)
    if isinstance(found, Problem):
        yield refused_entry(place, found, data[:400].decode("utf-8", "replace"))
        return
    for index, (raw, shape) in enumerate(found, 1):
        yield build(raw, shape, place if len(found) == 1 else f"{place}#{index}")


def csv_entries(text: str, place: str) -> Iterator[Entry]:
    """Every row of a table of the WHO portal."""
    for index, raw in enumerate(ictrp.rows(text), 2):
        yield build(raw, ICTRP, f"{place}:{index}")


def page_entry(text: str, place: str) -> Entry:
    """The trial of a saved page of the Chinese drug-trial registry; any other page is refused."""
    raw = ctr.fields(text)
    if raw:
        return build(raw, CTR, place)
    return refused_entry(place, Problem("registry-not-a-trial", place, {"found": "HTML"}), text[:200])


def shape_of(raw: Mapping[str, Any]) -> Shape | None:
    """The format a kept record has, None for a corpus without a registry format."""
    if "protocolSection" in raw:
        return V2
    if "ProtocolSection" in raw:
        return V1
    if "id_info" in raw:
        return XML
    if ctr.NUMBER in raw:
        return CTR
    if "trialid" in raw:
        return ICTRP
    return REGISTER if isinstance(raw.get("main"), Mapping) and "trial_id" in raw["main"] else None
