"""What a page is made of: few kinds of blocks, each with one meaning, so that no editor has to lay anything out."""

from __future__ import annotations

from typing import Any

import nh3
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from paeonia.ui.words import words

from . import way_map
from .choices import Place

# One sign for each kind of place, as it stands on the map.
SIGNS = {Place.HOSPITAL: {"en": "H", "zh": "院"}, Place.GATE: {"en": "G", "zh": "门"}, Place.METRO: {"en": "M", "zh": "铁"},
         Place.BUS: {"en": "B", "zh": "公"}, Place.PARKING: {"en": "P", "zh": "停"}, Place.LIFT: {"en": "L", "zh": "梯"}}
PLAIN_MARKUP = ["bold", "link"]
TAGS = {"p", "b", "strong", "a", "br"}


class PictureBlock(blocks.StructBlock):
    """A picture, and what it shows for those who do not see it."""

    picture = ImageChooserBlock(label=_("Picture"))
    shows = blocks.CharBlock(label=_("What it shows"), max_length=200)
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class FigureBlock(blocks.StructBlock):
    """A number worth knowing, with where it comes from."""

    number = blocks.CharBlock(label=_("Number"), max_length=20)
    meaning = blocks.CharBlock(label=_("What it counts"), max_length=80)

    class Meta:
        icon = "order"
        label = _("Number")


class SourceBlock(blocks.StructBlock):
    """Where what is said comes from."""

    title = blocks.CharBlock(label=_("Title"), max_length=300)
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1900, max_value=2200)

    class Meta:
        icon = "openquote"
        label = _("Source")


class Paragraph(blocks.RichTextBlock):
    """Words with bold and links; whatever else found its way into the table is cleaned off before it is shown."""

    def drawn(self, value: Any) -> Markup:
        """The paragraph as HTML with nothing in it but what an editor may write."""
        return Markup(nh3.clean(str(value), tags=TAGS, attributes={"a": {"href"}}, link_rel="noopener"))  # noqa: S704  cleaned


class PlaceBlock(blocks.StructBlock):
    """A place of the map, or a bend of the way."""

    kind = blocks.ChoiceBlock(label=_("Kind of place"), choices=Place.choices)
    name = blocks.CharBlock(label=_("Name of the place"), max_length=40, required=False)
    across = blocks.IntegerBlock(label=_("From the west edge (0 to 100)"), min_value=0, max_value=100)
    up = blocks.IntegerBlock(label=_("From the south edge (0 to 100)"), min_value=0, max_value=100)
    walked = blocks.BooleanBlock(label=_("The way on foot passes here"), required=False, default=True)

    class Meta:
        icon = "site"
        label = _("Place on the map")


class WayBlock(blocks.StructBlock):
    """How to find us: a small map of our own, and the same in words."""

    title = blocks.CharBlock(label=_("From where to where"), max_length=80)
    places = blocks.ListBlock(PlaceBlock(), label=_("Places in the order one passes them"), min_num=2, max_num=20)
    steps = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("The way in words"), min_num=1)

    class Meta:
        icon = "site"
        label = _("Map of the way")

    def drawn(self, value: Any) -> Markup:
        """The map; those who do not see it read the words beside it."""
        held = [way_map.Place(one["kind"], one["name"] or Place(one["kind"]).label, one["across"], one["up"], one["walked"])
                for one in value["places"]]
        return way_map.draw(held, value["title"], {kind.value: words(said) for kind, said in SIGNS.items()})


def _lines(name: object, icon: str) -> blocks.ListBlock:
    return blocks.ListBlock(blocks.CharBlock(max_length=400), label=name, icon=icon)


class Body(blocks.StreamBlock):
    """The text of a page."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, icon="title")
    paragraph = Paragraph(label=_("Paragraph"), features=PLAIN_MARKUP, icon="pilcrow")
    bullets = _lines(_("List"), "list-ul")
    steps = _lines(_("Steps"), "list-ol")
    tip = blocks.TextBlock(label=_("Tip"), max_length=600, icon="help")
    call = _lines(_("When to call us"), "warning")
    numbers = blocks.ListBlock(FigureBlock(), label=_("Numbers"), icon="order")
    picture = PictureBlock()
    way = WayBlock()
