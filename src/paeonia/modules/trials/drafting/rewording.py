"""One way of putting a thing instead of several, before rules are looked for: `3+ or positive by FISH`, `0 or 1 lines`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paeonia.modules.trials.drafting.numbers import Amount
from paeonia.modules.trials.drafting.tokens import JOINERS, Token

_EITHER = frozenset({"OR", "AND", "ANDOR", "SLASH"})
_RESULT = frozenset({"POS", "NEGATIVE"})
_GOES_ON = frozenset({"POS", "NEGATIVE", "NUM", "RNUM", "CMP", "PLUS", "IHC", "W", "EQ", "DEFINED"})
_BORN = ("hereditary", "inherited", "congenital", "familial", "genetic")
_LATER = ("acquired",)
_JOINED_TRIAL = ("enrollment", "enrolment", "enrolled", "participation", "participated", "participating", "usage",
                 "involving", "exposed", "intake")
_GIVEN = ("administered", "given", "delivered", "performed")
_STUDY = ("study", "trial", "protocol", "studies", "trials")
_ASKS = ("require", "requires", "requiring", "need", "needing", "that require", "which require")
_STATES = frozenset({"ACTIVE", "UNTREATED", "SYMPTOMATIC", "UNCONTROLLED"})
_SAME_SIDE = ("ipsilateral", "same", "affected", "involved", "diseased")
_SIDES = frozenset({"breast", "chest_wall", "axilla"})
_VIRUSES = ("hiv_infection", "hepatitis_b", "hepatitis_c", "hepatitis_b+hepatitis_c")
_PUT_IN = ("organ_transplant", "stem_cell_transplant", "cardiac_device")
_ENTRY = frozenset({"W", "FOR", "NARROW", "TRIAL", "GEN", "ANCHOR", "MEANWHILE", "AND"})


def reworded(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the usual words for what was said in others."""
    made = list(tokens)
    for change in (_tested, _any_origin, _of_a_trial, _regimens, _one_index, _limits, _no_entry, _or_treated, _receptors,
                   _since_then, _sided, _in_brackets, _carried, _dissolved, _or_with_metastases, _none_allowed):
        made = change(made)
    return made


def _tested(tokens: list[Token]) -> list[Token]:
    """`HER2-negative by IHC or FISH`: by what it was tested; `positive by FISH` is `FISH positive`."""
    made: list[Token] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1].tag if index + 1 < len(tokens) else ""
        by = len(made) > 1 and made[-1].tag == "NARROW" and made[-1].text in ("by", "using") and made[-2].tag in _RESULT
        if token.tag == "ISH" and by:
            made.pop()
            staining = any(one.tag == "IHC" for one in made[-4:-1])
            made[-1:] = [token, made[-1]] if staining else [made[-1]]
            continue
        if token.tag == "POS" and after != "ISH" and [one.tag for one in made[-2:]] == ["IHC", "OR"] and not (
                after == "NARROW" and index + 2 < len(tokens) and tokens[index + 2].tag == "ISH"):
            made += [replace(token, tag="ISH"), token]      # `3+ or positive by FISH`, of which `by FISH` went before
            continue
        bare = token.tag == "ISH" and len(made) > 1 and made[-1].tag in _EITHER and made[-2].tag in _RESULT
        if bare and after not in _GOES_ON:
            made.pop()
            continue
        made.append(token)
    return made


def _any_origin(tokens: list[Token]) -> list[Token]:
    """`hereditary or acquired bleeding disorders`, `acute or chronic liver disease`: any of them."""
    for index in range(len(tokens) - 3):
        one, join, other, noun = tokens[index:index + 4]
        if join.tag not in _EITHER or noun.tag != "COND" or "hepatitis" in str(noun.value):
            continue
        words = (one.text, other.text)
        born = any(word in _BORN for word in words) and any(word in _LATER for word in words)
        acute = {one.tag, other.tag} == {"ACTIVE", "CHRONIC"} and "acute" in (one.text, other.text)
        if born or acute:
            return [*tokens[:index], *tokens[index + 3:]]
    return tokens


def _of_a_trial(tokens: list[Token]) -> list[Token]:
    """`enrolment in an investigational drug study`: the drug was given; `chemotherapy administered within 2 weeks`."""
    made: list[Token] = []
    dated = any(token.tag == "DUR" for token in tokens)     # without a time it may be any trial, or a trial that goes on
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        last = made[-1] if made else None
        if after is not None and after.tag == "OTHER":
            after = tokens[index + 2] if index + 2 < len(tokens) else None
        trial_drug = after is not None and after.tag == "AGENT" and after.value == "investigational"
        now = token.text == "participating"
        if token.tag == "W" and token.text in _JOINED_TRIAL and trial_drug and (now or dated):
            made.append(replace(token, tag="NOW" if now else "RECEIVED"))
            continue
        study = token.tag == "W" and token.text in _STUDY and last and (last.tag, last.value) == ("AGENT", "investigational")
        given = token.tag == "W" and token.text in _GIVEN and last and last.tag in ("AGENT", "RADIO") and (
            after is not None and after.tag in ("WITHIN", "CMP", "DUR"))
        if not (study or given):
            made.append(token)
    return made


def _regimens(tokens: list[Token]) -> list[Token]:
    """`0 or 1 prior regimens`, `at least one but no more than three prior regimens`: from and to."""
    for index in range(len(tokens) - 3):
        if tokens[index].tag != "NUM" or tokens[index].value.high is not None:
            continue
        first, low = tokens[index], tokens[index].value.low
        end = index + 1
        while end < len(tokens) and (tokens[end].tag in ("COMMA", "OR", "AND", "CMP") or tokens[end].text == "but"):
            end += 1
        words, last = tokens[index + 1:end], tokens[end] if end < len(tokens) else first
        signs = [one.value for one in (*tokens[max(0, index - 1):index], *words) if one.tag == "CMP"]
        between = signs == [">=", "<="] and tokens[index - 1].tag == "CMP"
        either = [one.tag for one in words] == ["OR"] and not signs
        if last.tag != "NUM" or last.value.high is not None or not (between or either and last.value.low == low + 1):
            continue
        stop = end + 2 if end + 1 < len(tokens) and tokens[end + 1].tag == "COMMA" and between else end + 1
        if not any(one.tag == "LINES" for one in tokens[stop:stop + 5]):
            continue
        span = Token("RNUM", Amount(low, last.value.low, ""), first.start, last.end, first.text)
        return [*tokens[:index - between], span, *tokens[stop:]]
    return tokens


def _one_index(tokens: list[Token]) -> list[Token]:
    """`Zubrod/WHO/ECOG`: one index under three names."""
    made: list[Token] = []
    for index, token in enumerate(tokens):
        later = [one.tag for one in tokens[index:index + 4]]
        if token.tag == "SLASH" and made and made[-1].tag == "ECOG" and (
                later[1:2] == ["ECOG"] or later[1:3] == ["SLASH", "ECOG"]):
            continue
        if not (token.tag == "ECOG" and made and made[-1].tag == "ECOG"):
            made.append(token)
    return made


def _since_then(tokens: list[Token]) -> list[Token]:
    """`after documented progression on tamoxifen`: with progression."""
    return [token for token, after in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True)
            if not (after.tag == "PROGRESSED" and (token.tag == "SINCE" or token.text in ("after", "despite", "upon")))]


def _receptors(tokens: list[Token]) -> list[Token]:
    """`oestrogen and/or progesterone receptor-positive`: the first of them is a receptor too."""
    made = list(tokens)
    for index, (token, join) in enumerate(zip(tokens, tokens[1:], strict=False)):
        later = tokens[index + 2:index + 3]
        first = token.tag == "AGENT" and token.text in ("oestrogen", "estrogen") and join.tag in JOINERS
        if first and later and later[0].value == "pr":
            made[index] = replace(token, tag="REC", value="er")
    return made


def _sided(tokens: list[Token]) -> list[Token]:
    """`the ipsilateral breast`, `the same breast`: on the side of the cancer."""
    made: list[Token] = []
    for token in tokens:
        last = made[-1] if made else None
        whose = last and (last.tag == "CONTRALATERAL" or last.tag == "W" and last.text in _SAME_SIDE)
        breast = token.tag == "SITE" and token.value in _SIDES or token.tag == "W" and token.text == "breast"
        if last and whose and breast:
            where = token.value if token.tag == "SITE" else "breast"
            made[-1] = Token("SIDED", (where, last.tag == "W"), last.start, token.end, f"{last.text} {token.text}")
            continue
        made.append(token)
    return made


def _limits(tokens: list[Token]) -> list[Token]:
    """`AST at most 2 upper limit of normal`: the sign between them was lost, or `times` was left out."""
    made: list[Token] = []
    for token in tokens:
        last = made[-1] if made else None
        if token.tag == "UL" and last and last.tag == "NUM" and last.value.high is None and last.value.low <= 20:
            made[-1] = replace(last, tag="ULN", value=replace(last.value, unit="x ULN"))
            continue
        made.append(token)
    return made


def _no_entry(tokens: list[Token]) -> list[Token]:
    """`are not eligible for participation in this trial`: not eligible."""
    at = next((index for index, token in enumerate(tokens) if token.tag == "EXCLUDED" and index), 0)
    end = next((index for index in range(at + 1, len(tokens)) if tokens[index].tag == "STOP"), len(tokens))
    words = tokens[at + 1:end]
    entry = any(one.text.startswith(("particip", "enrol", "enter", "study", "trial", "entry", "inclusion")) for one in words)
    if at and entry and len(words) <= 5 and {one.tag for one in words} <= _ENTRY:
        return [*tokens[:at + 1], *tokens[end:]]
    return tokens


def _or_treated(tokens: list[Token]) -> list[Token]:
    """`brain metastases that are untreated, symptomatic, or require therapy`: what they require is asked."""
    for index, token in enumerate(tokens):
        if token.tag not in ("OR", "ANDOR") or index + 1 >= len(tokens) or tokens[index + 1].text not in _ASKS:
            continue
        start = index - 1 if tokens[index - 1].tag == "COMMA" else index
        first = start
        while first and tokens[first - 1].tag in _STATES | {"COMMA", "OR"}:
            first -= 1
        end = next((at for at in range(index, len(tokens)) if tokens[at].tag in ("STOP", "COMMA")), len(tokens))
        named = {one.tag for one in tokens[index:end]}
        if first == start or not first or tokens[first - 1].tag != "BRAINMETS":
            continue
        if end < len(tokens) and tokens[end].tag == "COMMA":
            continue
        if named & {"COND", "EXCEPT", "IF", "NEG", "BRAINMETS", "ALLOWED"}:
            continue
        rest = Token("EXAMPLES", tuple(tokens[index:end]), token.start, tokens[end - 1].end, token.text)
        return [*tokens[:start], rest, *tokens[end:]]
    return tokens


def _carried(tokens: list[Token]) -> list[Token]:
    """`positive for HIV`, `receipt of an organ transplant`, `placement of a pacemaker`: the thing."""
    made: list[Token] = []
    for token in tokens:
        if token.tag == "COND" and [one.tag for one in made[-2:]] == ["POS", "FOR"] and token.value in _VIRUSES:
            del made[-2:]
        done = made and (made[-1].tag == "RECEIVED" or made[-1].text in ("placement", "implanted", "implantation"))
        if token.tag == "COND" and done and token.value in _PUT_IN:
            made.pop()
        made.append(token)
    return made


def _dissolved(tokens: list[Token]) -> list[Token]:
    """`allergic to drugs formulated in polysorbate 80`, `... to agents containing Cremophor`: to what they hold."""
    if not any(token.tag == "ALLERGY" for token in tokens):
        return tokens
    made: list[Token] = []
    for token in tokens:
        if token.tag == "AGENT" and made and made[-1].text in ("formulated", "formulated with", "containing"):
            made.pop()
            while made and made[-1].tag == "GEN":
                made.pop()
        made.append(token)
    return made


def _or_with_metastases(tokens: list[Token]) -> list[Token]:
    """`(or > 5 x ULN in case of liver metastases)`: another limit for some."""
    return [token for index, token in enumerate(tokens) if not (
        token.tag == "OR" and index and tokens[index - 1].tag == "LP"
        and [one.tag for one in tokens[index + 1:index + 4]] == ["CMP", "ULN", "IF"])]


def _none_allowed(tokens: list[Token]) -> list[Token]:
    """`no prior chemotherapy is allowed`, `up to 2 regimens allowed`: what is said is the limit."""
    tags = [token.tag for token in tokens]
    head = (tags[0], tokens[0].text if tags[0] == "NEG" else tokens[0].value) if tokens else ("", "")
    if head not in (("NEG", "no"), ("NEG", "none"), ("CMP", "<"), ("CMP", "<=")):
        return tokens
    if tags.count("ALLOWED") != 1 or tags.count("NEG") > 1 or {"IF", "EXCEPT", "STOP", "LP"} & set(tags[:-1]):
        return tokens
    return [token for token in tokens if token.tag != "ALLOWED"]


def other_formula(tokens: Sequence[Token]) -> Sequence[Token]:
    """`QTc by Bazett`: another number than the one that the record keeps."""
    if not any(token.text.startswith("bazett") for token in tokens):
        return tokens
    return [replace(token, tag="W") if token.tag == "LAB" and token.value == "qtcf" else token for token in tokens]


def _in_brackets(tokens: list[Token]) -> list[Token]:
    """`haemoglobin (>= 9 g/dL)`: the same without the bracket."""
    made: list[Token] = []
    for index, token in enumerate(tokens):
        last = made[-1].tag if made else ""
        amount = [one.tag for one in tokens[index + 1:index + 4]]
        if token.tag == "LP" and last == "LAB" and (amount[:2] in _BARE or amount in _COMPARED):
            continue
        limit = [one.tag for one in tokens[max(0, index - 3):index]]
        closes = token.tag == "RP" and (limit[-2:] in _OPENED or limit in _OPENED)
        if closes and last in ("QTY", "ULN") and _before(tokens, index):
            continue
        made.append(token)
    return made


def _before(tokens: list[Token], at: int) -> bool:
    """A number's name stands before the bracket that closes here."""
    opened = next(index for index in range(at - 1, -1, -1) if tokens[index].tag == "LP")
    return opened > 0 and tokens[opened - 1].tag == "LAB"


_BARE = (["QTY", "RP"], ["ULN", "RP"])
_COMPARED = (["CMP", "QTY", "RP"], ["CMP", "ULN", "RP"])
_OPENED = (["LP", "CMP", "QTY"], ["LP", "CMP", "ULN"], ["LP", "QTY"], ["LP", "ULN"])
