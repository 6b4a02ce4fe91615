"""Horizontal bars and the funnel of criteria: words wrap as on any page, only the bars are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.svg import el
from paeonia.ui.numbers import number
from paeonia.ui.words import words


@dataclass(frozen=True)
class Bar:
    """One bar; tone is peony, leaf, amber or stone, `note` stands small after the words."""

    words: Any
    value: float
    tone: str = "stone"
    note: Any = ""
    href: str = ""


@dataclass(frozen=True)
class Step:
    """One criterion of a funnel: how many remain after it, how many it loses, how many are not known yet."""

    words: Any
    remaining: int
    lost: int
    unknown: int
    href: str = ""


def bars(title: Any, rows: Sequence[Bar], unit: str = "", decimals: int | None = None) -> Markup:
    """Bars against the largest of them, each with its number."""
    most = max((row.value for row in rows), default=0) or 1
    lines = [
        Markup(
            '<li class="bars-row"><span class="bars-words">{}{}</span>{}'
            '<span class="bars-value">{}</span></li>'
        ).format(
            _linked(row.words, row.href),
            Markup(' <small class="quiet">{}</small>').format(words(row.note)) if row.note else "",
            _strip([(row.value / most, f"fill-{row.tone}")]),
            f"{number(row.value, decimals)}{' ' + unit if unit else ''}",
        )
        for row in rows
    ]
    if not lines:
        return Markup('<p class="chart-empty">{}</p>').format(gettext("Nothing to count yet."))
    return _figure("bars", title, lines)


def funnel(title: Any, start: int, steps: Sequence[Step], start_words: Any = "") -> Markup:
    """How a population shrinks criterion by criterion; the unknown are kept and never counted as lost."""
    whole = start or 1
    head = words(start_words) if start_words else gettext("All patients you may see")
    lines = [_step(head, "", [(1.0, "fill-stone")], number(start), "", "")]
    for step in steps:
        sure = max(step.remaining - step.unknown, 0) / whole
        lines.append(
            _step(
                step.words,
                step.href,
                [(sure, "fill-leaf"), (step.unknown / whole, "fill-amber"), (step.lost / whole, "fill-lost")],
                number(step.remaining),
                gettext("− %(count)s do not fit") % {"count": number(step.lost)} if step.lost else "",
                gettext("? %(count)s not known yet") % {"count": number(step.unknown)}
                if step.unknown
                else "",
            )  # fmt: skip
        )
    key = Markup(
        '<p class="funnel-key"><span class="key-leaf">{}</span>'
        '<span class="key-amber">{}</span><span class="key-lost">{}</span></p>'
    )
    return _figure(
        "funnel",
        title,
        lines,
        key.format(gettext("fits so far"), gettext("not known yet"), gettext("lost here")),
    )


def _step(said: Any, href: str, parts: list[tuple[float, str]], left: str, lost: str, unknown: str) -> Markup:
    return Markup(
        '<li class="funnel-step"><span class="funnel-words">{}</span>{}'
        '<span class="funnel-numbers"><strong>{}</strong><span class="funnel-lost">{}</span>'
        '<span class="funnel-unknown">{}</span></span></li>'
    ).format(_linked(said, href), _strip(parts), left, lost, unknown)


def _linked(said: Any, href: str) -> Markup | str:
    return Markup('<a href="{}">{}</a>').format(href, words(said)) if href else words(said)


def _strip(parts: list[tuple[float, str]]) -> Markup:
    at, drawn = 0.0, [el("rect", x=0, y=0, width=100, height=10, class_="strip-ground")]
    for share, class_ in parts:
        if share > 0:
            # A single patient among many thousands must still be seen, so a bar is never thinner than a hair.
            wide = max(share * 100, 0.6)
            drawn.append(el("rect", x=min(at, 100 - wide), y=0, width=wide, height=10, class_=class_))
            at += wide
    return el(
        "svg", *drawn, class_="strip", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )


def _figure(kind: str, title: Any, lines: list[Markup], key: Markup | str = "") -> Markup:
    return Markup(
        '<figure class="chart {}"><figcaption>{}</figcaption>{}<ol class="plain">{}</ol></figure>'
    ).format(kind, words(title), key, Markup("").join(lines))
