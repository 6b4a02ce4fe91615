"""Treatment: given before, given now, how long ago it must have ended, how many lines there may have been."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, duration, sign, window
from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule
from paeonia.modules.trials.drafting.tokens import Token

Data = dict[str, Any]


def _data(tokens: list[Token], setting: str, **times: Any) -> tuple[Data, ...] | None:
    """Drugs together in one test, radiotherapy and operations each in their own; None where a setting does not apply."""
    agents = list(dict.fromkeys(token.value for token in tokens if token.tag == "AGENT"))
    kinds = list(dict.fromkeys(token.value for token in tokens if token.tag == "PROC"))
    made: list[Data] = []
    if agents:
        test: Data = {"class": agents[0] if len(agents) == 1 else agents}
        if setting:
            test["setting"] = setting
        made.append({"therapy": {**test, **times}})
    if any(token.tag == "RADIO" for token in tokens):
        if setting:
            return None
        made.append({"radiotherapy": dict(times)})
    if kinds:
        if setting or "ongoing" in times:
            return None
        days = {"within" if key == "ended within" else key: value for key, value in times.items()}
        made.append({"procedure": {"kind": kinds[0] if len(kinds) == 1 else kinds, **days}})
    return tuple(made) or None


def _kind(found: Found, usual: str) -> str:
    tags = {token.tag for token in found["list"]}
    return "radiotherapy" if tags <= {"RADIO"} else "surgery" if "AGENT" not in tags and "PROC" in tags else usual


def _tokens(found: Found) -> list[Token]:
    return found.of("AGENT", "RADIO", "PROC", part="list")


def _loose(found: Found) -> bool:
    """Something in the list was not read, or means more than what it is drafted as: `surgery` of any kind."""
    return bool(found.of("W", part="list")) or any(
        token.text in ("surgery", "surgeries", "手术") for token in found.of("PROC")
    )


def _of_one(found: Found) -> bool:
    """`chemotherapy or neoadjuvant chemotherapy`: the setting belongs to the second of them only."""
    tags = [token.tag for token in found["list"]]
    inner = [at for at, tag in enumerate(tags) if tag == "SET"]
    first = found.tokens.index(found["list"][0]) if inner else 0
    return bool(inner) and not any(token.tag == "SET" for token in found.tokens[:first])


def _setting(found: Found) -> str:
    named = {token.value for token in found.of("SET")}
    if _of_one(found):
        return "?"
    extents = {token.value for token in found.of("EXTENT")}
    if extents:
        if named and named <= {"adjuvant", "neoadjuvant", "early"} and extents <= _LATE:
            return ""  # in whatever setting
        if (
            named
            or not extents <= _LATE | {"recurrent", "locoregional_recurrence", "locally_advanced"}
            or not extents & _LATE
        ):
            return "?"
        return "advanced"
    return (
        named.pop()
        if len(named) == 1
        else "early"
        if named == {"adjuvant", "neoadjuvant"}
        else ""
        if not named
        else "?"
    )


def _before(found: Found) -> Claim | None:
    """`prior chemotherapy for metastatic disease`: a history, which a trial may ask for or forbid."""
    setting = _setting(found)
    tokens = _tokens(found)
    if setting == "?" or not found.has("PRIOR", "RECEIVED", "MUST", "SET") or found.has("NOW"):
        return None
    if found.has("PROC") and not found.has("PRIOR", "RECEIVED") and setting:
        return None
    joins = {token.tag for token in found["list"]} & {"AND", "OR", "ANDOR", "SLASH"}
    if found.has("MUST", "RECEIVED") and not _loose(found):
        if len(tokens) > 1 and joins == {"AND"}:
            apart = [_data([token], setting) for token in tokens]
            if not all(apart):
                return None
            return Claim(_kind(found, "prior_therapy"), tuple(one for made in apart if made for one in made), "all")
        data = _data(tokens, setting)
        return Claim(_kind(found, "prior_therapy"), data, "any") if data else None
    used = {token.text for token in found.of("RECEIVED")} == {"use of"} and not found.has("PRIOR", "SET", "MUST", "EXTENT")
    data = _data(tokens, setting, ongoing=True) if used else _data(tokens, setting)     # `use of ...` is at least use now
    if used:
        return Claim(_kind(found, "prior_therapy"), data, "any", only="barred", part=True) if data else None
    only = "" if found.has("SET") and found.tokens[0].tag == "PRIOR" and not _loose(found) else "barred"
    return (
        Claim(_kind(found, "prior_therapy"), data, "any", only=only, part=_loose(found), timed=bool(setting))
        if data
        else None
    )


def _but(found: Found) -> Claim | None:
    """`prior systemic therapy other than endocrine therapy`: one class, but for the drugs that the line lets in."""
    setting, classes = _setting(found), list(dict.fromkeys(token.value for token in found.of("AGENT", part="of")))
    spared = list(dict.fromkeys(token.value for token in found.of("AGENT", part="but")))
    now, within = found.has("NOW"), window(found)
    if found.tokens[-1].tag == "EXCEPT" and found.tokens[-1].text.isascii():
        return None         # only Chinese puts `除外` behind
    if setting == "?" or not found.has("PRIOR", "RECEIVED", "NOW", "WITHIN") or set(classes) & set(spared):
        return None
    if found.has("DUR") and within is None:
        return None
    test: Data = {
        "class": classes[0] if len(classes) == 1 else classes,
        "drug": {"is not": spared[0] if len(spared) == 1 else spared},
    }
    test |= {"setting": setting} if setting else {}
    test |= {"ended within": within} if within else {"ongoing": True} if now and not found.has("PRIOR") else {}
    return Claim(
        "prior_therapy",
        ({"therapy": test},),
        "any",
        only="barred",
        timed=bool(within),
        part=found.has("NARROW", "RADIO", "W"),
    )


def _ended(found: Found, within: str | None) -> Claim | None:
    """All of it forbidden that ended no longer ago than that."""
    data = _listed(found, **{"ended within": within}) if within else None
    if not data:
        return None
    return Claim(_kind(found, "washout"), data, "any", only="barred", timed=True, part=_loose(found))


def _listed(found: Found, **times: Any) -> tuple[Data, ...] | None:
    setting = _setting(found)
    return None if setting == "?" else _data(_tokens(found), setting, **times)


def _lately(found: Found) -> Claim | None:
    """`chemotherapy within 4 weeks`."""
    return _ended(found, window(found))


def _not_hormonal(found: Found) -> Claim | None:
    setting = _setting(found)
    test: Data = {
        "class": "systemic_anticancer",
        "drug": {"is not": "endocrine_therapy"},
        **({"setting": setting} if setting else {}),
    }
    return Claim("prior_therapy", ({"therapy": test},), only="barred") if setting != "?" else None


def _allowed_after(found: Found) -> Claim | None:
    """`prior taxanes are allowed if at least 12 months before entry`: none of it may have ended within that time."""
    claim = _ended(found, duration(found.one("dur"))) if sign(found) in (">", ">=") else None
    return replace(claim, data=({"none": list(claim.data)},), joined="all", only="wanted", part=True) if claim else None


def _demanded(found: Found) -> Claim | None:
    """`has received standard chemotherapy`: that it was chemotherapy is on record, what kind is asked."""
    setting = _setting(found)
    data = None if setting == "?" else _data(_tokens(found), setting)
    return Claim("prior_therapy", data, "any", only="wanted", part=True) if data else None


def _less_than(found: Found) -> Claim | None:
    """`less than 4 weeks since prior chemotherapy`; `chemotherapy less than 4 weeks before randomisation`."""
    return _ended(found, duration(found.one("dur"))) if sign(found) in ("<", "<=") else None


def _since(found: Found) -> Claim | None:
    """`at least 4 weeks since prior chemotherapy`: none of it may have ended within that time."""
    claim = _ended(found, duration(found.one("dur"))) if sign(found, ">=") in (">", ">=") else None
    return replace(claim, data=({"none": list(claim.data)},), joined="all", only="wanted") if claim else None


def _now(found: Found) -> Claim | None:
    """`concurrent anticoagulants`: going on."""
    data = None if found.has("SINCE") else _listed(found, ongoing=True)
    part = found.has("PLANNED") or _loose(found)
    return Claim(_kind(found, "prior_therapy"), data, "any", only="barred", part=part) if data else None


def _bare(found: Found) -> Claim | None:
    data = _listed(found, ongoing=True)
    return Claim(_kind(found, "prior_therapy"), data, "any", only="barred", part=True) if data else None


def _dose(found: Found) -> Claim | None:
    """`more than 360 mg/m2 of doxorubicin`, all courses together."""
    amount, drug, op = found.one("amt"), found.one("drug"), sign(found, ">")
    if (
        amount is None
        or drug is None
        or amount.value.unit != "mg/m2"
        or amount.value.low < 50
        or not found.has("CUMDOSE", "CMP")
    ):
        return None
    if op in ("<", "<="):
        over: Data = {("more than" if op == "<=" else "at least"): amount.value.text}
        return Claim(
            "prior_therapy",
            ({"none": [{"therapy": {"class": drug.value, "cumulative_dose": over}}]},),
            only="wanted",
        )
    test = {"class": drug.value, "cumulative_dose": {("at least" if op == ">=" else "more than"): amount.value.text}}
    return Claim("prior_therapy", ({"therapy": test},), only="barred")


def _ever(found: Found) -> Claim | None:
    """`prior or concurrent radiotherapy`: at any time."""
    data = _listed(found)
    timed = bool(_setting(found))
    return Claim(_kind(found, "prior_therapy"), data, "any", only="barred", timed=timed) if data else None


def _lines(found: Found) -> Claim | None:
    """`no more than 1 prior chemotherapy regimen for metastatic disease`: lines are counted in advanced disease only."""
    agents = found.of("AGENT", part="list")
    amount = found.one("amt")
    if _setting(found) != "advanced" or amount is None or not agents or amount.value.low % 1 or len(agents) > 1:
        return None
    number, high = int(amount.value.low), amount.value.high
    words = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}
    op = sign(found, "")
    if high is not None:
        count: Data = {"from": number, "to": int(high)}
    elif op in words:
        count = {words[op]: number}
    else:
        return None
    if not 0 <= number <= 20:
        return None
    return Claim("prior_therapy", ({"therapy": {"class": agents[0].value, "setting": "advanced", "lines": count}},))


def _progressed(found: Found) -> Claim | None:
    """`progression on a taxane`: it was stopped for progression."""
    setting = _setting(found)
    data = None if setting == "?" else _data(_tokens(found), setting)
    if found["some"] and (found["some"][0].value, found["some"][1].value.low) != (">=", 1):
        return None
    if found.tokens[-1].tag == "PROGRESSED" and (found.has("AND") or found.tokens[-1].text.isascii()):
        return None
    if not data or "therapy" not in data[0] or len(data) > 1:
        return None
    return Claim("prior_therapy", ({"therapy": {**data[0]["therapy"], "stop_reason": "progression"}},), "any")


_LATE = {"metastatic", "advanced", "locally_advanced_inoperable"}
_ANY = "(AGENT|RADIO|PROC)"
_MOD = "(PRIOR|RECEIVED|OTHER|SET|MUST)*"
_LIST = f"(?P<list>{_ANY} ((J) (PRIOR|SET|OTHER)* {_ANY})*)"
# In a list of what is forbidden a drug that nobody explained can be left to a person.
_LOOSE = (
    f"(?P<list>(W W? GEN? J OTHER?)* {_ANY} ((J) (PRIOR|SET|OTHER)* ({_ANY}|W W? GEN?(?=COMMA|OR|AND|ANDOR|STOP|WITHIN|"
    f"SET|FOR|FORTHIS|EXTENT|CMP|$)))*)"
)
_TAIL = (
    "LINES? (COMMA? SET (LP TNBC RP)?|FORTHIS|COMMA? FOR? EXTENT ((BREASTCA|DISEASE)? J EXTENT)* (BREASTCA|DISEASE|TNBC)* "
    "INSETTING?|COMMA? FOR (BREASTCA|DISEASE)|(J SET)+ DISEASE? INSETTING|INSETTING|J EXTENT DISEASE? "
    "INSETTING)*"
)
_SINCE = "(SINCE|FROM|PRIOR|OTHER|FORTHIS|ANCHOR|RECEIVED)"
RULES = (
    Rule(f"(PRIOR|RECEIVED|OTHER)+ NONHORMONAL {_TAIL}", _not_hormonal),
    Rule(
        f"(PRIOR|RECEIVED|NOW|OTHER|SET)* (?P<of>AGENT) {_TAIL} (COMMA|LP)? EXCEPT NARROW? "
        f"(?P<but>AGENT (J AGENT)*) {_TAIL} (COMMA NARROW REST|RP)?",
        _but,
    ),
    Rule(
        f"(PRIOR|RECEIVED|NOW|OTHER|SET)* (?P<of>AGENT ((J) (AGENT|RADIO|W))*) {_TAIL} {WINDOW} (COMMA|LP)? EXCEPT NARROW? "
        f"(?P<but>AGENT (J AGENT)*) (COMMA NARROW REST|RP)?",
        _but,
    ),
    Rule(
        f"(PRIOR|RECEIVED|NOW|OTHER|SET)* (?P<of>AGENT ((J) (AGENT|RADIO))*) {_TAIL} (COMMA|LP)? EXCEPT NARROW? "
        f"(?P<but>AGENT (J AGENT)*) (COMMA|RP)? {WINDOW}",
        _but,
    ),
    Rule("(PRIOR|RECEIVED|NOW|OTHER|SET)* (?P<of>AGENT) COMMA (?P<but>AGENT (J AGENT)*) EXCEPT", _but),
    Rule(f"{_MOD} {_LIST} {_TAIL} (RECEIVED)?", _before),
    Rule(f"SINCE {_LIST} {_TAIL} (?P<cmp>CMP)? (?P<dur>DUR) (?P<post>POST)?", _since),
    Rule(f"(PRIOR|RECEIVED)* {_LIST} PROGRESSED", _progressed),
    Rule(f"PROGRESSED (?P<some>CMP NUM)? (NOW|PRIOR|RECEIVED|OTHER)* {_LIST} (LINES|GEN)* {_TAIL}", _progressed),
    Rule(f"(RECEIVED|PRIOR|OTHER)+ {_LOOSE} {_TAIL}", _before),
    Rule(f"{_MOD} {_LOOSE} {_TAIL} (RECEIVED)? {WINDOW}", _lately),
    Rule(f"(NOW|OTHER|PRIOR|RECEIVED)* NOW (OTHER|PRIOR|RECEIVED)* {_LOOSE} {_TAIL} {WINDOW}", _lately),
    Rule(f"{WINDOW} (COMMA)? {_MOD} {_LIST} {_TAIL} (RECEIVED)?", _lately),
    Rule(f"(?P<cmp>CMP) (?P<dur>DUR) {_SINCE}+ {_LOOSE} {_TAIL}", _less_than),
    Rule(f"{_MOD} {_LOOSE} {_TAIL} (?P<cmp>CMP) (?P<dur>DUR) (ANCHOR|BEFORE ANCHOR)?", _less_than),
    Rule(
        f"{_MOD} {_LIST} {_TAIL} ALLOWED COMMA? IF (RECEIVED|ENDED|W|GEN|LINES|AGENT)* "
        "(?P<cmp>CMP) (?P<dur>DUR) (?P<post>POST)? "
        "(ANCHOR|(W|SINCE|GEN)+ ANCHOR?)",
        _allowed_after,
    ),
    Rule(f"(RECEIVED|MUST) (PRIOR|RECEIVED|SET)* W W? {_LIST} {_TAIL}", _demanded),
    Rule(f"(?P<cmp>CMP)? (?P<dur>DUR) (?P<post>POST)? {_SINCE}+ (SET J?)* {_LOOSE} {_TAIL}", _since),
    Rule(
        f"(?P<cmp>CMP)? (?P<dur>DUR) (?P<post>POST)? {_SINCE}+ AND NEG? OTHER? NOW (OR PLANNED)? "
        f"OTHER? {_LOOSE} {_TAIL}",
        _since,
    ),
    Rule(
        f"{_MOD} {_LIST} {_TAIL} (RECEIVED|ENDED) COMMA? (?P<cmp>CMP) (?P<dur>DUR) (?P<post>POST)? ANCHOR?",
        _since,
    ),
    Rule(
        f"(RECEIVED|ENDED) {_MOD} {_LIST} {_TAIL} COMMA? (?P<cmp>CMP) (?P<dur>DUR) (?P<post>POST)? ANCHOR?",
        _since,
    ),
    Rule(f"(RECEIVED|ENDED) {_MOD} {_LIST} {_TAIL} (?P<dur>DUR) ANCHOR", _since),
    Rule(f"{_MOD} {_LOOSE} {_TAIL} (?P<windur>DUR) ANCHOR", _lately),
    Rule(f"NOW (OR|AND|ANDOR|SLASH) PRIOR {_LIST} {_TAIL}", _ever),
    Rule(
        "(PRIOR|RECEIVED)* CUMDOSE? (NARROW|PRIOR)* (?P<drug>AGENT) (GEN|CUMDOSE|NARROW)* (?P<cmp>CMP)? (?P<amt>QTY)",
        _dose,
    ),
    Rule(f"PRIOR (OR|AND|ANDOR|SLASH) NEG? OTHER? NOW OTHER? {_LIST} {_TAIL}", _ever),
    Rule(f"(NOW|OTHER|ACTIVE|RECEIVED|PLANNED)* (NOW) (OTHER|NOW|OR PLANNED)* {_LOOSE} {_TAIL}", _now),
    Rule(f"{_MOD} {_LIST} {_TAIL} (NOW|MEANWHILE)", _now),
    Rule(
        "(MUST|PRIOR|RECEIVED)* (?P<cmp>CMP)? RECEIVED? (?P<amt>NUM|RNUM) (?P<post>POST)? "
        f"(PRIOR|LINES|OTHER|RECEIVED|SET)* {_LIST} (LINES|GEN|PRIOR)* {_TAIL}",
        _lines,
    ),
    Rule(f"PROGRESSED (NOW|PRIOR|RECEIVED|SET|OTHER)* {_LIST} (LINES|GEN)?", _progressed),
)
# `hormone replacement therapy` and nothing else among exclusions: whoever takes it now is out; what was before is asked.
ALONE = Rule("(?P<list>AGENT ((J) (AGENT|RADIO))*) EXAMPLES? STOP? $", _bare)
