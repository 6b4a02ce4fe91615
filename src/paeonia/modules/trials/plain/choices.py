"""What a text for patients is made of, and what a reviewer may say of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("zh", "en")
LEVELS = ("short", "more")      # "more" is read after "short", never instead of it
SECTIONS = {
    "what": _("What is being tested?"),
    "why": _("Why is it being tested?"),
    "who": _("Who may it be for?"),
    "part": _("What does taking part involve?"),
    "unknown": _("What is not known?"),
    "ask": _("Who can I ask?"),
}
HINTS = {
    "what": _("The treatment that is new, and what it is compared with."),
    "why": _("What people hope for; no promise."),
    "who": _("In general words. Whether it suits one person is for her doctor to say."),
    "part": _("Visits, tests, tablets or drips, how long, what is by chance."),
    "unknown": _("Whether it helps, harms that may come, what nobody can say yet."),
    "ask": _("A person or a place, and what to do at night."),
}


class Outcome(TextChoices):
    """A reviewer's word."""

    SIGNED = "signed", _("signed off")
    RETURNED = "returned", _("sent back")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Origin(TextChoices):
    """What a version began with."""

    DRAFT = "draft", _("first draft from the structured record")
    SHIPPED = "shipped", _("text that comes with the programme")
    EARLIER = "earlier", _("earlier version")
