"""From a line to tokens: signs, numbers, codes and the longest phrases; what is left is a word nobody explained."""

from __future__ import annotations

import re
from typing import Any

from paeonia.modules.trials.drafting.anchors import anchor
from paeonia.modules.trials.drafting.codes_in_text import special
from paeonia.modules.trials.drafting.folding import Folded, folded, stem
from paeonia.modules.trials.drafting.lexicon import ATOM, Lexicon
from paeonia.modules.trials.drafting.numbers import amount
from paeonia.modules.trials.drafting.tokens import Token

_SIGNS = {",": "COMMA", "/": "SLASH", "(": "LP", ")": "RP", ":": "COLON", "+": "PLUS", "=": "EQ"}
_COMPARED: tuple[tuple[str, str], ...] = (
    (
        r"(?:not?|nor)\s+(?:less|lower|fewer)\s+than|not (?:be )?(?:below|under)|(?:not?\s+)?(?:a )?(?:at least|"
        r"minimum of|at a minimum|minimum)|"
        r"(?:is |are |of |be )?(?:greater|more|higher|larger|bigger)\s*(?:than)?\s*(?:or|and|and/or|/)\s*"
        r"equal(?:\s*(?:than|to))?|"
        r"equal(?:s)? "
        r"(?:to "
        r")?or (?:greater|more|higher) than|"
        r"equal to or above|superior (?:or equal )?(?:of|to)|superior or equal|>\s*(?:or|/)\s*=(?:\s*to)?|"
        r">\s*=(?:\s*to\b)?|=\s*>|"
        r">\s*or equal(?: to)?|>\s*than or equal(?: to)?|"
        r"at or "
        r"above|"
        r"不少于|不低于|至少(?!有?[一1]个)|大于等于|大于或等于|不小于|≥",
        ">=",
    ),
    (
        r"(?:may|can|could|might) have (?:received|had) (?:up to|no more than|at most|a maximum of)|"
        r"not (?:be )?above|(?:not?|never)\s+(?:to )?(?:more|greater|higher|larger)\s+(?:than|then)|(?:not|must not|"
        r"no)\s+(?:to "
        r")?exceed(?:ing)?|at most|up to|maximum of|"
        r"(?:is |are |of |be )?(?:less|lower|fewer)\s*(?:than)?\s*(?:or|and|/)\s*equal\s*(?:than|to)|"
        r"equal(?:s)? (?:to )?or (?:less|lower|"
        r"fewer) than|"
        r"equal or less than|inferior or equal (?:to|of)|<\s*(?:or|/)\s*=(?:\s*to\b)?|<\s*=(?:\s*to\b)?|=\s*<|"
        r"<\s*or equal(?: to)?|<\s*than or equal(?: to)?|at or below|不超过|不高于|不大于|"
        r"小于等于|小于或等于|最多|至多",
        "<=",
    ),
    (
        r"(?:is |are |of )?(?:greater|more|higher|larger|older|longer)\s+(?:than|then)|"
        r"over(?!-?\s?express)|above|exceed(?:s|ing)?|in "
        r"excess of|>(?:\s*than)?|超过|大于|高于|多于",
        ">",
    ),
    (
        r"(?:is |are |of )?(?:less|lower|fewer|younger|smaller|shorter)\s+(?:than|then)|under|below|<(?:\s*than)?|"
        r"小于|低于|少于|"
        r"不足",
        "<",
    ),
)
_COMPARE = tuple(
    (re.compile(rf"(?:{pattern})(?![a-z])" if pattern[0] != "z" else pattern), sign) for pattern, sign in _COMPARED
)
_AFTER = (
    (
        re.compile(
            r"(?:(?:years? of age|years?|yrs?) )?(?:or|and|and/or)\s+(?:older|over|above|greater|more|higher|"
            r"better|longer|up)(?![a-z]|\s+than)|"
            r"及以上|或以上|以上|and up\b|or older"
        ),
        ">=",
    ),
    (re.compile(r"(?:or|and)\s+(?:younger|under|below|less|lower|fewer)(?![a-z]|\s+than)|及以下|或以下|以下"), "<="),
)
_SHORT = re.compile(r"(?:\b(?:e\.?g|i\.?e|vs|approx|no|dr|st|etc|incl|max|min|[a-z]))$")
_RECEPTOR_SIGN = re.compile(r"\s?\(?([+-])\)?(?=[\s,;/).]|$|her|hr|pr|er)")
# `HER2-, ER-positive`: the hyphen waits for the word at the end of the list.
_SUSPENDED = re.compile(
    r"-\)?\s?(?:over|posi|nega|ampli)|-\s*\([^()]{1,40}\)\s*-?(?:over|posi|nega|ampli)|"
    r"-\s*\([^()]{1,40}-\)\s*(?:over|posi|nega|ampli)|-\s*[,/]?\s*(?:and/or |and |or "
    r")?[a-z0-9]+(?: receptor)?(?: \([a-z0-9]+\))?-?\s?(?:positive|negative)"
)
_IN_THE = re.compile(r"in the (?=\d+ (?:day|week|month|year))")
_ONE_OF = re.compile(r"(?:year|month|week)\b")
_HALF_YEAR = re.compile("半年")


def tokens(text: str, lexicon: Lexicon) -> tuple[Folded, list[Token]]:
    """The line folded, and its tokens in order; spaces and hyphens are none."""
    plain = folded(text)
    return plain, _Lexer(plain, lexicon).run()


class _Lexer:
    def __init__(self, plain: Folded, lexicon: Lexicon) -> None:
        self.plain, self.lexicon = plain, lexicon
        found = list(ATOM.finditer(plain.lower))
        self.starts = [one.start() for one in found]
        self.ends = [one.end() for one in found]
        self.stems = [stem(one[0]) for one in found]
        self.made: list[Token] = []

    def run(self) -> list[Token]:
        """One token after the other; each step goes on behind the last character it took."""
        at = index = 0
        lower = self.plain.lower
        while index < len(self.starts):
            if self.starts[index] < at:  # inside a number or code that was taken whole
                index += 1
                continue
            at = self.starts[index]
            taken = self._sign(at) or self._special(at) or self._phrase(index) or self._number(at) or self._mark(index)
            tag, value, end = taken
            if tag:
                self.made.append(Token(tag, value, at, end, lower[at:end]))
            at = self._receptor_sign(end) if tag in ("REC", "ISH") else end
            while index < len(self.starts) and self.starts[index] < at:
                index += 1
        return self.made

    def _receptor_sign(self, end: int) -> int:
        """`ER+` and `HER2(-)`: the sign right behind a receptor is its result."""
        sign = _RECEPTOR_SIGN.match(self.plain.lower, end)
        dash = sign and self.plain.lower[end:end + 3] == " - " and self.plain.lower[end + 3:end + 4].isalnum()
        if not sign or dash or sign[1] == "-" and _SUSPENDED.match(self.plain.lower, end):
            return end
        tag = "POS" if sign[1] == "+" else "NEGATIVE"
        self.made.append(Token(tag, "sign", sign.start(1), sign.end(1), sign[1]))
        return sign.end()

    def _boundary(self, at: int) -> bool:
        lower = self.plain.lower
        return at == 0 or not (lower[at - 1].isascii() and lower[at - 1].isalpha() and lower[at].isalpha())

    def _sign(self, at: int) -> tuple[str, Any, int] | None:
        lower = self.plain.lower
        for pattern, sign_ in _AFTER:
            if self.made and self.made[-1].tag in _NUMBERS and (after := pattern.match(lower, at)):
                return "POST", sign_, after.end()
        if lower[at] in ".;":
            return self._stop(at)
        if self._boundary(at):
            if lower[at] == "i" and (in_the := _IN_THE.match(lower, at)):
                return "WITHIN", "WITHIN", in_the.end()
            if lower[at] in "pboftua首给用治研随入筛签开" and (end := anchor(lower, at)):
                return "ANCHOR", None, end
            for pattern, sign_ in _COMPARE:
                if compared := pattern.match(lower, at):
                    return "CMP", sign_, compared.end()
        return None

    def _stop(self, at: int) -> tuple[str, Any, int] | None:
        lower = self.plain.lower
        after = lower[at + 1 : at + 2]
        if lower[at] == ".":
            ends = not after or after.isspace() or ord(after) > 0x2E7F or ord(lower[at - 1 : at] or " ") > 0x2E7F
            if not ends or (_SHORT.search(lower, max(0, at - 6), at) and after):
                return "", None, at + 1
        return "STOP", lower[at], at + 1

    def _special(self, at: int) -> tuple[str, Any, int] | None:
        return special(self.plain.lower, self.plain.text, at) if self._boundary(at) else None

    def _phrase(self, index: int) -> tuple[str, Any, int] | None:
        at, end = self.starts[index], self.ends[index]
        word = self.plain.text[at:end]
        found = self.lexicon.longest(self.stems, index)
        if found:
            after, (tag, value) = found
            if after > index + 1 or not self.stems[index].replace(".", "").isdigit():
                return tag, value, self.ends[after - 1]
        entry = self.lexicon.capitals.get(word)
        return (*entry, end) if entry else None

    def _number(self, at: int) -> tuple[str, Any, int] | None:
        if not self._boundary(at):
            return None
        alone = _ONE_OF.match(self.plain.lower, at) if self.made and self.made[-1].tag == "WITHIN" else None
        if alone:       # `within the past year`
            _, value, _ = amount(f"1 {alone[0]}", 0) or ("", None, 0)
            return "DUR", value, alone.end()
        half = _HALF_YEAR.match(self.plain.lower, at)
        if half:
            _, value, _ = amount("6个月", 0) or ("", None, 0)
            return "DUR", value, half.end()
        return amount(self.plain.lower, at)

    def _mark(self, index: int) -> tuple[str, Any, int]:
        sign = self.plain.lower[self.starts[index] : self.ends[index]]
        if sign in _SIGNS:
            return _SIGNS[sign], sign, self.ends[index]
        return ("" if sign in "-*\"'%#_|·" else "W"), sign, self.ends[index]


_NUMBERS = frozenset({"NUM", "QTY", "ULN", "PCT", "DUR", "AGED", "RNUM", "GRADEIS"})
