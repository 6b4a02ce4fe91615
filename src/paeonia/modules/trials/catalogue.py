"""Every trial the programme knows as one light card: structured criteria and registry record joined by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count

from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import TrialCriteria, trials
from paeonia.modules.trials import superseding
from paeonia.modules.trials.asking import structured_by_number
from paeonia.modules.trials.intake import tags
from paeonia.modules.trials.models import Trial, TrialNumber, TrialSite, TrialVersion
from paeonia.modules.trials.registry_words import BIOMARKERS, LINES, SETTINGS, country_words, sponsor_type
from paeonia.modules.trials.search_words import folded
from paeonia.modules.trials.superseding import InForce

RECRUITING = ("RECRUITING", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING")
Place = tuple[str, str]         # country, city


@dataclass(frozen=True)
class TrialCard:
    """What lists, filters and search need to know of a trial."""

    slug: str
    numbers: tuple[str, ...]
    acronym: str
    title: Mapping[str, str]
    phases: tuple[str, ...]
    settings: tuple[str, ...]
    subtypes: tuple[str, ...]
    drugs: tuple[str, ...]
    classes: tuple[str, ...]
    status: str
    sites: int
    china: bool
    structured: bool
    confidence: str
    trial_id: int | None
    haystack: str
    biomarkers: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    sponsor: str = ""               # industry, academic, government or empty
    places: tuple[Place, ...] = ()
    updated: str = ""
    start: str = ""
    enrolment: int = 0
    reread: bool = False            # the registry changed its eligibility text after the criteria were last compared

    @property
    def recruiting(self) -> bool:
        """Whether the registry says that patients can be enrolled or soon will be."""
        return self.status in RECRUITING

    @property
    def order(self) -> tuple[bool, str]:
        """Structured ones first by name, the others by number."""
        return (not self.structured, (self.acronym or self.slug).casefold() if self.structured else self.slug)

    def facets(self) -> dict[str, Iterable[Any]]:
        """The values of each filter that this trial has."""
        flags = {"recruiting": self.recruiting, "structured": self.structured, "china": self.china,
                 "reread": self.reread}
        return {
            "setting": self.settings, "subtype": self.subtypes, "phase": self.phases, "class": self.classes,
            "drug": self.drugs, "biomarker": self.biomarkers, "line": self.lines,
            "sponsor": (self.sponsor,) if self.sponsor else (),
            "status": (*(name for name, is_so in flags.items() if is_so), *((self.status,) if self.status else ())),
            "country": {country for country, _ in self.places}, "place": self.places}


def made(since: datetime | None = None) -> list[TrialCard]:
    """Cards in their order: of every trial, or of those whose record changed since then."""
    wanted: dict[str, Any] = {"changed_at__gt": since} if since else {}
    below = {f"trial__{name}": value for name, value in wanted.items()}
    numbers: dict[int, list[str]] = {}
    for trial_id, number in TrialNumber.objects.filter(**below).order_by("id").values_list("trial_id", "number"):
        numbers.setdefault(trial_id, []).append(number)
    places, altered, approved = _places(below), _altered(below), _approved()
    by_number = structured_by_number()
    joined: dict[str, TrialCard] = {}
    alone: list[TrialCard] = []
    rows = Trial.objects.filter(**wanted).defer("limits").order_by("number")
    for row in rows.iterator(2_000):
        mine = tuple(dict.fromkeys((row.number, *numbers.get(row.pk, ()))))
        structured = next((by_number[number] for number in mine if number in by_number), None)
        where = places.get(row.pk, {})
        if structured:
            joined[structured.id] = _joined(structured, row, mine, where, altered.get(row.pk, ""))
        else:
            alone.append(_registered(row, mine, where))
        _mark(joined if structured else None, structured.id if structured else "", alone, mine, approved)
    found = list(joined.values()) if since else [
        joined.get(trial.id) or _joined(trial, None, trial.registry, {}) for trial in trials().values()]
    return sorted((*found, *alone), key=lambda card: card.order)


def _approved() -> dict[str, tuple[InForce, bool]]:
    """What two people approved by the name of its trial, and whether the registry's text has become another since."""
    approved = superseding.in_force()
    shipped = trials()
    names = {slug: (slug, *(shipped[slug].registry if slug in shipped else ())) for slug in approved}
    rows = TrialNumber.objects.filter(number__in=[name for mine in names.values() for name in mine]).exclude(registry="")
    now = dict(rows.values_list("number", "trial__current__content__eligibility")) if approved else {}
    found = {}
    for slug, one in approved.items():
        texts = [now[name] for name in names[slug] if now.get(name)]
        found[slug] = one, bool(one.text and texts and one.text not in map(plain, texts))
    return found


def _mark(joined: dict[str, TrialCard] | None, slug: str, alone: list[TrialCard], numbers: Iterable[str],
          approved: Mapping[str, tuple[InForce, bool]]) -> None:
    """Say on the newest card that its criteria were approved here, and whether they must be read again."""
    hit = next((approved[name] for name in (slug, *numbers) if name in approved), None)
    if hit is None:
        return
    told = {"structured": True, "confidence": hit[0].confidence, "reread": hit[1]}
    if joined is not None:
        joined[slug] = replace(joined[slug], **told)
    else:
        alone[-1] = replace(alone[-1], **told)


def plain(text: str) -> str:
    """A text as the workbench keeps it: one kind of line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _places(wanted: Mapping[str, Any]) -> dict[int, dict[Place, int]]:
    """Sites of each trial counted by place; the names of places are kept once, not once a trial."""
    found: dict[int, dict[Place, int]] = {}
    same: dict[Place, Place] = {}
    rows = TrialSite.objects.filter(**wanted).values_list("trial_id", "country", "city").annotate(Count("id"))
    for trial_id, country, city, many in rows.iterator(10_000):
        place = same.setdefault((country, city), (country, city))
        found.setdefault(trial_id, {})[place] = many
    return found


def _altered(wanted: Mapping[str, Any]) -> dict[int, str]:
    """The last day on which the eligibility text of each trial was found changed, ISO."""
    changed = TrialVersion.objects.filter(changed__contains=["eligibility"], **wanted)
    found: dict[int, str] = {}
    for trial_id, day, fetched in changed.values_list("trial_id", "registry_date", "fetched_at"):
        found[trial_id] = max(found.get(trial_id, ""), day or fetched.date().isoformat())
    return found


def _joined(trial: TrialCriteria, row: Trial | None, numbers: tuple[str, ...], places: Mapping[Place, int],
            altered: str = "") -> TrialCard:
    numbers = tuple(dict.fromkeys((*trial.registry, *numbers)))
    classes = class_codes(trial.drugs)
    said = folded(" ; ".join((*trial.title.values(), *trial.summary.values())))
    found = _common(row, places) | {
        "biomarkers": tags.biomarkers(said), "lines": tags.lines(said),
        "reread": altered > trial.checked_on}
    return TrialCard(
        trial.id, numbers, trial.acronym, trial.title, (trial.phase,), (trial.setting,), trial.subtypes, trial.drugs,
        classes, row.status if row else "", sum(places.values()), trial.china, True, trial.confidence,
        row.pk if row else None,
        _haystack(*numbers, trial.acronym, *trial.title.values(), *_spoken(trial.drugs), *_spoken(classes),
                  *_told((trial.setting,), trial.subtypes, found, places), row.search_text if row else ""), **found)


def _registered(row: Trial, numbers: tuple[str, ...], places: Mapping[Place, int]) -> TrialCard:
    phases = tuple(phase.replace("EARLY_", "").replace("PHASE", "") for phase in row.phases if phase != "NA")
    found = _common(row, places)
    return TrialCard(
        row.number, numbers, row.acronym, {"en": row.title, "zh": row.title_zh or row.title},
        ("/".join(phases),) if phases else (), tuple(row.settings), tuple(row.subtypes), tuple(row.drugs),
        tuple(row.drug_classes), row.status, sum(places.values()), any(country == "China" for country, _ in places),
        False, "low", row.pk,
        _haystack(*numbers, row.title, row.title_zh, row.acronym, *_spoken(row.drugs), *_spoken(row.drug_classes),
                  *_told(row.settings, row.subtypes, found, places), row.search_text), **found)


def _common(row: Trial | None, places: Mapping[Place, int]) -> dict[str, Any]:
    if row is None:
        return {}
    return {"biomarkers": tuple(row.biomarkers), "lines": tuple(row.lines), "places": tuple(places),
            "sponsor": sponsor_type(row.sponsor_kind, row.sponsor), "updated": row.last_update, "start": row.start,
            "enrolment": row.enrolment or 0}


def class_codes(drugs: Iterable[str]) -> tuple[str, ...]:
    """The classes directly above some drugs."""
    agents = dictionary().codelists["agents"]
    return tuple(dict.fromkeys(parent for drug in drugs if drug in agents for parent in agents.codes[drug].under))


def _spoken(codes: Iterable[str]) -> list[str]:
    """Every name of some drugs or classes, so that T-DXd, DS-8201 and 德曲妥珠单抗 find the same trials."""
    agents = dictionary().codelists["agents"]
    return [word for code in codes if code in agents
            for word in (code, *agents.codes[code].words.values(), *agents.codes[code].also)]


def _told(settings: Iterable[str], subtypes: Iterable[str], found: Mapping[str, Any],
          places: Mapping[Place, int]) -> list[str]:
    """What filters know of a trial in both languages, so that 三阴性 finds a record in English."""
    said = [words for names, codes in ((SETTINGS, settings), (BIOMARKERS, found.get("biomarkers", ())),
                                       (LINES, found.get("lines", ())))
            for code in codes if (words := names.get(code))]
    said += [subtype_words(code) for code in subtypes]
    said += [_country(country) for country in {country for country, _ in places} if country]
    return [text for words in said for text in words.values()]


@lru_cache(maxsize=512)
def _country(name: str) -> Mapping[str, str]:
    return country_words(name)


def _haystack(*texts: str) -> str:
    told = folded("\n".join(dict.fromkeys(texts)))
    return f"{told}\n乳腺癌" if "breast" in told else told


def words_of(code: str) -> Mapping[str, str]:
    """A drug's or class's words."""
    agents = dictionary().codelists["agents"]
    return agents.codes[code].words if code in agents else {"en": code.replace("_", " "), "zh": code}


def subtypes() -> Mapping[str, Any]:
    """The receptor subtypes of the dictionary."""
    value = dictionary()["subtype"].value
    return value.codes.codes if value and value.codes else {}


def subtype_words(code: str) -> Mapping[str, str]:
    """A receptor subtype in words."""
    known = subtypes()
    return known[code].words if code in known else {"en": code, "zh": code}
