"""The style sheets: contrast of every pair of colours, nothing asked outside, no inline style."""

import re
from pathlib import Path

import pytest

import paeonia
from paeonia.ui.stylesheet import LAYERS, STATIC, joined

SOURCE = Path(paeonia.__path__[0])
TOKENS = (STATIC / "css" / "tokens.css").read_text("utf-8")
INKS = ("ink", "ink-soft", "peony", "peony-strong", "leaf", "amber", "stone")
PAIRS = [
    *[(ink, ground) for ink in INKS for ground in ("paper", "surface", "sunken")],
    *[(tone, f"{tone}-soft") for tone in ("peony", "leaf", "amber", "stone")],
    *[("ink", f"{tone}-soft") for tone in ("peony", "leaf", "amber", "stone")],
    ("on-peony", "peony"), ("on-peony", "peony-strong"), ("on-stop", "stop-ground"), ("ink", "peony-edge"),
]  # fmt: skip
FAMILIES = re.findall(r"--family-(\w+):", TOKENS.split("@media")[0])


def colours(dark: bool) -> dict[str, str]:
    light_part, dark_part = TOKENS.split("@media screen", 1)
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", light_part))
    return found | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", dark_part)) if dark else found


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(dark, ink, ground):
    named = colours(dark)
    assert contrast(named[ink], named[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("family", sorted(set(FAMILIES) - {""}))
def test_bars_of_the_timeline_can_be_seen_and_read(dark, family):
    named = colours(dark)
    assert contrast(named["ink"], named[f"family-{family}-soft"]) >= 4.5
    assert contrast(named[f"family-{family}"], named["surface"]) >= 3
    assert contrast(named["line-strong"], named["surface"]) >= 2.5


def test_dark_says_every_colour_again():
    light, dark = TOKENS.split("@media screen", 1)
    names = lambda text: set(re.findall(r"--([\w-]+):\s*#", text))  # noqa: E731
    assert names(light) == names(dark)


def test_every_property_used_is_defined():
    sheet = joined()
    used = set(re.findall(r"var\(--([\w-]+)", sheet))
    assert used <= set(re.findall(r"--([\w-]+):", sheet))


def test_the_sheet_is_layered_and_asks_nobody_outside():
    sheet = joined()
    assert sheet.startswith(f"@layer {', '.join(LAYERS)};")
    assert not re.search(r"@import|url\(|https?:", sheet)
    assert "italic" not in sheet
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("page", sorted(SOURCE.rglob("*.jinja")), ids=lambda page: page.name)
def test_pages_have_no_inline_style_and_no_handler(page):
    text = page.read_text("utf-8")
    assert not re.search(
        r'\sstyle\s*=\s*["\']|\son(click|change|load|submit|input)\s*=|javascript:|hx-on', text
    )
