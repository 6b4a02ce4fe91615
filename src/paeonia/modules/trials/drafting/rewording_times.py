"""`recent (within 6 months)`, `completion of chemotherapy`, `chronic steroids`: when a thing was, in the usual place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paeonia.modules.trials.drafting.tokens import JOINERS, Token

_TIMES = frozenset({"WITHIN", "DUR", "RDUR", "SINCE", "INSIDE"})
_NOT_MOVED = _TIMES | {"EXCEPT", "IF", "NEG", "ALLOWED", "CANCER", "CMP", "BRAINMETS"}
_INSTEAD = frozenset({"NOW", "ACTIVE", "PRIOR", "PLANNED"})


def timed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with times where rules look for them."""
    return _going_on(_completed(_recent(list(tokens))))


def _recent(tokens: list[Token]) -> list[Token]:
    """`current or recent (within 10 days) use of aspirin`: aspirin within 10 days."""
    for index in range(len(tokens) - 4):
        words = tokens[index:index + 5]
        if [one.tag for one in words[:4]] != ["W", "LP", "WITHIN", "DUR"] or words[0].text != "recent":
            continue
        closed = next((at for at in range(index + 4, min(index + 7, len(tokens))) if tokens[at].tag == "RP"), 0)
        end = next((at for at in range(index, len(tokens)) if tokens[at].tag in ("STOP", "EXAMPLES")), len(tokens))
        rest = tokens[closed + 1:end]
        elsewhere = {one.tag for one in rest} & _NOT_MOVED or {one.tag for one in tokens[:index]} & _TIMES
        if not closed or not rest or elsewhere:
            return tokens
        start = index
        if index > 1 and tokens[index - 1].tag in ("OR", "ANDOR") and tokens[index - 2].tag in _INSTEAD:
            start = index - 2
        return [*tokens[:start], *rest, *tokens[index + 2:closed], *tokens[end:]]
    return tokens


def _completed(tokens: list[Token]) -> list[Token]:
    """`completion of chemotherapy less than 3 weeks before`: it was given."""
    made = list(tokens)
    for index, token in enumerate(tokens):
        after = [one.tag for one in tokens[index + 1:index + 4]]
        begins = not index or tokens[index - 1].tag in JOINERS | {"STOP"}
        if begins and token.tag == "W" and token.text == "completion" and {"AGENT", "RADIO"} & set(after[:2]):
            made[index] = replace(token, tag="RECEIVED")
    return made


def _going_on(tokens: list[Token]) -> list[Token]:
    """`current anthracyclines`, `chronic steroids`: given now."""
    made = list(tokens)
    for index, token in enumerate(tokens[:-1]):
        begins = not index or tokens[index - 1].tag in JOINERS | {"STOP", "NEG"}
        now = token.tag == "ACTIVE" and token.text == "current" or token.tag == "CHRONIC" and token.text == "chronic"
        if begins and now and tokens[index + 1].tag in ("AGENT", "RADIO"):
            made[index] = replace(token, tag="NOW")
    return made
