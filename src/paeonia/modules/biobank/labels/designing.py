"""What the designer shows while somebody types: the labels that formats would give, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paeonia.record.problems import Problem, Refused

from . import design_lint
from .design import Design, filled, sample
from .design_reading import from_plain, read, shipped
from .lint import lint
from .picture import picture
from .tokens import label, parse
from .vocabulary import TOKENS, Level, Token

LEVELS: tuple[Level, ...] = ("donor", "primary", "derived", "aliquot")
# A short form for the example of each level.
_TYPES = {"primary": "WB", "derived": "PL", "aliquot": "PL"}
OWN = "own"


@dataclass(frozen=True)
class Example:
    """A format of a level, the label it would give first, and what is wrong or doubtful."""

    level: Level
    text: str
    label: str
    wrong: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Looks:
    """A design, how its label looks, and what is wrong or doubtful."""

    design: Design | None
    svg: str = ""
    wrong: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()


def examples(formats: Mapping[str, str], protocol: str) -> tuple[Example, ...]:
    """The first labels of an imaginary first donor, each made of the one before."""
    known = {name: token.sample for name, token in TOKENS.items()} | {"CP_CODE": protocol}
    found = []
    for level in LEVELS:
        text = formats.get(level, "")
        known |= {"SP_TYPE": _TYPES.get(level, "WB")}
        wrong: tuple[Problem, ...] = ()
        doubts: tuple[Problem, ...] = ()
        made = ""
        try:
            made = label(text, level, known, lambda token: 1)
            # A child without a format is named after its parent; the others need one.
            doubts = lint(parse(text, level)) if text or level in ("donor", "primary") else ()
        except Refused as refused:
            wrong = tuple(refused.problems)
        known |= {"PPI": made} if level == "donor" else {"PSPEC_LABEL": made or known["PSPEC_LABEL"], "LABEL": made}
        found.append(Example(level, text, made, wrong, doubts))
    return tuple(found)


def chosen(code: str, own: str) -> Design:
    """A design that ships, or one's own from its text; raises Refused with everything wrong in it."""
    return read(own) if code == OWN else shipped()[code]


def looks(code: str, own: str, said: str, title: str, spoken: Mapping[str, str]) -> Looks:
    """A design as it would be printed for the label `said`; `spoken` are samples in the reader's language."""
    try:
        design = chosen(code, own)
    except Refused as refused:
        return Looks(None, wrong=tuple(refused.problems))
    known = {**sample(design), **spoken, "LABEL": said or TOKENS["LABEL"].sample}
    return drawn(design, known, title)


def drawn(design: Design, known: Mapping[str, str], title: str) -> Looks:
    """A design with what is known of a specimen."""
    try:
        svg = picture(design, filled(design, known), title)
    except Refused as refused:
        return Looks(design, wrong=tuple(refused.problems))
    return Looks(design, svg, doubts=design_lint.lint(design, known))


def kept_design(held: object) -> Design:
    """A design from the database."""
    return from_plain(held)


def offered() -> dict[Level, tuple[Token, ...]]:
    """The tokens that each format may use, for the list beside it."""
    return {level: tuple(token for token in TOKENS.values() if level in token.levels) for level in LEVELS}
