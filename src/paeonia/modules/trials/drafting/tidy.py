"""Before rules are looked for: frame words go, a name in brackets behind the same name goes, examples go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paeonia.modules.trials.drafting.clearing import cleared
from paeonia.modules.trials.drafting.framing import with_anchors, without_explanations, without_half_lives
from paeonia.modules.trials.drafting.rewording import other_formula, reworded
from paeonia.modules.trials.drafting.rewording_times import timed
from paeonia.modules.trials.drafting.tokens import JOINERS, Token
from paeonia.record.codes import Codelist

_GONE = frozenset({"FILL", "METHOD"})
_NAMES = frozenset(
    {
        "LAB",
        "REC",
        "AGENT",
        "COND",
        "BRAINMETS",
        "TNBC",
        "PROC",
        "RADIO",
        "GENE",
        "INSITU",
        "HIST",
        "MEAS",
        "LIFE",
        "ISH",
        "EXTENT",
        "PREGTEST",
        "SITE",
        "BREASTCA",
        "REACTION",
    }
)
_EXAMPLES = frozenset(
    {
        "e.g",
        "i.e",
        "eg",
        "ie",
        "such as",
        "for example",
        "例如",
        "如",
        "包括",
        "including",
        "including but not limited to",
        "e.g.",
        "i.e.",
    }
)


def tidied(tokens: Sequence[Token], agents: Codelist | None) -> list[Token]:
    """The tokens that rules see."""
    kept: list[Token] = []
    tokens = without_explanations(with_anchors(without_half_lives(other_formula(tokens))))
    for index, token in enumerate(tokens):
        before = index - 1 if index and tokens[index - 1].tag != "RP" else index - 2
        if token.tag in JOINERS and _gone(tokens, before) and _gone(tokens, index + 1):
            continue  # `histologically or cytologically confirmed`
        if token.tag == "METHOD" and kept and kept[-1].tag in ("NARROW", "DEFINED"):  # `as assessed by echocardiogram`
            kept.pop()
        named = tokens[max(0, index - 4):index]
        version = (
            token.tag == "NUM"
            and index
            and any("recist" in one.text or "response eval" in one.text for one in named)
            and (tokens[index - 1].tag in ("METHOD", "RP", "W"))
        )      # `RECIST (RECIST) 1.1`
        if token.text in ("of the breast", "of breast") and kept and kept[-1].tag == "RADIO":
            kept.append(replace(token, tag="SITE", value="breast"))     # where else it only says which cancer
        elif token.tag not in _GONE and not version:
            kept.append(token)
    while kept and kept[-1].tag == "NARROW":
        kept.pop()          # `according to WHO`, of which only the first words are left
    plain = _without_brackets(timed(reworded(cleared(_without_examples(kept)))))
    return _merged(_unframed(_without_members(_without_genus(plain))), agents)


def _gone(tokens: Sequence[Token], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].tag in _GONE


def _without_genus(tokens: list[Token]) -> list[Token]:
    """`uncontrolled illness including, but not limited to, ...`: what is named counts."""
    if (
        len(tokens) > 3
        and (tokens[0].tag == "ORGAN" or tokens[0].value in _LABELS)
        and "COLON" in (tokens[1].tag, tokens[2].tag)
    ):
        return tokens[2 if tokens[1].tag == "COLON" else 3:]        # `cardiac disease: heart failure or ...`
    for index, token in enumerate(tokens[:16]):
        if token.tag == "COLON" or token.tag == "NARROW" and token.text.startswith(_SUCH):
            after = index + 1 + (tokens[index + 1:index + 2] != [] and tokens[index + 1].tag in ("COMMA", "COLON"))
            genus = any(word in one.text for one in tokens[:index] for word in _GENUS)
            head = tokens[:index]
            severe = any(one.tag == "SEVERE" for one in head)       # which keeps the head itself from being said
            genus = genus or severe and any(one.value in _LABELS for one in head)
            vague = all(_vague(one) or (severe or token.tag == "COLON") and one.value in _LABELS for one in head)
            return tokens[after:] if genus and vague and after < len(tokens) else tokens
        if not _vague(token) and token.value not in _LABELS:
            break
    return tokens


def _vague(token: Token) -> bool:
    return token.tag in _VAGUE or token.tag == "NARROW" and token.text in _THAT


_LABELS = ("cardiac", "cardiovascular", "gastrointestinal", "neurological", "lung_disease", "liver_disease",
           "kidney_disease", "infection")
_SUCH = ("including", "such as", "e.g", "this includes", "包括")
_THAT = ("that", "which", "may", "might", "could", "would", "to")
_GENUS = ("illness", "disease", "disorder", "condition", "patholog", "problem", "factor", "疾病", "event", "patient")
_VAGUE = frozenset({"W", "SEVERE", "UNCONTROLLED", "NOW", "OTHER", "ACTIVE", "DISEASE", "OR", "COMMA", "ANDOR", "AND",
    "SLASH", "CHRONIC", "NEG"})
_CLASSES = frozenset({"AGENT", "RADIO", "COND", "PROC"})
_COUNTED = frozenset({"LAB", "CMP", "QTY", "ULN", "EXCEPT", "IF", "ALLOWED", "NEG", "STAGE", "TCODE", "MINOR", "BRAINMETS"})
_GOES_ON = frozenset({"WITHIN", "SET", "FORTHIS", "CMP", "INSETTING", "EXCEPT", "IF", "FOR"})


def _without_members(tokens: list[Token]) -> list[Token]:
    """`anticancer therapy, including chemotherapy and radiotherapy, within 4 weeks`: the class counts."""
    for index, token in enumerate(tokens):
        if token.tag != "NARROW" or not token.text.startswith(_SUCH) or not index:
            continue
        head = index - 1 if tokens[index - 1].tag == "COMMA" else index
        end = next(
            (at for at in range(index, len(tokens)) if tokens[at].tag in _GOES_ON | {"STOP", "LP", "RP"}),
            len(tokens),
        )
        if tokens[head - 1].tag not in _CLASSES | {"FORTHIS", "NAMES"} or end <= index + 1 or {
                one.tag for one in tokens[index:end]} & _COUNTED:
            continue
        last = end - 1 if tokens[end - 1].tag == "COMMA" else end
        stop = next((at for at in range(end, len(tokens)) if tokens[at].tag in ("STOP", "LP", "RP")), len(tokens))
        members = Token("EXAMPLES", tuple(tokens[index:last]), token.start, tokens[last - 1].end, token.text)
        return [*tokens[:head], *tokens[end:stop], members, *tokens[stop:]]
    return tokens


def _unframed(tokens: list[Token]) -> list[Token]:
    """`adequate bone marrow function as defined by ANC ...`: what counts is the value."""
    made: list[Token] = []
    for index, token in enumerate(tokens):
        label = (
            token.tag == "COLON"
            and len(made) <= 4
            and all(one.tag in ("ORGAN", "FUNC", "ADEQUATE", "AND", "COMMA") for one in made)
        )
        if (
            token.tag in ("DEFINED", "COLON", "LP", "COMMA")
            and made
            and (made[-1].tag == "FUNC" or label)
            and index + 1 < len(tokens)
            and tokens[index + 1].tag in ("LAB", "DEFINED", "ADEQUATE")
        ):
            while made and made[-1].tag in ("FUNC", "ORGAN", "ADEQUATE", "COMMA", "AND", "SLASH", "OR"):
                made.pop()
            if token.tag == "LP" or made:
                made.append(token)
            continue
        if token.tag == "DEFINED" and not made and index:
            continue
        made.append(token)
    return made


def _without_examples(tokens: list[Token]) -> list[Token]:
    """Brackets that begin with `e.g.` or the like only illustrate."""
    made: list[Token] = []
    later: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].tag == "LP" and index + 1 < len(tokens) and tokens[index + 1].text in _EXAMPLES:
            depth, after = 1, index + 1
            while after < len(tokens) and depth:
                depth += {"LP": 1, "RP": -1}.get(tokens[after].tag, 0)
                after += 1
            if not depth:
                inner = tokens[index:after]
                if any(
                    token.tag in ("CMP", "QTY", "GRADEIS") for token in inner
                ):  # an example with a limit is less than the class
                    later.append(Token("EXAMPLES", tuple(inner), inner[0].start, inner[-1].end))
                index = after
                continue
        if tokens[index].tag == "LP" and made and made[-1].tag in ("AGENT", "RADIO") and (end := _members(tokens, index)):
            later.append(Token("EXAMPLES", tuple(tokens[index:end]), tokens[index].start, tokens[end - 1].end))
            index = end
            continue
        if tokens[index].tag == "STOP":
            made += later
            later = []
        made.append(tokens[index])
        index += 1
    return made + later


def _members(tokens: list[Token], at: int) -> int:
    """Where a bracket ends that only names members of the class before it: `taxanes (paclitaxel, docetaxel)`."""
    end = next((index for index in range(at, min(at + 24, len(tokens))) if tokens[index].tag == "RP"), 0)
    inner = tokens[at + 1:end]
    named = sum(token.tag in ("AGENT", "RADIO") for token in inner)
    return end + 1 if end and named > 1 and {token.tag for token in inner} <= {
        "AGENT", "RADIO", "COMMA", "OR", "AND", "ANDOR", "SLASH", "GEN", "W"} else 0


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """`neutrophils (ANC)`: the abbreviation says nothing new. Nor do empty brackets."""
    made: list[Token] = []
    index = 0
    while index < len(tokens):
        token, rest = tokens[index], tokens[index + 1 : index + 4]
        if token.tag == "LP" and rest and rest[0].tag == "RP":
            index += 2
            continue
        if token.tag == "LP" and len(rest) > 1 and rest[0].text in ("s", "es", "ies") and rest[1].tag == "RP":
            index += 3      # `lesion(s)`
            continue
        if (
            token.tag == "LP"
            and made
            and len(rest) >= 2
            and rest[1].tag == "RP"
            and made[-1].tag == rest[0].tag == "CMP"
        ):
            index += 3
            continue
        if (
            token.tag == "LP"
            and made
            and len(rest) >= 2
            and rest[1].tag == "RP"
            and (
                _same(made[-1], rest[0])
                or rest[0].tag == "W"
                and made[-1].tag in _NAMES | {"W"}
                and rest[0].text not in _TELLING
            )
        ):
            index += 3
            continue
        if token.tag == "LP" and made and made[-1].tag == "PROC" and rest and rest[0].tag in ("DEFINED", "NARROW") and (
                after := _words_only(tokens, index)):
            index = after       # `major surgery (as defined by the investigator)`
            continue
        if (
            token.tag == "LP"
            and made
            and made[-1].tag in ("LAB", "PS", "ECOG")
            and (after := _same_within(tokens, index, made[-1]))
        ):
            made += [Token("ECOG", "", token.start, token.end, "ecog")] * (made[-1].tag == "PS")
            index = after
            continue
        made.append(token)
        index += 1
    return made


# A single word in a bracket is an abbreviation or a brand, but for these.
_TELLING = (
    "stable",
    "controlled",
    "asymptomatic",
    "ipsilateral",
    "daily",
    "oral",
    "resolved",
    "inactive",
    "topical",
    "inhaled",
    "uncontrolled",
    "distant",
    "local",
    "left",
    "right",
    "suspected",
    "possible",
)


def _words_only(tokens: Sequence[Token], at: int) -> int:
    end = next((index for index in range(at, min(at + 8, len(tokens))) if tokens[index].tag == "RP"), 0)
    return (
        end + 1
        if end
        and {token.tag for token in tokens[at + 1 : end]} <= {"DEFINED", "NARROW", "JUDGE", "W", "COMMA"}
        else 0
    )


def _same_within(tokens: Sequence[Token], at: int, named: Token) -> int:
    """Where a bracket ends that holds only other names of what stands before it; 0 if there is more in it."""
    depth, found = 0, False
    for index in range(at, min(at + 14, len(tokens))):
        token = tokens[index]
        depth += {"LP": 1, "RP": -1}.get(token.tag, 0)
        if token.tag not in ("LP", "RP", "W", "SLASH", "OR", "COMMA") and not _same(token, named):
            return 0
        found = found or _same(token, named)
        if not depth:
            return index + 1 if found else 0
    return 0


def _same(one: Token, other: Token) -> bool:
    if {one.tag, other.tag} <= {"ECOG", "PS"}:
        return True
    return one.tag == other.tag and one.tag in _NAMES and one.value == other.value


def _merged(tokens: list[Token], agents: Codelist | None) -> list[Token]:
    """`taxane chemotherapy regimen` is the taxane; `AST (SGOT)` and `AST/SGOT` are one test."""
    made: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        last = made[-1] if made else None
        if (
            last
            and last.tag == "AGENT"
            and token.tag in ("OR", "SLASH")
            and tokens[index + 1 : index + 2]
            and tokens[index + 1].tag == "GEN"
        ):
            index += 2  # `investigational agent or therapy`
            continue
        if last and last.tag in ("AGENT", "RADIO") and token.tag == "GEN":
            index += 1
            continue
        if token.tag == "COND" and last and last.tag == "COND" and "infection" in (token.value, last.value):
            made[-1] = last if token.value == "infection" else token  # `HIV infection`, `infection with HIV`
            index += 1
            continue
        if last and _same(last, token):
            index += 1
            continue
        if (
            token.tag in ("SLASH", "OR")
            and last
            and index + 1 < len(tokens)
            and token.tag == "SLASH"
            and last.tag == "LAB"
            and _same(last, tokens[index + 1])
        ):
            index += 2
            continue
        if last and last.tag == token.tag == "AGENT" and agents and last.value in agents and token.value in agents:
            if token.value in agents.above(last.value):
                index += 1
                continue
            if last.value in agents.above(token.value):
                made[-1] = token
                index += 1
                continue
        made.append(token)
        index += 1
    return made
