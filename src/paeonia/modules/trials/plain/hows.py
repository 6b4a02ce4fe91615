"""How a patient said whether she would like to hear about trials; the words stand as the source of the fact."""

from __future__ import annotations

from paeonia.chart.said import spoken_source

VARIABLE = "consent_contact"
OWN = "said in her own account"
HOWS = ("said in person", "said on the telephone", "written on paper")      # for whoever records it for her


def how_words(source: str) -> dict[str, str] | str:
    """A way in both languages; a source that is none of ours as it was written."""
    return spoken_source(source) or {"en": "not recorded how", "zh": "未记录方式"}  # type: ignore[no-any-return]
