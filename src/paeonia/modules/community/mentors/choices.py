"""The words of mentors that rows are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class About(models.TextChoices):
    """What a mentor can speak about from her own experience."""

    CHEMO = "chemo", _("The first chemotherapy")
    SURGERY = "surgery", _("An operation on the breast")
    RECONSTRUCTION = "reconstruction", _("Reconstruction, or going flat")
    RADIO = "radio", _("Weeks of radiotherapy")
    ENDOCRINE = "endocrine", _("Years of endocrine tablets")
    HER2 = "her2", _("A year of HER2 injections")
    HAIR = "hair", _("Losing one’s hair")
    ARM = "arm", _("A swollen arm")
    CHILDREN = "children", _("Telling the children")
    WORK = "work", _("Going back to work")
    FEAR = "fear", _("Fear that it comes back")
    ADVANCED = "advanced", _("Living with advanced disease")


class Tongue(models.TextChoices):
    """What she speaks."""

    MANDARIN = "zh", _("Mandarin")
    CANTONESE = "yue", _("Cantonese")
    ENGLISH = "en", pgettext_lazy("spoken", "English")


class Standing(models.TextChoices):
    """How far a mentor is."""

    OFFERED = "offered", _("has offered herself")
    APPROVED = "approved", _("approved by the team")
    ENDED = "ended", _("no longer a mentor")


class State(models.TextChoices):
    """How far a match is."""

    ASKED = "asked", _("the team is looking for somebody")
    PROPOSED = "proposed", _("waiting for both to say yes")
    DECLINED = "declined", _("it did not fit; the team is looking again")
    OPEN = "open", _("in touch")
    ENDED = "ended", _("brought to an end")


LIVE = (State.ASKED, State.PROPOSED, State.DECLINED, State.OPEN)
