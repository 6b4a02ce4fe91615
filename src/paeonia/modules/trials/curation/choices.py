"""The closed lists of this room; their labels are what pages and forms show."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a draft stands."""

    OPEN = "open", _("In work")
    SUBMITTED = "submitted", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Given up")


WORKING = (State.OPEN, State.SUBMITTED)


class Origin(TextChoices):
    """What a draft was begun from."""

    TEXT = "text", _("Eligibility text of the registry")
    FILE = "file", _("Structured criteria of the programme")
    VERSION = "version", _("Approved version")
    EMPTY = "empty", _("Empty sheet")
    IMPORTED = "imported", _("Imported file")


class Outcome(TextChoices):
    """What became of some words of the text."""

    DRAFTED = "drafted", _("Sentence")
    ASK = "ask", _("Question to a person")
    NOT_UNDERSTOOD = "not_understood", _("Not understood")
    HEADING = "heading", _("Heading")
    REMARK = "remark", _("Remark")


ASKS_NOTHING = (Outcome.HEADING, Outcome.REMARK)     # no part of the criteria


class Author(TextChoices):
    """Who wrote a sentence."""

    DRAFTER = "drafter", _("Drafter")
    PERSON = "person", _("Written by a person")
    MACHINE = "machine", _("Machine-proposed")
    FILE = "file", _("From the file")


class Mark(TextChoices):
    """What happened to a line when the registry changed its text."""

    SAME = "", _("As before")
    NEW = "new", _("New in the text")
    CHANGED = "changed", _("Changed in the text")
    GONE = "gone", _("No longer in the text")


class GroupKind(TextChoices):
    """Parts of a trial with criteria of their own."""

    ARM = "arm", _("Arm")
    COHORT = "cohort", _("Cohort")
    DOSE_LEVEL = "dose_level", _("Dose level")


class Expected(TextChoices):
    """The answer a test patient must get."""

    YES = "yes", _("fits")
    NO = "no", _("does not fit")
    UNKNOWN = "unknown", _("not known yet")


class What(TextChoices):
    """What somebody did with a draft."""

    STARTED = "started", _("Draft begun")
    SUBMITTED = "submitted", _("Submitted")
    RECALLED = "recalled", _("Taken back")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Given up")
