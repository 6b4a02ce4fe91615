"""The words lessons are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a lesson is made of."""

    TEXT = "text", _("Text")
    SLIDES = "slides", _("Slides")
    VIDEO = "video", _("Film")
    CASE = "case", _("Case")


class Tongue(models.TextChoices):
    """The language of captions."""

    ZH = "zh", _("Chinese")
    EN = "en", _("English")
