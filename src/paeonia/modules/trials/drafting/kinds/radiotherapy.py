"""Radiotherapy by where it was given: to a site, or for metastases in the brain."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, window
from paeonia.modules.trials.drafting.patterns import Claim, Data, Found, Rule

_TO = ("to", "at", "for", "of")


def _to_site(found: Found) -> Claim | None:
    sites = [token.value for token in found.of("SITE", "BRAINMETS", part="sites")]
    within = window(found)
    if within is None and found.has("WITHIN", "INSIDE", "DUR") or not sites:
        return None
    if any(token.tag == "NARROW" and token.text not in _TO for token in found.tokens):
        return None
    times: Data = {"ended within": within} if within else {}
    site: Any = sites[0] if len(sites) == 1 else sites
    return Claim("radiotherapy", ({"radiotherapy": {"site": site, **times}},), "any", only="barred", timed=bool(within))


def _to_side(found: Found) -> Claim | None:
    """`radiotherapy to the ipsilateral breast`: to the side of the cancer, whichever it is."""
    within = window(found)
    if within is None and found.has("WITHIN", "INSIDE", "DUR"):
        return None
    if any(token.tag == "NARROW" and token.text not in _TO for token in found.tokens):
        return None
    times: Data = {"ended within": within} if within else {}
    site, same = found.of("SIDED")[0].value
    data = tuple({"all": [{"laterality": side}, {"radiotherapy": {"site": site, "side": side if same else other, **times}}]}
                 for side, other in (("left", "right"), ("right", "left")))
    return Claim("radiotherapy", data, "any", only="barred", timed=bool(within))


_WHICH = "(PRIOR|RECEIVED|OTHER)*"
RULES = (
    Rule(f"{_WHICH} RADIO (NARROW|FOR)? (?P<sites>(SITE|BRAINMETS) (J (SITE|BRAINMETS))*) FORTHIS? {WINDOW}?", _to_site),
    Rule(f"{_WHICH} RADIO (NARROW|FOR)? SIDED FORTHIS? {WINDOW}?", _to_side),
    Rule(f"{_WHICH} SIDED RADIO FORTHIS? {WINDOW}?", _to_side),
    Rule(f"{_WHICH} (?P<sites>SITE (J SITE)*) RADIO FORTHIS? {WINDOW}?", _to_site),
)
