"""CodeableConcepts as they really come: several codings, a text only, one object where a list should stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# Code system addresses -> the short names the dictionary uses. Matched by what the address contains, since
# exports write versions, old addresses and plain names ("LOINC").
_SYSTEMS = (
    ("loinc", "loinc"), ("2.16.840.1.113883.6.1", "loinc"),
    ("snomed", "snomed"), ("2.16.840.1.113883.6.96", "snomed"),
    ("rxnorm", "rxnorm"), ("2.16.840.1.113883.6.88", "rxnorm"),
    ("icd-o", "icdo3"), ("icdo", "icdo3"), ("2.16.840.1.113883.6.43.1", "icdo3"),
    ("icd-10", "icd10"), ("icd10", "icd10"), ("2.16.840.1.113883.6.90", "icd10"), ("2.16.840.1.113883.6.3", "icd10"),
    ("thesaurus.owl", "ncit"), ("ncit", "ncit"), ("cancerstaging", "ajcc"), ("ajcc", "ajcc"),
    ("genenames", "hgnc"), ("whocc", "atc"), ("/atc", "atc"), ("ncbi.nlm.nih.gov/gtr", "gtr"),
    ("clinvar", "clinvar"), ("varnomen", "hgvs"), ("observationinterpretation", "interpretation"),
    ("v2-0078", "interpretation"), ("data-absent-reason", "absent"), ("v3-nullflavor", "absent"),
)
_EXACT = {"2.16.840.1.113883.6.1", "2.16.840.1.113883.6.3"}  # prefixes of other identifiers


@dataclass(frozen=True, slots=True)
class Coding:
    """One code: short system name, the code, the words beside it."""

    system: str
    code: str
    display: str = ""


def system_name(address: Any) -> str:
    """The dictionary's name for a code system address; the address itself if it has none."""
    return _short(address) if isinstance(address, str) else ""


@lru_cache(maxsize=4096)
def _short(address: str) -> str:
    text = address.strip().lower()
    for piece, name in _SYSTEMS:
        if (text.removeprefix("urn:oid:").split("|")[0] == piece) if piece in _EXACT else (piece in text):
            return name
    return text


def codings(concept: Any) -> list[Coding]:
    """Every coding of a concept, in written order; a list of concepts is read as one."""
    return list(_codings(concept))


def _codings(concept: Any) -> Iterator[Coding]:
    if isinstance(concept, list):
        for item in concept:
            yield from _codings(item)
    if not isinstance(concept, dict):
        return
    inside = concept.get("coding")
    if inside is None and isinstance(concept.get("code"), (str, int)):
        inside = [concept]  # a bare Coding where a concept was meant
    for item in inside if isinstance(inside, list) else [inside]:
        if isinstance(item, dict) and isinstance(item.get("code"), (str, int)) and item["code"] != "":
            display = item.get("display")
            yield Coding(system_name(item.get("system")), str(item["code"]).strip(),
                         display if isinstance(display, str) else "")


def words(concept: Any) -> list[str]:
    """The texts of a concept: its own text first, then the displays."""
    if isinstance(concept, list):
        return [word for item in concept for word in words(item)]
    if not isinstance(concept, dict):
        return [concept] if isinstance(concept, str) and concept else []
    text = concept.get("text")
    found = [text] if isinstance(text, str) and text else []
    displays = [coding.display for coding in codings(concept) if coding.display]
    inside = concept.get("coding")
    for item in inside if isinstance(inside, list) else []:
        if isinstance(item, dict) and "code" not in item and isinstance(item.get("display"), str):
            displays.append(item["display"])
    return list(dict.fromkeys(found + displays))


def shown(concept: Any) -> str:
    """A concept as a person would quote it: words and codes, for telling what was not understood."""
    said = words(concept)
    codes = [f"{coding.system or '?'} {coding.code}" for coding in codings(concept)]
    return " · ".join([*said[:1], *codes[:3]])[:200]
