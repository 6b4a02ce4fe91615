"""Countries and regions by their two letters (ISO 3166-1), in the reader's language."""

from __future__ import annotations

from functools import cache

from babel import Locale

from paeonia.ui.words import language

# Letters that the tables of names have beside those of ISO 3166-1.
_NOT_ISO = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
# What Chinese registries and permits write where the tables say it shorter.
_SAID = {"zh": {"TW": "中国台湾"}, "en": {"TW": "Taiwan, China"}}
_FIRST = "CN"


@cache
def _names(spoken: str) -> dict[str, str]:
    """Every name by its letters, the programme's own country first, the others in the order of the language."""
    told = {code: name for code, name in Locale.parse(spoken).territories.items()
            if len(code) == 2 and code.isalpha() and code not in _NOT_ISO} | _SAID[spoken]
    others = sorted((code for code in told if code != _FIRST), key=told.__getitem__ if spoken == "en" else str)
    return {code: told[code] for code in (_FIRST, *others)}


def countries() -> list[tuple[str, str]]:
    """Letters and names, as a form offers them."""
    spoken = language()
    return [(code, f"{name} ({code})" if spoken == "en" else f"{name}（{code}）") for code, name in _names(spoken).items()]


def country(code: str, key: str | None = None) -> str:
    """The name of a country, in the reader's language unless a key is given; letters that no table knows stay letters."""
    return _names(key or language()).get(code.upper(), code)
