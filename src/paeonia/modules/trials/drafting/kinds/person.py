"""Age, sex, performance status, life expectancy, menopause, smoking."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, ends, sign, window
from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule

_MONTHS = {"days": 1 / 30.4375, "weeks": 7 / 30.4375, "months": 1.0, "years": 12.0}


def _age(found: Found) -> Claim | None:
    token = found.one("amt")
    assert token is not None
    amount = token.value
    if amount.unit not in ("", "years", "age") or not 10 <= amount.low <= 110 or amount.low % 1:
        return None
    op = sign(found, "")
    if not op and amount.high is None:
        if amount.low > 30:  # `age 70` with a lost sign may be either end
            return None
        op = ">="
    word = {">=": "from", "<=": "to"}.get(op)
    bounds: dict[str, Any] = ends(op, amount, "")
    bounds = (
        {word or key: int(float(value)) for key, value in bounds.items()}
        if amount.high is None
        else {key: int(float(value)) for key, value in bounds.items()}
    )
    lost = not sign(found, "") and amount.high is None
    return Claim("age", ({"age": bounds},), only="wanted" if lost else "")


_AGED = ("old", "young", "over", "under", "year", "yr", "以上", "以下")


def _bare_age(found: Found) -> Claim | None:
    """`18 or older`; `a score of 13 or less` is no age."""
    after = found.one("post")
    aged = after is not None and any(word in after.text for word in _AGED)
    return _age(found) if aged or found.of("DUR") else None


def _woman_of(found: Found) -> Claim | None:
    """`women 18 years`, where the sign and `of age` were lost on the way."""
    age, sex = _age(found), found.one("sex")
    if age is None or sex is None or not found.of("DUR")[0].value.low >= 16:
        return None
    return Claim("age", ({"sex": sex.value}, *age.data), only="" if sign(found) else "wanted")


def _ages(found: Found) -> Claim | None:
    """`>= 18 and <= 75 years`."""
    low, high = found.one("low"), found.one("high")
    op, op2 = found.one("cmp"), found.one("cmp2")
    if low is None or high is None or not 10 <= low.value.low < high.value.low <= 110:
        return None
    one = op.value if op else ">="
    two = op2.value if op2 else "<="
    if one not in (">", ">=") or two not in ("<", "<="):
        return None
    words = {">=": "from", ">": "more than", "<=": "to", "<": "less than"}
    return Claim("age", ({"age": {words[one]: int(low.value.low), words[two]: int(high.value.low)}},))


def _sex(found: Found) -> Claim | None:
    named = {token.value for token in found.of("SEX")}
    return Claim("sex", ({"sex": named.pop()},) if len(named) == 1 else (), weak=True)


def _ecog(found: Found) -> Claim | None:
    claim, within = _ecog_alone(found), window(found)
    if claim is None or within is None:
        return None if found.has("WITHIN", "INSIDE") else claim
    return replace(claim, data=({"ecog": {**claim.data[0]["ecog"], "within": within}},))


def _ecog_alone(found: Found) -> Claim | None:
    numbers = [token.value for token in found.of("NUM", "RNUM", part="amts")]
    if not numbers or any((n.high or n.low) > 5 or n.low % 1 for n in numbers):
        return None
    low = int(min(n.low for n in numbers))
    high = int(max(n.high or n.low for n in numbers))
    op = sign(found)
    if len(numbers) > 1 or numbers[0].high is not None:
        return None if op else _scored({"at most": high} if low == 0 else {"from": low, "to": high})
    if not op:
        return Claim("performance", ({"ecog": {"at most": high}},), only="wanted") if high in (0, 1, 2, 3) else None
    if op not in ("<", "<=", ">", ">="):
        return None
    return _scored(ends(op, numbers[0], ""))


def _scored(bounds: dict[str, Any]) -> Claim:
    return Claim("performance", ({"ecog": {key: int(float(value)) for key, value in bounds.items()}},))


def _karnofsky(found: Found) -> Claim | None:
    token = found.one("amt")
    assert token is not None
    amount = token.value
    if not 10 <= amount.low <= 100 or (amount.high or 0) > 100:
        return None
    op = sign(found, "" if amount.high is None else ">=") or ">="
    bounds = ends(op, amount, "")
    if amount.high == 100:
        bounds = {"at least": bounds["from"]}
    return Claim(
        "performance",
        ({"karnofsky": {key: int(float(value)) for key, value in bounds.items()}},),
        only="" if sign(found) else "wanted",
    )


def _both_scales(found: Found) -> Claim | None:
    """`ECOG 0-1 (Karnofsky >= 60)`: two scales for one demand, and whichever was used will do."""
    first = _ecog(found)
    kps = found.one("kps")
    op = found.one("kpscmp")
    if first is None or kps is None or not 10 <= kps.value.low <= 100:
        return None
    word = {"": "at least", ">=": "at least", ">": "more than"}.get(str(op.value) if op else "")
    if word is None and kps.value.high is None:
        return None
    second = {"karnofsky": {word or "at least": int(kps.value.low)}}
    return Claim("performance", ({"any": [first.data[0], second]},), only="wanted")


def _life(found: Found) -> Claim | None:
    token = found.one("amt")
    assert token is not None
    amount = token.value
    months = amount.low * _MONTHS.get(amount.unit, 0)
    op = sign(found, "") or ">="
    if not months or amount.high is not None:
        return None
    number = f"{months:.12g}" if amount.unit in ("months", "years") else ""
    text = f"{number} mo" if number else f"{int(amount.low)} {'wk' if amount.unit == 'weeks' else 'd'}"
    words = {">=": "at least", ">": "more than", "<": "less than", "<=": "at most"}
    return Claim("life_expectancy", ({"life_expectancy": {words[op]: text}},), only="" if sign(found) else "wanted")


def _menopause(found: Found) -> Claim | None:
    named = sorted({value for token in found.of("MENO") for value in token.value.split("+")})
    if {"pre", "post"} <= set(named):      # nobody is left out
        return Claim("menopausal", (), weak=True)
    value: Any = "not_post" if named == ["peri", "pre"] else named[0] if len(named) == 1 else named
    return Claim("menopausal", ({"menopausal": value},))


def _defined_menopause(found: Found) -> Claim | None:
    """`postmenopausal, defined as ...`: the dictionary has a definition of its own; the trial's is asked."""
    if found.has("REC", "EXTENT", "STAGE", "BREASTCA", "ECOG", "PREG", "CONTRA", "CBP", "EXCEPT"):
        return None
    claim = _menopause(found)
    return replace(claim, only="wanted", part=True) if claim else None


def _smoking(found: Found) -> Claim | None:
    return Claim("other", ({"smoking": "current"},), only="barred")


def _smoked(found: Found) -> Claim | None:
    """`smoked within 12 months`: whoever smokes now is out; when others stopped is asked."""
    return Claim("other", ({"smoking": "current"},), only="barred", part=True)


_SCALE = (
    "(ADEQUATE PS COLON?)?((ECOG|PS|LP ECOG RP|LP PS RP|SLASH ECOG|OR ECOG|COMMA ECOG|COLON)*(ECOG)(ECOG|"
    "PS|LP ECOG RP|LP PS RP|SLASH ECOG|OR ECOG|COLON|EQ)*|PS (COLON|EQ)?)"
)
_SCORES = "(?P<cmp>CMP)? (?P<amts>(NUM|RNUM)((COMMA|OR|AND|SLASH|COMMA OR|COMMA AND) (NUM|RNUM))*) (?P<post>POST)?"
_KPS = "(KPS|PS|LP KPS RP|LP PS RP|COLON)*KPS(KPS|PS|LP KPS RP|COLON|EQ)*"
RULES = (
    Rule("(AGE|GENDER)? B (?P<cmp>CMP)? (?P<amt>AGED|RAGED) (?P<post>POST)? OLD? (LP CMP? (AGED|DUR|NUM) RP)?", _age),
    Rule("AGE B (?P<cmp>CMP)? (?P<amt>NUM|DUR|RNUM|RDUR) (?P<post>POST)? OLD? (LP CMP? (AGED|DUR|NUM) RP)?", _age),
    Rule("(?P<cmp>CMP)? (?P<amt>NUM|DUR|RNUM|RDUR) (?P<post>POST)? (OLD|AGE)", _age),
    Rule("(?P<cmp>CMP)? (?P<amt>NUM|DUR) (?P<post>POST)", _bare_age),
    Rule("(?P<amt>RDUR)", _age),
    Rule(
        "AGE? B (?P<cmp>CMP) (?P<low>NUM|DUR|AGED) (AND|COMMA|TO|SLASH|NARROW) (?P<cmp2>CMP) "
        "(?P<high>NUM|DUR|AGED) OLD?",
        _ages,
    ),
    Rule("BETWEEN AGE (?P<amt>RNUM|RDUR|RAGED) OLD?", _age),
    Rule("BETWEEN AGE (?P<low>NUM|DUR|AGED) (AND|NARROW) (?P<high>NUM|DUR|AGED) OLD?", _ages),
    Rule("AGE? BETWEEN (?P<low>NUM|DUR|AGED) (AND|NARROW) (?P<high>NUM|DUR|AGED) OLD?", _ages),
    Rule("AGE (?P<low>NUM|DUR|AGED) NARROW (?P<high>NUM|DUR|AGED) OLD?", _ages),
    Rule("(GENDER COLON?)? SEX (J SEX)*", _sex),
    Rule("(?P<sex>SEX) COMMA? (?P<cmp>CMP)? (?P<amt>DUR)", _woman_of),
    Rule("(?P<cmp>CMP) AGE (?P<amt>NUM|DUR|AGED)", _age),
    Rule("AGE B (?P<low>NUM|DUR) (AND|NARROW) (?P<high>NUM|DUR|AGED)", _ages),
    Rule(f"{_SCALE} {_SCORES} (NARROW? LP? ECOG RP?)?", _ecog),
    Rule(f"{_SCALE} {_SCORES} {WINDOW}", _ecog),
    Rule(f"{_KPS} B (?P<cmp>CMP)? (?P<amt>NUM|RNUM|PCT|RPCT) (?P<post>POST)?", _karnofsky),
    Rule(
        f"{_SCALE} {_SCORES} (LP|OR|SLASH|LP OR) {_KPS} (?P<kpscmp>CMP)? (?P<kps>NUM|PCT|RNUM|RPCT) RP?", _both_scales
    ),
    Rule("LIFE B (?P<cmp>CMP)? (?P<amt>DUR) (?P<post>POST)?", _life),
    Rule("(?P<cmp>CMP) LIFE B (?P<amt>DUR)", _life),
    Rule("(?P<cmp>CMP)? (?P<amt>DUR) (?P<post>POST)? LIFE", _life),
    Rule("MENO (J MENO)* MENOSTATUS?", _menopause),
    Rule("MENO SEX? (LP|COMMA? DEFINED) REST", _defined_menopause),
    Rule("(MENOSTATUS COLON?) MENO", _menopause),
    Rule("ACTIVE? SMOKE", _smoking),
    Rule(f"SMOKE {WINDOW}", _smoked),
)
