"""Words for the filters of the trial list (setting, subtype, drug class), taken from titles, keywords and interventions.

A trial without a structured criterion must still be found; these tags steer a filter, never a match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from paeonia.modules.trials.intake.record import RegistryTrial
from paeonia.record.codes import Codelist

_SETTINGS = {
    "advanced": r"advanced(?! lung)|metasta|stage iv|unresectable|inoperable|second[- ]line|first[- ]line|recurrent",
    "neoadjuvant": r"neo-?adjuvant|pre-?operative|primary systemic",
    "adjuvant": r"(?<!neo)(?<!neo-)adjuvant|post-?operative|postneoadjuvant",
    "prevention": r"prevention|high[- ]risk women|risk reduc",
}
_HER2_POSITIVE = r"(her-?2/?neu|her-?2|erbb2)[ -]*(\+|positive|pos\b|overexpress|amplif)"
_HER2_NEGATIVE = r"(her-?2/?neu|her-?2)[ -]*(negative|neg\b|[-−–](?=[ ,;.)]|$))"
_HR_POSITIVE = (r"(hr|er|hormone[- ]receptor|o?estrogen[- ]receptor|hormone)[ -]*(\+|positive)"
                r"|hormone[- ]sensitive|luminal|\ber/pr[ -]*(\+|positive)")
_TRIPLE_NEGATIVE = r"triple[- ]negative|\btnbc\b"
_TREATMENTS = ("DRUG", "BIOLOGICAL", "COMBINATION_PRODUCT", "")
_SHORTEST = 4       # shorter names of drugs (T, AC) also mean other things


@dataclass(frozen=True)
class Tags:
    """Codes for filters; empty where the words do not tell."""

    settings: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    drug_classes: tuple[str, ...] = ()


def tags(trial: RegistryTrial, agents: Codelist | None = None) -> Tags:
    """The filter words of one registry record; drug classes are those directly above the drugs in `agents`."""
    text = " ; ".join((trial.title, trial.official_title, *trial.conditions, *trial.keywords)).lower()
    settings = tuple(name for name, words in _SETTINGS.items() if re.search(words, text))
    return Tags(settings, _subtypes(text), _classes(trial, agents) if agents else ())


def _subtypes(text: str) -> tuple[str, ...]:
    found = []
    if re.search(_HER2_POSITIVE, text):
        found.append("her2_positive")
    if re.search(_HR_POSITIVE, text) and re.search(_HER2_NEGATIVE, text):
        found.append("hr_positive_her2_negative")
    if re.search(_TRIPLE_NEGATIVE, text):
        found.append("triple_negative")
    return tuple(found)


def _classes(trial: RegistryTrial, agents: Codelist) -> tuple[str, ...]:
    names = " ; ".join(name for item in trial.interventions if item.kind in _TREATMENTS
                       for name in (item.name, *item.other_names)).casefold()
    found: dict[str, None] = {}
    for spoken in re.findall(_names(agents), names) if names else ():
        code = agents.find(spoken)
        if code:
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
        longest = sorted((word for word in spoken if len(word) >= _SHORTEST), key=len, reverse=True)
        _LAST[:] = [(agents, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"))]
    return _LAST[0][1]
