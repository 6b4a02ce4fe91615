"""Words that cannot change what a line asks: how it was measured or found, and from which day a window counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paeonia.modules.trials.drafting.tokens import Token

# What an explanation may consist of; it ends before anything that a sentence could be made of.
_EXPLAINED = frozenset(
    {"W", "METHOD", "FILL", "TEST", "GEN", "SITE", "ORGAN", "FUNC", "NYHA", "EXPLAINS", "ISH", "ADEQUATE"}
)
_JOINS = frozenset({"OR", "AND", "ANDOR", "SLASH"})
_DAY = frozenset(
    {
        "W",
        "FILL",
        "GEN",
        "AGENT",
        "RECEIVED",
        "NOW",
        "BEFORE",
        "FROM",
        "ANCHOR",
        "PROC",
        "RADIO",
        "PLANNED",
        "TREATED",
        "SET",
        "PRIMARY",
        "BREASTCA",
        "ENDED",
        "NUM",
        "METHOD",
        "TEST",
        "SLASH",
    }
)
_NAMES_DAY = frozenset({"W", "FILL", "GEN", "NUM", "PLANNED"})
_ENDS = frozenset({"STOP", "COMMA", "OR", "AND", "ANDOR", "RP", "EXCEPT", "LP", "IF", "NEG", "EXCLUDED"})
_IMAGING = frozenset(
    {
        "imaging",
        "mammography",
        "breast_ultrasound",
        "breast_mri",
        "echocardiography",
        "biopsy",
        "breast_biopsy",
    }
)
_LONGEST_DAY = 9


def without_explanations(tokens: Sequence[Token]) -> list[Token]:
    """`left ventricular ejection fraction determined by echocardiogram or MUGA (cardiac scan) must be 50 %`."""
    made: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        treated = made and made[-1].tag in (
            "AGENT",
            "RADIO",
            "GEN",
            "FORTHIS",
        )  # `chemotherapy using the drugs of this study`
        if token.tag in ("EXPLAINS", "DEFINED") and not treated and (
                end := _explained(tokens, index + 1, token.tag == "DEFINED")) > index + 1:
            index = end
            continue
        made.append(replace(token, tag="NARROW") if token.tag == "EXPLAINS" else token)
        index += 1
    return made


def _explains(token: Token) -> bool:
    return token.tag in _EXPLAINED or token.tag == "PROC" and token.value in _IMAGING or token.text in ("by", "to", "at")


def _explained(tokens: Sequence[Token], at: int, whole: bool) -> int:
    """Where an explanation ends that begins here; where it begins if it is none."""
    end = at
    while end < len(tokens):
        token = tokens[end]
        joins = token.tag in _JOINS and end > at and end + 1 < len(tokens) and tokens[end + 1].tag in _EXPLAINED
        if joins or _explains(token):
            end += 1
        elif token.tag == "LP" and end > at and (closed := _bracket(tokens, end)):
            end = closed
        else:
            break
    after = tokens[end].tag if end < len(tokens) else "STOP"
    if whole and after in ("CMP", "NUM", "QTY", "RNUM") and not any(token.tag == "METHOD" for token in tokens[at:end]):
        return at       # `uncontrolled hypertension, defined as blood pressure > 160/100`
    named = {token.tag for token in tokens[at:end]} & {"W", "METHOD", "TEST", "PROC"}
    barred = ("LAB", "COND", "AGENT", "REC", "METS", "BRAINMETS", *(("PROC", *_JOINS) if whole else ()))
    return end if named and after not in barred else at


def _bracket(tokens: Sequence[Token], at: int) -> int:
    """The place behind a bracket that holds nothing but words; 0 if there is more in it."""
    for end in range(at + 1, min(at + 9, len(tokens))):
        if tokens[end].tag == "RP":
            return end + 1
        if tokens[end].tag not in _EXPLAINED | _JOINS | {"COMMA", "RADIO"}:
            return 0
    return 0


def without_half_lives(tokens: Sequence[Token]) -> list[Token]:
    """`within 30 days or 5 half-lives, whichever is longer`: within 30 days at the least; how long the rest is is asked."""
    made: list[Token] = []
    index, dropped = 0, False
    while index < len(tokens):
        token = tokens[index]
        if token.text.startswith("half") and any(one.tag == "DUR" for one in made[-6:]):
            dropped = True
            while made and made[-1].tag in ("NUM", "OR", "LP", "W", "FILL", "COMMA", "CMP"):
                made.pop()
            index = _half_lives(tokens, index)
            if (
                "shorter" in tokens[index - 1].text + tokens[index - 2].text
            ):  # the window may be less than the one that is named
                return [replace(one, tag="IF") if one.text.startswith("half") else one for one in tokens]
            continue
        if dropped and token.tag == "STOP":
            made.append(Token("EXAMPLES", (), token.start, token.end))
            dropped = False
        made.append(token)
        index += 1
    return [*made, Token("EXAMPLES", (), tokens[-1].start, tokens[-1].end)] if dropped else made


def _half_lives(tokens: Sequence[Token], at: int) -> int:
    """Where the words about half-lives end."""
    while at < len(tokens) and (tokens[at].tag in ("COMMA", "LP", "RP", "FILL") or tokens[at].text.startswith(_HALF_LIFE)):
        at += 1
    return at


_HALF_LIFE = ("half", "lives", "life", "whichever", "longer", "shorter", "greater", "drug", "investigational", "occur")


def with_anchors(tokens: Sequence[Token]) -> list[Token]:
    """`within 4 weeks before the first dose of STA-9090`: whatever the day is called, the window ends with it."""
    made: list[Token] = []
    index = 0
    while index < len(tokens):
        made.append(tokens[index])
        index += 1
        end = _day(tokens, index, made) if index < len(tokens) else index
        if end > index:
            if made[-1].tag != "ANCHOR":
                made.append(Token("ANCHOR", None, tokens[index].start, tokens[end - 1].end, tokens[index].text))
            index = end
    return made


def _day(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> int:
    """Where the words for a day end that begin here, if they go on to the end of the clause."""
    last, first = before[-1], tokens[at]
    if last.tag == "ANCHOR" and any(one.tag in ("DUR", "RDUR") for one in before[-4:-1]):
        named = _NAMES_DAY | ({"AGENT"} if last.text.endswith((" of", " with", "receiving", "starting")) else set())
    elif last.tag == "DUR" and (
        first.tag == "BEFORE" or first.text in ("of", "from") and before[-2:-1] and before[-2].tag == "WITHIN"
    ):
        named = _DAY
    else:
        return at
    end = at
    while end < len(tokens) and end - at <= _LONGEST_DAY and tokens[end].tag in named:
        end += 1
    words = [token for token in tokens[at:end] if token.tag not in ("FILL", "BEFORE", "FROM")]
    return end if words and (end == len(tokens) or tokens[end].tag in _ENDS) else at
