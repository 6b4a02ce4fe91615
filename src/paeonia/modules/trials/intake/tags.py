"""Words for the filters of the trial list, taken from titles, keywords and interventions.

A trial without a structured criterion must still be found; these tags steer a filter, never a match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from paeonia.modules.trials.intake.record import RegistryTrial
from paeonia.record.codes import Codelist

_SETTINGS = {
    "advanced": (r"advanced(?! lung)|metasta|stage iv|unresectable|inoperable|second[- ]line|first[- ]line|recurrent"
                 r"|晚期|转移性|复发|不可切除|[一二三]线"),
    "neoadjuvant": r"neo-?adjuvant|pre-?operative|primary systemic|新辅助|术前",
    "adjuvant": r"(?<!neo)(?<!neo-)adjuvant|post-?operative|postneoadjuvant|(?<!新)辅助[治化放内]疗|术后",
    "prevention": r"prevention|high[- ]risk women|risk reduc|预防",
}
_BIOMARKERS = {
    "her2_low": r"her-?2[- ]*(ultra-?)?low|her-?2[ -]*(超)?低表达",
    "brca": r"\bg?brca", "pik3ca": r"pik3ca", "akt_pten": r"\bakt1?\b|\bpten\b", "esr1": r"\besr1\b",
    "pd_l1": r"pd-?l1", "hrd": r"\bhrd\b|homologous recombination|同源重组",
    "msi_tmb": r"\bmsi\b|mismatch repair|\btmb\b|微卫星",
    "her2_mutation": r"(her-?2|erbb2)[- ]*(mutat|突变)", "trop2": r"trop-?2", "her3": r"\bher-?3\b",
    "ctdna": r"ct-?dna|循环肿瘤", "androgen": r"androgen receptor|\bar[ -]*(positive|\+)|雄激素受体",
    "ki67": r"ki-?67",
}
_LINES = {
    "1": r"first[- ]line|1st[- ]line|previously untreated|treatment[- ]na[iï]ve|一线|初治",
    "2": r"second[- ]line|2nd[- ]line|二线",
    "3": r"third[- ]line|3rd[- ]line|heavily pre-?treated|refractory|三线|末线|难治",
    "maintenance": r"maintenance|维持治疗",
}
_HER2_POSITIVE = r"(her-?2/?neu|her-?2|erbb2)[ -]*(\+|positive|pos\b|overexpress|amplif|阳性)"
_HER2_NEGATIVE = r"(her-?2/?neu|her-?2)[ -]*(negative|neg\b|阴性|[-−–](?=[ ,;.)]|$))"
_HR_POSITIVE = (r"(hr|er|hormone[- ]receptor|o?estrogen[- ]receptor|hormone)[ -]*(\+|positive|阳性)"
                r"|(激素|雌激素)受体[（(er)）]*阳性"
                r"|hormone[- ]sensitive|luminal|\ber/pr[ -]*(\+|positive)")
_TRIPLE_NEGATIVE = r"triple[- ]negative|\btnbc\b|三阴"
_TREATMENTS = ("DRUG", "BIOLOGICAL", "COMBINATION_PRODUCT", "")
# A Latin name ends where its letters end; a Chinese one stands between other characters.
_EDGE = r"(?<![a-z0-9_])(?:{})(?![a-z0-9_])"
_SHORTEST = 4       # shorter names of drugs (T, AC) also mean other things


@dataclass(frozen=True)
class Tags:
    """Codes for filters; empty where the words do not tell."""

    settings: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    drug_classes: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    biomarkers: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def tags(trial: RegistryTrial, agents: Codelist | None = None) -> Tags:
    """The filter words of one registry record; drug classes are those directly above the drugs in `agents`."""
    text = " ; ".join((trial.title, trial.official_title, *trial.conditions, *trial.keywords)).lower()
    settings = tuple(name for name, words in _SETTINGS.items() if re.search(words, text))
    drugs = _drugs(trial, agents) if agents else ()
    return Tags(settings, _subtypes(text), _classes(drugs, agents) if agents else (), drugs, biomarkers(text), lines(text))


def biomarkers(text: str) -> tuple[str, ...]:
    """Biomarkers that a title or summary in small letters names."""
    return tuple(name for name, words in _BIOMARKERS.items() if re.search(words, text))


def lines(text: str) -> tuple[str, ...]:
    """Lines of treatment that a title or summary in small letters names; `3` is the third or a later one."""
    return tuple(name for name, words in _LINES.items() if re.search(words, text))


def _subtypes(text: str) -> tuple[str, ...]:
    found = []
    if re.search(_HER2_POSITIVE, text):
        found.append("her2_positive")
    if re.search(_HR_POSITIVE, text) and re.search(_HER2_NEGATIVE, text):
        found.append("hr_positive_her2_negative")
    if re.search(_TRIPLE_NEGATIVE, text):
        found.append("triple_negative")
    return tuple(found)


def _drugs(trial: RegistryTrial, agents: Codelist) -> tuple[str, ...]:
    names = " ; ".join(name for item in trial.interventions if item.kind in _TREATMENTS
                       for name in (item.name, *item.other_names)).casefold()
    spoken = re.findall(_names(agents), names) if names else ()
    return tuple(dict.fromkeys(code for word in spoken if (code := agents.find(word))))


def _classes(drugs: tuple[str, ...], agents: Codelist) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for code in drugs:
        # The class above a drug; a class named by itself stays itself when nothing narrower than "treatment" is above.
        classes = tuple(above for above in agents.codes[code].under if agents.codes[above].under)
        found.update(dict.fromkeys(classes or (code,)))
    return tuple(found)


_LAST: list[tuple[Codelist, re.Pattern[str]]] = []


def _names(agents: Codelist) -> re.Pattern[str]:
    """One pattern for every name of every drug, the longest first; made once for each reading of the list."""
    if not (_LAST and _LAST[0][0] is agents):
        spoken = {word.strip().casefold() for code in agents.codes.values()
                  for word in (code.id.replace("_", " "), *code.words.values(), *code.also)}
        longest = sorted((word for word in spoken if len(word) >= (_SHORTEST if word.isascii() else 3)),
                         key=len, reverse=True)
        _LAST[:] = [(agents, re.compile(_EDGE.format("|".join(map(re.escape, longest)))))]
    return _LAST[0][1]
