"""What registries write in several ways: status and phase words, dates, ages, numbers."""

from __future__ import annotations

import re
from datetime import date

from paeonia.modules.trials.intake.record import Age, Number

_MONTHS = {name: number for number, name in enumerate(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"), 1)}
_SPOKEN = re.compile(r"([A-Za-z]+)\s+(?:(\d{1,2}),\s*)?(\d{4})$")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$")
_AGE = re.compile(r"(\d{1,4})\s*(year|month|week|day|hour|minute)s?$", re.IGNORECASE)
_NO_AGE = ("", "n/a", "none", "no limit")

# Shape of the numbers each registry gives; the first that fits names the registry.
_REGISTRIES = (
    ("ClinicalTrials.gov", re.compile(r"NCT\d{8}$")),
    ("ChiCTR", re.compile(r"ChiCTR(-[A-Z]{2,5}-)?\d{8,12}$", re.IGNORECASE)),
    ("CTR", re.compile(r"CTR20\d{6}$")),                               # China, Center for Drug Evaluation
    ("CTIS", re.compile(r"20\d{2}-5\d{5}-\d{2}(-\d{2})?$")),
    ("EudraCT", re.compile(r"(19|20)\d{2}-\d{6}-\d{2}$")),
    ("ISRCTN", re.compile(r"ISRCTN\d{8}$")),
    ("jRCT", re.compile(r"jRCTs?\d{10,12}$", re.IGNORECASE)),
    ("JapicCTI", re.compile(r"JapicCTI-?\d{6}$", re.IGNORECASE)),
    ("UMIN", re.compile(r"UMIN\d{9}$")),
    ("ACTRN", re.compile(r"ACTRN\d{14}p?$")),
    ("CTRI", re.compile(r"CTRI/\d{4}/\d{2,3}/\d{6}$")),
)


def code(text: str) -> str:
    """A word of the older formats as the API v2 writes it: `Active, not recruiting` -> `ACTIVE_NOT_RECRUITING`."""
    upper = re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_").upper()
    return {"UNKNOWN_STATUS": "UNKNOWN", "N_A": "NA", "NOT_APPLICABLE": "NA", "BOTH": "ALL"}.get(upper, upper)


def phases(text: str) -> tuple[str, ...]:
    """`Phase 1/Phase 2` -> (PHASE1, PHASE2); `N/A` -> (NA,)."""
    if not text.strip():
        return ()
    if code(text) == "NA":
        return ("NA",)
    return tuple(code(part).replace("PHASE_", "PHASE") for part in text.split("/"))


def day(text: str) -> str | None:
    """An ISO date, partial where the registry's is; None when it cannot be read, empty for nothing."""
    text = text.strip()
    if not text:
        return ""
    spoken = _SPOKEN.match(text)
    if spoken:
        month = _MONTHS.get(spoken[1].lower())
        if not month:
            return None
        text = f"{spoken[3]}-{month:02d}" + (f"-{int(spoken[2]):02d}" if spoken[2] else "")
    found = _ISO.match(text)
    if not found:
        return None
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return "-".join(part for part in found.groups() if part)


def age(text: str) -> Age | None:
    """`6 Months`; no limit for `N/A` and nothing; None when it cannot be read."""
    text = text.strip()
    if text.lower() in _NO_AGE:
        return Age(text)
    found = _AGE.match(text)
    return Age(text, int(found[1]), found[2].lower()) if found else None


def yes_no(text: str) -> bool | None:
    """Yes or no however it is written, None when it is not said."""
    known = {"true": True, "yes": True, "accepts healthy volunteers": True, "y": True,
             "false": False, "no": False, "n": False}
    return known.get(text.strip().lower())


def number(text: str, hint: str = "") -> Number:
    """A trial number with the registry that gives numbers of its shape; `EudraCT 2012-...` loses its prefix."""
    bare = re.sub(r"^(EudraCT|EU CT|CTIS)(\s+(No\.?|Number))?[:\s]*", "", text.strip(), flags=re.IGNORECASE)
    for registry, shape in _REGISTRIES:
        if shape.match(bare):
            return Number(bare, registry)
    return Number(text.strip())


def dropped(raw: object, names: frozenset[str]) -> object:
    """The record without the parts called `names`, at any depth: persons and their telephones."""
    if isinstance(raw, dict):
        return {key: dropped(value, names) for key, value in raw.items() if key not in names}
    if isinstance(raw, list):
        return [dropped(item, names) for item in raw]
    return raw
