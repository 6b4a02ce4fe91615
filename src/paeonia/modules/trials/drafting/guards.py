"""What a line forbids, as widely as the record can tell it: who has nothing of it passes, who has is asked about.

`Clinically significant cardiovascular disease` narrows what a record holds by words that no record holds. The line is then
drafted as `none: [{all: [cardiovascular disease, ask]}]`. That is right if everybody whom the line excludes has the thing,
so windows, statuses, grades and settings are left out, what more a line names is added, and a line with one member that is
not on record is not drafted so.
"""

from __future__ import annotations

from collections.abc import Sequence

from paeonia.modules.trials.drafting.guard_things import Item, example, things
from paeonia.modules.trials.drafting.guard_words import ADJECTIVES, BEHIND, CLAUSE, NOUNS, ORGANS
from paeonia.modules.trials.drafting.tokens import JOINERS, Token

LONGEST = 90
_THINGS = frozenset({"COND", "AGENT", "RADIO", "PROC", "BRAINMETS", "CANCER", "CONTRABC", "ALLERGY", "TRIAL", "VACCINE",
                     "ORGAN", "SITE", "BREASTCA", "DISEASE", "CONTRALATERAL", "METS", "EXTENT"})
# What may stand before a thing and only narrows it.
_BEFORE = frozenset({"PRIOR", "NOW", "ACTIVE", "UNCONTROLLED", "SEVERE", "CHRONIC", "SYMPTOMATIC", "UNTREATED", "OTHER",
                     "RECEIVED", "PRIMARY", "SET", "SEX", "CMP", "NUM", "GRADEIS", "NYHAIS", "POS", "WITHIN", "DUR", "RDUR",
                     "ANCHOR", "INSIDE", "FILL", "LINES", "TREATED", "COLON", "INVASIVE", "STOP",
                     "EXCLUDED", "PREPOSTANY", "QTY"})
# Adjectives that may stand alone between two joiners: `active, uncontrolled or severe infection`.
_ADJECTIVAL = frozenset({"PRIOR", "NOW", "ACTIVE", "UNCONTROLLED", "SEVERE", "CHRONIC", "SYMPTOMATIC", "UNTREATED", "OTHER",
                         "RECEIVED", "SEX", "WITHIN", "DUR", "ANCHOR", "SET", "NARROW", "W", "GRADEIS", "NYHAIS"})
# What may stand behind it, and begins words that only narrow it or say more about it.
_AFTER = frozenset({"NARROW", "WITHIN", "INSIDE", "SINCE", "BEFORE", "DEFINED", "CMP", "GRADEIS", "NYHAIS", "NUM", "QTY",
                    "DUR", "RDUR", "ANCHOR", "IF", "EXCEPT", "UNCONTROLLED", "ACTIVE", "SYMPTOMATIC", "NOW", "RECEIVED",
                    "SET", "FORTHIS", "FOR", "EXAMPLES", "MEANWHILE", "FROM", "TREATED", "UNTREATED", "CLASS", "JUDGE",
                    "PRIOR",
                    "LINES", "CUMDOSE", "EXTENT", "INSETTING", "BETWEEN", "POST", "NEG", "GEN", "SEVERE", "STOP", "COLON",
                    "EXCLUDED", "PRIMARY", "FREE", "INVASIVE"})
# What goes on about the thing before it: a clause, a time, an exception.
_GOES_ON = frozenset({"NARROW", "WITHIN", "SINCE", "BEFORE", "DEFINED", "CMP", "IF", "EXCEPT", "ANCHOR", "FORTHIS", "JUDGE",
                      "FOR", "FROM", "SET", "MEANWHILE", "EXAMPLES", "UNTREATED", "GEN", "ASKED", "TREATED", "STABLE"})
# Words that make the line one about something else, wherever they stand before a thing.
_REFUSED = frozenset({"MUST", "UNCLEAR", "REMARK", "AGE", "AGED", "RAGED", "ECOG", "LIFE", "CONTRA", "PREG", "LACT"})
_VERBS = ("requir", "need", "using", "receiv", "who", "with", "by", "under")
_SUCH = ("includ", "such as", "e.g", "i.e")
_BY_NUMBERS = frozenset({"liver_disease", "endocrine_disease", "lung_disease", "immune"})   # whose abnormalities are values
_POINTING = ("these", "this", "such", "those", "however", "they")
_UNKNOWN = ("test", "exclude", "rule", "known")
_MAY_NOT = ("may not", "must not", "cannot", "should not")


def forbidden(sentences: Sequence[Sequence[Token]], row: Sequence[Token], side: str) -> list[Item]:
    """The widest reading of what a line forbids; nothing where somebody it excludes may have none of it on record.

    `row` is the line as it was written, with the examples in brackets that the sentences lack.
    """
    found: list[Item] = []
    for sentence in sentences:
        items = _sentence(sentence, side, bool(found))
        if items is None:
            return []
        found += items
    return list(dict.fromkeys([*found, *_named_in_brackets(row, {event for event, _ in found})]))


def _named_in_brackets(row: Sequence[Token], events: set[str]) -> list[Item]:
    """`Heart disease (e.g. hypertension)`: an example may lie outside of what the record calls heart disease."""
    made: list[Item] = []
    at = 0
    while at < len(row):
        end = _closing(row, at) if row[at].tag == "LP" else 0
        inner = row[at + 1:end] if end else ()
        if not {token.tag for token in inner} & {"EXCEPT", "NEG", "ALLOWED", "IF"}:
            for token in inner:
                made += example(token, events)
        at = max(at, end) + 1
    return made


def _sentence(tokens: Sequence[Token], side: str, behind: bool) -> list[Item] | None:
    """What a sentence forbids; a permission forbids nothing of its own."""
    tags = {token.tag for token in tokens}
    if len(tokens) > LONGEST or tags & _REFUSED:
        return None
    if "ALLOWED" in tags:
        return _permitted(tokens) if behind else None
    row = _forbidding([token for token in tokens if token.tag != "STOP"], side)
    return _Members(side != "exclusion").of(row) if row else None


def _forbidding(tokens: list[Token], side: str) -> list[Token] | None:
    """The tokens behind `no`, or before `are excluded`; None where the sentence forbids nothing, or forbids having none."""
    opened, excluded = 0, False
    for token in tokens:
        opened += {"LP": 1, "RP": -1}.get(token.tag, 0)
        excluded = excluded or token.tag == "EXCLUDED" and not opened
    row = [token for token in tokens if token.tag != "EXCLUDED"]
    first = next((at for at, token in enumerate(row) if token.tag not in ("SEX", "FILL", "COLON")), len(row))
    negated = first < len(row) and row[first].tag == "NEG"
    if side == "exclusion":
        if negated and not row[first].text.startswith(_MAY_NOT):
            return None
        return row[first + 1:] if negated else row
    if excluded == negated:
        return None
    return row[first + 1:] if negated else row


def _permitted(tokens: Sequence[Token]) -> list[Item] | None:
    """`Tamoxifen is allowed` adds nothing; what is allowed on conditions is forbidden without them."""
    tags = {token.tag for token in tokens}
    if not tags & {"IF", "EXCEPT", "NEG", "CMP", "WITHIN", "SINCE", "EXCLUDED"}:
        return []
    if tags & {"NEG", "EXCLUDED"}:
        return None
    head = next(at for at, token in enumerate(tokens) if token.tag in ("ALLOWED", "IF", "EXCEPT"))
    items = _Members(False).of([token for token in tokens[:head] if token.tag != "STOP"]) if head else []
    words = [token.text for token in tokens[:head]]
    return [] if not items and all(word in _POINTING for word in words) else items


class _Members:
    """The members of a list of what is forbidden, one after the other."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted            # among what is asked for `no A, no B` says no to each
        self.items: list[Item] = []
        self.waiting: list[Item] = []   # `cardiac, pulmonary or liver disease`: names without their noun
        self.hanging = False            # an adjective waits for its thing
        self.open = ""                  # what the clause behind the last member is of

    def of(self, tokens: Sequence[Token]) -> list[Item] | None:
        """All of them, or None."""
        row = self._without_brackets(tokens)
        if row is None:
            return None
        for joiner, segment in _split(row):
            if not self._take(segment, joiner):
                return None
        return self.items if self.items and not self.waiting and not self.hanging else None

    def _without_brackets(self, tokens: Sequence[Token]) -> list[Token] | None:
        """A bracket explains, narrows or takes out; one that adds a member must be read like any other."""
        made: list[Token] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.tag == "RP":
                return None
            if token.tag == "LP":
                end = _closing(tokens, at)
                inner = list(tokens[at + 1:end])
                if not end:
                    return None
                joined = bool(inner) and inner[0].tag in ("OR", "ANDOR", "AND")
                if joined or any(one.tag == "DUR" for one in inner) and inner[0].tag in _THINGS | {"W"}:
                    more = _Members(self.wanted).of(inner[joined:])      # `(minor surgery within 7 days)`
                    if more is None:
                        return None
                    self.items += more
                at = end + 1
                continue
            made.append(token)
            at += 1
        return made

    def _take(self, segment: Sequence[Token], joiner: Token | None) -> bool:
        if self.open == "spared" and _cancers_only(segment):
            return True
        found, rest = self._head(segment)
        if found is None:
            return self._without_thing(segment, joiner)
        items, noun = found
        if not noun and not rest:
            self.waiting += items
            return True
        if not noun or rest and items[0][0] != "allergy" and not _may_follow(rest[0]) or _denied(rest, items[0]):
            return False
        if self.open == "allergy" and not any(token.tag in ("NOW", "RECEIVED") for token in segment) and all(
                event == "therapy" for event, _ in items):
            return True         # `allergy to paclitaxel or docetaxel`
        self.items += [*self.waiting, *items]
        self.waiting, self.hanging = [], False
        self.open = "clause" if any(token.tag in _GOES_ON - _TIMES for token in rest) else "plain"
        if items[0][0] == "allergy" and (rest or segment[-1].text.endswith("to")):
            self.open = "allergy"
        self._spare(rest)
        return self._examples(rest) and not _measured(rest)

    def _spare(self, tokens: Sequence[Token]) -> None:
        """Behind `except` a list of cancers is one of those that are let in."""
        if any(token.tag == "EXCEPT" for token in tokens):
            self.open = "spared" if ("condition", "other_malignancy") in self.items else "clause"

    def _examples(self, tokens: Sequence[Token]) -> bool:
        """Examples may go over into other members, so each must be on record too."""
        inner = next((list(token.value) for token in tokens if token.tag == "EXAMPLES"), [])
        at = next((index for index, token in enumerate(tokens) if token.text.startswith(_SUCH)), len(tokens))
        for token in tokens[at:]:       # `brain metastases including leptomeningeal disease`
            events = {event for event, _ in self.items}
            more = example(token, events)
            if token.tag == "COND" and "condition" in events and not more:
                return False
            self.items += more
        return all(self._take(segment, joiner) for joiner, segment in _split(self._without_brackets(inner[1:]) or []))

    def _head(self, segment: Sequence[Token]) -> tuple[tuple[list[Item], bool] | None, Sequence[Token]]:
        """The thing that a segment names, whether its noun stands there, and what stands behind it."""
        at = 0
        while at < len(segment) and self._narrows(segment, at):
            at += 1
        if at == len(segment) or segment[at].tag not in _THINGS | {"W"}:
            return None, ()
        before = segment[:at]
        items: list[Item] = []
        noun = False
        while at < len(segment):
            named, whole = things(segment, at, before)
            if named is None:
                break
            items += named
            noun = noun or whole
            at += 1
            if named and named[0][0] == "allergy":
                break
        while items and at < len(segment) and (
                segment[at].tag in ("METS", "BREASTCA") or segment[at].text in NOUNS):
            noun = True
            if segment[at].text.startswith("abnormal") and {code for _, code in items} & _BY_NUMBERS:
                return None, ()
            at += 1
        if not items:
            return None, ()
        return (items, noun), segment[at:]

    def _narrows(self, segment: Sequence[Token], at: int) -> bool:
        token = segment[at]
        if token.tag == "NEG":
            return self.wanted and at == 0
        if token.tag == "NARROW":
            return not self.items and token.text.startswith(_VERBS)
        if token.tag == "SINCE":
            return at > 0 and segment[at - 1].tag == "DUR"
        if token.tag == "GEN":
            return at > 0 and segment[at - 1].tag in ("NOW", "RECEIVED", "W", "NARROW")
        return token.tag in _BEFORE or token.tag == "W" and token.text in ADJECTIVES and token.text not in ORGANS

    def _without_thing(self, segment: Sequence[Token], joiner: Token | None) -> bool:
        """A segment that names nothing on record: an adjective, or it goes on with the clause before it."""
        if all(self._narrows(segment, at) for at in range(len(segment))):
            self.hanging = self.hanging or not self.items
            return bool(self.items) or {token.tag for token in segment} <= _ADJECTIVAL
        if not self.items or self.waiting:
            return False
        self._spare(segment)
        if self.open == "spared":
            return _cancers_only(segment)
        if self.items[-1] == ("radiotherapy", "") and _sites_only(segment):
            return True             # `radiotherapy to the breast or axilla`
        if joiner is not None and segment[0].start - joiner.end > _GAP:
            return False            # `... or patients who require oxygen`
        return self._goes_on(segment, joiner)

    def _goes_on(self, segment: Sequence[Token], joiner: Token | None) -> bool:
        """It goes on with the clause behind the last member, rather than being a member that is not on record."""
        if self.open == "allergy" and {token.tag for token in segment} <= _TO_WHAT:
            return len(segment) <= _LONG
        if any(token.tag in _THINGS - {"ORGAN", "SITE", "DISEASE", "BREASTCA", "EXTENT", "METS"} for token in segment):
            return segment[0].tag in ("NARROW", "EXCEPT", "IF", "JUDGE") and self.open != "plain"
        if self.open == "plain":    # `cirrhosis, requiring treatment` goes on, `cirrhosis or requiring oxygen` does not
            return segment[0].tag in _NARROWS and (joiner is None or joiner.tag == "COMMA")
        if segment[0].tag == "IF" and joiner is not None and joiner.tag != "COMMA":
            return False            # `... or if she lives in a hospice`
        if segment[0].tag in _GOES_ON:
            return True
        return segment[0].text in CLAUSE or all(token.tag in _GOES_ON | _BEFORE or token.text in CLAUSE for token in segment)


_CANCERS = frozenset({"thyroid_cancer", "ovarian_cancer", "endometrial_cancer", "colorectal_cancer", "prostate_cancer",
                      "lung_cancer", "haematological_malignancy", "mds_aml", "melanoma"})
_SITES = frozenset({"SITE", "SIDED", "ORGAN"})
_TIMES = frozenset({"WITHIN", "SINCE", "BEFORE", "ANCHOR", "FROM", "MEANWHILE"})
_TO_WHAT = frozenset({"W", "OTHER", "EXCIPIENT", "GEN", "RECEIVED", "AGENT"})    # `... or other drugs of this study`
_LONG = 5
_NARROWS = frozenset({"EXCEPT", "IF", "NARROW", "WITHIN", "SINCE", "DEFINED", "ANCHOR", "FORTHIS", "JUDGE",
                       "FROM", "MEANWHILE", "EXAMPLES"})
_GAP = 5        # letters that the lexer took for a frame
_OF_CANCERS = frozenset({"MINOR", "CONTRABC", "BILATERAL",
                         "TREATED", "DISEASE", "CANCER", "HIST", "INSITU", "SITE", "STAGE", "BREASTCA",
                         "FREE", "CMP", "DUR", "NARROW", "FOR", "OTHER", "PRIOR", "EXCEPT", "WITHIN", "ANCHOR",
                         "INVASIVE", "ORGAN", "NEG", "IF", "JUDGE", "LOW", "TCODE", "GRADEIS", "CONTRALATERAL",
                         "SINCE", "NOW", "ACTIVE", "GEN", "PRIMARY", "EARLY", "EXTENT", "RECEIVED",
                         "BEFORE", "PROC"})


def _sites_only(segment: Sequence[Token]) -> bool:
    behind = next((token.tag for token in segment if token.tag not in _SITES), "NARROW")
    return segment[0].tag in _SITES and behind in _GOES_ON


def _cancers_only(segment: Sequence[Token]) -> bool:
    return all(token.tag in _OF_CANCERS or token.tag == "W" or token.tag == "COND" and token.value in _CANCERS
               for token in segment)


def _split(tokens: Sequence[Token]) -> list[tuple[Token | None, list[Token]]]:
    """What stands between two joiners, each with the last joiner before it."""
    made: list[tuple[Token | None, list[Token]]] = [(None, [])]
    for index, token in enumerate(tokens):
        rate = token.tag == "SLASH" and any(one.text in _PER for one in tokens[index + 1:index + 2])
        if token.tag in JOINERS and not rate:
            made.append((token, []))
        else:
            made[-1][1].append(token)
    return [one for one in made if one[1]]


_PER = frozenset({"day", "d", "kg", "m2", "week", "dl", "ml", "min", "m"})     # `10 mg/day` is no list


def _closing(tokens: Sequence[Token], at: int) -> int:
    depth = 0
    for index in range(at, len(tokens)):
        depth += {"LP": 1, "RP": -1}.get(tokens[index].tag, 0)
        if not depth:
            return index
    return 0


def _measured(tokens: Sequence[Token]) -> bool:
    """`infarction within 6 months before screening ejection fraction < 50 %`: another member, whose joiner was lost."""
    at = next((index for index, token in enumerate(tokens) if token.tag == "LAB" and token.text != "mg"), 0)
    return bool(tokens) and tokens[at].tag == "LAB" and tokens[at].text != "mg" and not any(
        token.tag in ("NARROW", "DEFINED", "IF", "EXCEPT") for token in tokens[:at])


def _denied(tokens: Sequence[Token], item: Item) -> bool:
    """`chemotherapy may not be given until ...` says what is to be done, `radiotherapy not given` forbids having none."""
    at = next((index for index, token in enumerate(tokens) if token.tag in ("NARROW", "EXCEPT", "IF")), len(tokens))
    said = [token.text for token in tokens[:at] if token.tag == "NEG" and not token.text.startswith("without")]
    done = item[0] in ("therapy", "radiotherapy", "procedure", "allergy", "vaccination") and item[1] != "investigational"
    done = done and any(token.tag == "NEG" for token in tokens[:1])
    unknown = any(token.text.startswith(_UNKNOWN) for token in tokens[:at])
    return bool(said) and (done or unknown or any(text.startswith(_MAY_NOT) for text in said))


def _may_follow(token: Token) -> bool:
    return token.tag in _AFTER or token.tag == "W" and token.text in BEHIND
