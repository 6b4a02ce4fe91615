"""What stands before a specimen that is to leave, a donor about to be registered, a tube to be kept: rooms add their checks.

A room registers its check when it starts; whoever is about to act asks, and is told every hindrance at once. What is
hard is held by the database too, so that a way round this file is no way round the rule.

What a custody event that lets a specimen go says in its `fields`, because the database reads it there: `purposes` (list
of codes, `research` when left out), `country` (ISO 3166 code), `recipient`, `foreign` (true, false; left out: not known),
and for what leaves the country `exit_certificate` (its number).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from paeonia.record.problems import Problem, Refused, messages

from .choices import Deed
from .models import Specimen

messages({"bank-hindered": ("{what}: {why} Missing: {missing}.", "{what}：{why}缺少：{missing}。")})
KEEP, REGISTER, INFORMATION = "keep", "register", "information"
LEAVES = (Deed.DISTRIBUTED.value, Deed.SHIPPED.value)


@dataclass(frozen=True)
class About:
    """What is about to be done: a deed of custody, or one of `keep`, `register`, `information`."""

    deed: str
    on_day: date
    protocol_id: int | None = None
    country: str = ""                     # "" is not known, and not known is not at home
    recipient: str = ""
    foreign: bool | None = None           # held or controlled from abroad; None is not known
    numbers: Mapping[str, str] = field(default_factory=dict)   # documents at hand, by kind: exit_certificate
    people: int = 0                       # with exome or genome data, for information
    hospital_id: int | None = None        # where there is no specimen to ask


@dataclass(frozen=True)
class Hindrance:
    """Why it may not be done, for which specimens, and the document that would let it pass."""

    code: str
    why: Mapping[str, str]
    missing: Mapping[str, str]
    labels: tuple[str, ...] = ()
    hard: bool = True
    confidence: str = "high"              # anything else is shown as awaiting clinical sign-off

    @property
    def what(self) -> dict[str, str]:
        """The specimens, the first ones by name."""
        if not self.labels:
            return {"en": "this", "zh": "该操作"}
        first, more = ", ".join(self.labels[:3]), len(self.labels) - 3
        if more <= 0:
            return {"en": first, "zh": first.replace(", ", "、")}
        return {"en": f"{first} and {more} more", "zh": f"{first.replace(', ', '、')} 等 {len(self.labels)} 份"}

    @property
    def problem(self) -> Problem:
        """The same as a message: for which specimens, why, and what is missing."""
        return Problem("bank-hindered", "", {
            "what": self.what["en"], "what_en": self.what["en"], "what_zh": self.what["zh"],
            "why": self.why["en"], "why_en": self.why["en"], "why_zh": self.why["zh"],
            "missing": self.missing["en"], "missing_en": self.missing["en"], "missing_zh": self.missing["zh"]})


Check = Callable[[Sequence[Specimen], frozenset[str], About], Iterable[Hindrance]]
_checks: dict[str, Check] = {}


def gate(name: str, check: Check) -> None:
    """Add a room's check; the same name again replaces it."""
    _checks[name] = check


def ask(specimens: Sequence[Specimen], purposes: Iterable[str], about: About) -> list[Hindrance]:
    """Every hindrance all rooms know of; a check that fails lets nothing pass, because it raises."""
    wanted = frozenset(purposes)
    return [one for name in sorted(_checks) for one in _checks[name](specimens, wanted, about)]


def passed(specimens: Sequence[Specimen], purposes: Iterable[str], about: About) -> list[Hindrance]:
    """Refuse in words when something hard stands in the way; gives back what is only a warning."""
    found = ask(specimens, purposes, about)
    hard = [one for one in found if one.hard]
    if hard:
        raise Refused([one.problem for one in hard])
    return found
