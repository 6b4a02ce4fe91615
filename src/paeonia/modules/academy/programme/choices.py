"""The words of a programme that rows are told by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Duty(models.TextChoices):
    """What somebody does in a session, besides the talks."""

    CHAIR = "chair", _("Chair of the session")
    PANEL = "panel", _("Panel")
    TEACHER = "teacher", _("Tutor")
