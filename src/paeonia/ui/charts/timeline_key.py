"""What the colours and lines of a timeline mean: only of what is drawn, so that a short course has a short key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from markupsafe import Markup

from paeonia.ui.charts.svg import el, span_of

if TYPE_CHECKING:
    from paeonia.ui.charts.timeline import Therapy


def family_words(family: str) -> str:
    """A family of drugs, as a bar of its colour is to be read."""
    return {
        "chemo": gettext("chemotherapy"),
        "endocrine": gettext("endocrine"),
        "cdk46": gettext("with a CDK4/6 inhibitor"),
        "her2": gettext("against HER2"),
        "adc": gettext("antibody-drug conjugate"),
        "targeted": gettext("targeted"),
        "immuno": gettext("immunotherapy"),
        "radio": gettext("radiotherapy"),
    }.get(family, gettext("other drugs"))


def key(therapies: Sequence[Therapy], families: Sequence[str]) -> Markup:
    """The families given, and the signs for what goes on or is not known."""
    given = {one.family for one in therapies}
    items = [_item(_bar("bar"), family_words(one), f"family-{one}") for one in families if one in given]
    if any(one.ongoing and one.stop is None for one in therapies):
        items.append(_item(el("path", d="M3 1l9 7-9 7z", class_="arrow"), gettext("ongoing"), "family-other"))
    if any(_doubtful(one) for one in therapies):
        items.append(_item(_bar("bar bar-perhaps"), gettext("day or end not known exactly"), "family-other"))
    return Markup('<ul class="chart-key plain">{}</ul>').format(Markup("").join(items)) if items else Markup("")


def _doubtful(one: Therapy) -> bool:
    dates = [span_of(day) for day in (one.start, one.stop) if day is not None]
    return (one.stop is None and not one.ongoing) or any(first != last for first, last in dates)


def _bar(class_: str) -> Markup:
    return el("rect", x=1, y=3, width=14.0, height=10.0, rx=2, class_=class_)


def _item(sign: Markup, said: str, class_: str) -> Markup:
    drawn = el("svg", sign, viewBox="0 0 16 16", aria_hidden="true", class_=class_)
    return Markup("<li>{}{}</li>").format(drawn, said)
