"""Every trial the programme knows as one light card: structured criteria and registry record joined by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count

from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import TrialCriteria, trials
from paeonia.modules.trials.asking import numbers_by_trial, registry_state, structured_by_number
from paeonia.modules.trials.models import Trial

RECRUITING = ("RECRUITING", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING")


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

    @property
    def recruiting(self) -> bool:
        """Whether the registry says that patients can be enrolled or soon will be."""
        return self.status in RECRUITING


def cards() -> Mapping[str, TrialCard]:
    """All trials by slug, structured ones first; made again when an import changed something."""
    return _cards(registry_state(), dictionary().version)


@lru_cache(maxsize=2)
def _cards(_state: str, _rules: str) -> Mapping[str, TrialCard]:
    numbers = numbers_by_trial()
    by_number = structured_by_number()
    joined: dict[str, TrialCard] = {}
    alone: list[TrialCard] = []
    for row in Trial.objects.annotate(places=Count("sites")).order_by("number"):
        mine = tuple(dict.fromkeys((row.number, *numbers.get(row.pk, ()))))
        structured = next((by_number[number] for number in mine if number in by_number), None)
        if structured:
            joined[structured.id] = _joined(structured, row, mine)
        else:
            alone.append(_registered(row, mine))
    found = [joined.get(trial.id) or _joined(trial, None, trial.registry) for trial in trials().values()]
    found.sort(key=lambda card: (card.acronym or card.slug).casefold())
    return {card.slug: card for card in (*found, *alone)}


def _joined(trial: TrialCriteria, row: Trial | None, numbers: tuple[str, ...]) -> TrialCard:
    numbers = tuple(dict.fromkeys((*trial.registry, *numbers)))
    classes = class_codes(trial.drugs)
    return TrialCard(
        trial.id, numbers, trial.acronym, trial.title, (trial.phase,), (trial.setting,), trial.subtypes, trial.drugs,
        classes, row.status if row else "", getattr(row, "places", 0), trial.china, True, trial.confidence,
        row.pk if row else None,
        _haystack(*numbers, trial.acronym, *trial.title.values(), *_spoken(trial.drugs), *_spoken(classes),
                  row.search_text if row else ""))


def _registered(row: Trial, numbers: tuple[str, ...]) -> TrialCard:
    phases = tuple(phase.replace("EARLY_", "").replace("PHASE", "") for phase in row.phases if phase != "NA")
    return TrialCard(
        row.number, numbers, row.acronym, {"en": row.title, "zh": row.title_zh or row.title},
        ("/".join(phases),) if phases else (), tuple(row.settings), tuple(row.subtypes), (), tuple(row.drug_classes),
        row.status, row.places, False, False, "low", row.pk,
        _haystack(*numbers, row.title, row.title_zh, row.acronym, *_spoken(row.drug_classes), row.search_text))


def class_codes(drugs: Iterable[str]) -> tuple[str, ...]:
    """The classes directly above some drugs."""
    agents = dictionary().codelists["agents"]
    return tuple(dict.fromkeys(parent for drug in drugs if drug in agents for parent in agents.codes[drug].under))


def _spoken(codes: Iterable[str]) -> list[str]:
    """Every name of some drugs or classes, so that T-DXd, DS-8201 and 德曲妥珠单抗 find the same trials."""
    agents = dictionary().codelists["agents"]
    return [word for code in codes if code in agents
            for word in (code, *agents.codes[code].words.values(), *agents.codes[code].also)]


def _haystack(*texts: str) -> str:
    return "\n".join(texts).casefold()


def search(text: str, among: Iterable[TrialCard]) -> list[TrialCard]:
    """Cards that contain every word; a drug's other names count as the word itself."""
    agents = dictionary().codelists["agents"]
    found = list(among)
    for word in text.split():
        code = agents.find(word)
        wanted = [w.casefold() for w in (_spoken([code]) if code else [word])]
        found = [card for card in found if any(w in card.haystack for w in wanted)]
    return found


def words_of(code: str) -> Mapping[str, str]:
    """A drug's or class's words."""
    agents = dictionary().codelists["agents"]
    return agents.codes[code].words if code in agents else {"en": code.replace("_", " "), "zh": code}
