"""Radiotherapy by where it was given: to a site, to the side of this cancer, for metastases in the brain."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, window
from paeonia.modules.trials.drafting.patterns import Claim, Data, Found, Rule

_TO = ("to", "at", "for", "of")


def _claim(found: Found, sites: list[str], sided: bool) -> Claim | None:
    within = window(found)
    if within is None and found.has("WITHIN", "INSIDE", "DUR") or not sites:
        return None
    if any(token.tag == "NARROW" and token.text not in _TO for token in found.tokens):
        return None
    times: Data = {"ended within": within} if within else {}
    site: Any = sites[0] if len(sites) == 1 else sites
    if not sided:
        data: tuple[Data, ...] = ({"radiotherapy": {"site": site, **times}},)
    else:
        data = tuple({"all": [{"laterality": side}, {"radiotherapy": {"site": site, "side": side, **times}}]}
                     for side in ("left", "right"))
    return Claim("radiotherapy", data, "any", only="barred", timed=bool(within))


def _to_site(found: Found) -> Claim | None:
    return _claim(found, [token.value for token in found.of("SITE", "BRAINMETS", part="sites")], sided=False)


def _to_side(found: Found) -> Claim | None:
    """`the ipsilateral breast`: the breast that has the cancer now."""
    sites = [token.value for token in found.of("SITE", part="sites")]
    sites += ["breast"] if any(token.text == "breast" for token in found.of("W", part="sites")) else []
    if len(sites) != len(found.of("SITE", "W", part="sites")) or set(sites) - {"breast", "chest_wall"}:
        return None
    return _claim(found, sites, sided=True)


_WHICH = "(PRIOR|RECEIVED|OTHER)*"
RULES = (
    Rule(f"{_WHICH} RADIO (NARROW|FOR)? (?P<sites>(SITE|BRAINMETS) (J (SITE|BRAINMETS))*) FORTHIS? {WINDOW}?", _to_site),
    Rule(f"{_WHICH} (?P<sites>SITE (J SITE)*) RADIO FORTHIS? {WINDOW}?", _to_site),
    Rule(f"{_WHICH} RADIO (NARROW|FOR)? IPSI (?P<sites>(SITE|W) (J IPSI? (SITE|W))*) FORTHIS? {WINDOW}?", _to_side),
    Rule(f"{_WHICH} IPSI (?P<sites>(SITE|W)) RADIO FORTHIS? {WINDOW}?", _to_side),
)
