"""Pictures of the website: taken apart and drawn anew when they arrive, so that nothing hidden in a file stays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from .searching.fields import Segmented, SegmentedStart


class Picture(AbstractImage):
    """A picture editors may use; patients' pictures have no place here."""

    admin_form_fields: ClassVar[tuple[str, ...]] = Image.admin_form_fields
    search_fields: ClassVar[list[index.BaseField]] = [
        *(field for field in AbstractImage.search_fields if getattr(field, "field_name", "") != "title"),
        Segmented("title"), SegmentedStart("title"),
    ]

    class Meta(AbstractImage.Meta):
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_picture", "Can choose a picture")]


class Rendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
