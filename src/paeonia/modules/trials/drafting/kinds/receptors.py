"""Receptors: `ER-positive and/or PR-positive`, `HR+/HER2-`, `HER2 positive (IHC 3+ or FISH positive)`, triple negative."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule

_VALUE = {"POS": "positive", "NEGATIVE": "negative", "LOW": "low"}
# A bracket behind HER2 that only says how it was tested.
_HOW = (
    "((LP|COMMA? DEFINED|COMMA? NARROW|(?=IHC)) "
    "(IHC|ISH|POS|NEGATIVE|PLUS|OR|AND|ANDOR|COMMA|SLASH|REC|CMP|NUM|RNUM|DEFINED|"
    "EQ|NARROW|TEST|NEG)*(IHC|ISH|POS|NEGATIVE|PLUS|NUM|TEST|REC) RP?)?"
)


def _value(name: str, value: str) -> dict[str, Any] | None:
    return None if value == "low" and name != "her2" else {name: value}


def _same(found: Found) -> Claim | None:
    """Several receptors with one result; `ER/PR positive` is what doctors call hormone receptor positive."""
    names = [token.value for token in found.of("REC", part="recs")]
    value = _VALUE[found.of("POS", "NEGATIVE", "LOW", part="value")[0].tag]
    joins = {token.tag for token in found["recs"]} - {"REC"}
    if len(names) > 1 and set(names) == {"er", "pr"} and value == "positive" and joins & {"SLASH", "OR", "ANDOR"}:
        return Claim("receptor", ({"any": [{"er": value}, {"pr": value}]},))
    if "hr" in names and len(names) > 1 and {"er", "pr"} & set(names):
        return None
    if value == "positive" and len(names) > 1 and "OR" in joins:
        return Claim("receptor", tuple({name: value} for name in names), "any")
    data = [_value(name, value) for name in names]
    if not all(data):
        return None
    # `ER and PR negative` among exclusions means both at once, and perhaps either.
    only = "wanted" if len(names) > 1 and "AND" in joins and "COMMA" not in joins else ""
    return Claim("receptor", tuple(one for one in data if one), only=only)


def _brackets(found: Found) -> Claim | None:
    """`hormone receptor positive (ER and/or PR positive)`: the bracket only explains."""
    value = _VALUE[found.of("POS", "NEGATIVE", part="value")[0].tag]
    if found.of("REC")[0].value != "hr":
        return None
    return Claim("receptor", ({"hr": value},))


def _joined(found: Found) -> Claim | None:
    """`ER positive and/or PR positive`, each with its own result."""
    pairs = [token for token in found.tokens if token.tag in ("REC", *_VALUE)]
    names = [token.value for token in pairs if token.tag == "REC"]
    values = [_VALUE[token.tag] for token in pairs if token.tag in _VALUE]
    if set(names) != {"er", "pr"} or len(names) != len(values) or len(set(values)) != 1:
        return None
    joined = "any" if found.has("OR", "ANDOR") else "all"
    if joined == "any" and values[0] == "negative":
        return None
    data = tuple({name: value} for name, value in zip(names, values, strict=True))
    return Claim("receptor", ({"any": list(data)},) if joined == "any" else data)


def _side_by_side(found: Found) -> Claim | None:
    """`HR+/HER2-`: one tumour, each receptor with its own result."""
    names = [token.value for token in found.of("REC")]
    values = [_VALUE[token.tag] for token in found.of("POS", "NEGATIVE")]
    if len(set(names)) != len(names):
        return None
    return Claim("receptor", tuple({name: value} for name, value in zip(names, values, strict=True)))


def _amplified(found: Found) -> Claim | None:
    """`HER2 FISH amplified`."""
    return Claim("receptor", ({"her2": "positive"},)) if found.of("REC")[0].value == "her2" else None


def _triple(found: Found) -> Claim | None:
    return Claim("receptor", ({"subtype": "triple_negative"},))


def _ihc(found: Found) -> Claim | None:
    """HER2 by staining and hybridisation alone: 3+, or amplified, is positive; the rest is said as it stands."""
    token = found.one("ihc")
    assert token is not None
    low, high = token.value
    if (low, high) == (3, 3) and found.one("ish"):
        return Claim("receptor", ({"her2": "positive"},), only="wanted") if found.has("POS") else None
    if found.one("ish"):
        return None
    codes = {0: "0", 1: "1+", 2: "2+", 3: "3+"}
    if (low, high) == (0, 1):
        return Claim("receptor", ({"her2_ihc": "negative"},))
    values = [codes[number] for number in range(low, high + 1)]
    return Claim("receptor", ({"her2_ihc": values[0] if len(values) == 1 else values},))


_R = "(?P<value>POS|NEGATIVE|LOW)"
RULES = (
    Rule(
        f"(?P<recs>REC (J REC)*) (COLON|EQ)? {_R} ((OR|AND|ANDOR) POS)? (BREASTCA|DISEASE)? {_HOW} (BREASTCA|DISEASE)?",
        _same,
    ),
    Rule(f"{_R} (FORREC)? (?P<recs>REC (J REC)*) {_HOW}", _same),
    Rule(
        f"(?P<recs>REC) {_R} LP DEFINED? (REC (COMMA|OR|AND|ANDOR|SLASH|POS|NEGATIVE|REC)*)(POS|NEGATIVE|REC) RP",
        _brackets,
    ),
    Rule(
        f"(?P<recs>REC) {_R} COMMA? DEFINED (REC (COMMA|OR|AND|ANDOR|SLASH|POS|NEGATIVE|REC)*)(POS|NEGATIVE|REC)",
        _brackets,
    ),
    Rule("REC LP ((REC|AND|OR|ANDOR|SLASH)+) RP (?P<value>POS|NEGATIVE)", _brackets),
    Rule("REC (POS|NEGATIVE) (AND|OR|ANDOR|COMMA|SLASH) REC (POS|NEGATIVE)", _joined),
    Rule("REC (POS|NEGATIVE) ((SLASH|COMMA) REC (POS|NEGATIVE))+ (BREASTCA|DISEASE)?", _side_by_side),
    Rule("REC ISH POS DISEASE? (LP (ISH|CMP|NUM|NARROW|W)+ RP)?", _amplified),
    Rule("TNBC (LP (REC|NEGATIVE|J|IHC|ISH|NEG)+ RP)?", _triple),
    Rule(
        "REC? LP? (?P<ihc>IHC) ((OR|ANDOR|COMMA OR|SLASH|AND) (?P<ish>ISH "
        "(POS|NEGATIVE|PLUS)|(POS|NEGATIVE) ISH))? RP?",
        _ihc,
    ),
)
