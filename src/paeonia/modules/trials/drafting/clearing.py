"""What tells nothing of its own: why a thing is forbidden, where it is written, an echo, which tumour was tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paeonia.modules.trials.drafting.tokens import Token

_WHY = ("because", "because of")
# Words behind `due to` that speak of a danger, not of what an illness comes from.
_DANGER = ("potential", "possible", "unknown", "risk", "increased", "lack", "concern", "concerns", "potentially",
           "theoretical", "interactions", "toxicity", "dangerous", "effects", "susceptible", "may")
_STAYS = frozenset({"NEG", "EXCEPT", "ALLOWED", "IF", "DUR", "RDUR", "CMP", "EXCLUDED", "REMARK", "MUST"})
# Where a bracket sends the reader: `(see Appendix II)`, `(NCI CTCAE version 3.0)`, `(HIV 1/2 antibodies)`.
_SENDS = ("see", "refer", "appendix", "section", "appendices", "ctc", "ctcae", "nci", "version", "definitions", "recist",
          "antibodies", "antibody", "adverse", "toxicity", "protocol", "et")
_SENT = frozenset({"W", "NUM", "FILL", "NARROW", "COMMA", "SLASH", "GEN", "METHOD", "LP", "RP", "AND", "OR", "DEFINED",
                   "COLON", "STAGE", "TEST", "STOP"})
_LONGEST = 14
_ILLS = frozenset({"hypertension_uncontrolled", "hypertension"})
_JOINS = frozenset({"OR", "AND", "ANDOR", "SLASH"})


def cleared(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without what tells nothing of its own."""
    return _of_the_breast(_without_subject(_without_echoes(_without_references(_without_reasons(list(tokens))))))


def _without_reasons(tokens: list[Token]) -> list[Token]:
    """`HIV-positive patients, because of possible interactions`: why it is so changes nothing."""
    for index, token in enumerate(tokens):
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        end = next((at for at in range(index, len(tokens)) if tokens[at].tag in ("STOP", "RP")), len(tokens))
        danger = any(one.text in _DANGER for one in tokens[index:end])
        if not index or not (token.text in _WHY and danger or token.text in ("due to", "given") and after in _DANGER):
            continue
        if {one.tag for one in tokens[index:end]} & _STAYS:
            return tokens
        start = index - 1 if tokens[index - 1].tag == "COMMA" else index
        return [*tokens[:start], *tokens[end:]]
    return tokens


def _without_references(tokens: list[Token]) -> list[Token]:
    """Brackets that only say where a thing is defined."""
    made: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _closing(tokens, index) if tokens[index].tag == "LP" and index else 0
        inner = tokens[index + 1:end - 1] if end else []
        sent = bool(inner) and {one.tag for one in inner} <= _SENT and any(one.text in _SENDS for one in inner)
        if sent and inner[0].tag not in _JOINS:
            index = end
            continue
        made.append(tokens[index])
        index += 1
    return made


def _closing(tokens: Sequence[Token], at: int) -> int:
    """The place behind a bracket; 0 if it does not close soon."""
    depth = 0
    for index in range(at, min(at + _LONGEST, len(tokens))):
        depth += {"LP": 1, "RP": -1}.get(tokens[index].tag, 0)
        if not depth:
            return index + 1
    return 0


def _without_echoes(tokens: list[Token]) -> list[Token]:
    """`distant metastases (M1)`, `inflammatory (T4d)`, `nursing (lactating)`: the bracket says the same again."""
    made: list[Token] = []
    index = 0
    while index < len(tokens):
        inner = tokens[index + 1] if index + 2 < len(tokens) and tokens[index + 2].tag == "RP" else None
        if tokens[index].tag == "LP" and made and inner is not None and _echoes(made[-1], inner):
            index += 3
            continue
        made.append(tokens[index])
        index += 1
    return made


def _echoes(said: Token, again: Token) -> bool:
    if said.tag == "EXTENT" and said.value == "metastatic":
        return again.tag == "MCODE" and again.value[1] == "M1" or again.tag == "STAGE" and again.value == ("in", "IV")
    if said.tag == "SET":
        return said.value == "advanced" and again.tag == "EXTENT"
    if said.tag == "INFLAMMATORY":
        return again.tag == "TCODE" and again.value[1].upper() == "T4D"
    if said.tag == "COND" and again.tag == "COND":
        return {said.value, again.value} <= _ILLS
    return said.tag == again.tag and said.tag in ("LACT", "PREG")


def _without_subject(tokens: list[Token]) -> list[Token]:
    """`the primary tumour and/or metastasis must be ER-negative`: which tumour was tested."""
    if not any(token.tag == "REC" for token in tokens):
        return tokens
    for index, token in enumerate(tokens):
        end = _subject(tokens, index) if token.tag == "PRIMARY" else 0
        before, after = tokens[index - 1:index], tokens[end:end + 1]
        aside = len(before) == len(after) == 1 and before[0].tag == "LP" and after[0].tag == "RP"
        if end and aside and index > 1 and tokens[index - 2].tag in ("POS", "NEGATIVE", "DISEASE", "BREASTCA"):
            return [*tokens[:index - 1], *tokens[end + 1:]]     # `HER2-negative (primary tumour or metastasis)`
        beside = [one.tag for one in (*before, *after)]
        if end and ({"POS", "NEGATIVE"} & set(beside[:len(before)]) or {"REC", "POS"} & set(beside[len(before):])):
            return [*tokens[:index], *tokens[end:]]
    return tokens


def _subject(tokens: Sequence[Token], at: int) -> int:
    """Where `primary tumour or metastatic lesion` ends that begins here; 0 if it is something else."""
    end, joined, spread = at + 1, False, False
    while end < len(tokens) and (
            tokens[end].tag in ("DISEASE", "METS", "BREASTCA", *_JOINS) or tokens[end].value == "metastatic"):
        joined = joined or tokens[end].tag in _JOINS
        spread = spread or tokens[end].tag == "METS" or tokens[end].value == "metastatic"
        end += 1
    return end if joined and spread and tokens[end - 1].tag not in _JOINS else 0


def _of_the_breast(tokens: list[Token]) -> list[Token]:
    """`radiotherapy to the breast or chest wall`: there the breast is a place that is treated."""
    made = list(tokens)
    for index, token in enumerate(tokens):
        near = tokens[max(0, index - 5):index]
        treated = any(one.tag == "RADIO" for one in near) or index + 1 < len(tokens) and tokens[index + 1].tag == "RADIO"
        if token.tag == "W" and token.text in ("breast", "breasts") and treated:
            made[index] = replace(token, tag="SITE", value="breast")
    return made
