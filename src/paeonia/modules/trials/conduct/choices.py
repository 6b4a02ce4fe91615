"""The closed lists of this room; their labels are what pages and forms show."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Task(TextChoices):
    """What the principal investigator hands to people of the team (delegation log)."""

    CONSENT = "consent", _("Informed consent")
    ELIGIBILITY = "eligibility", _("Eligibility (medical decision)")
    ENROLMENT = "enrolment", _("Enrolment and randomisation")
    VISITS = "visits", _("Visits and procedures")
    SAFETY = "safety", _("Assessment of adverse events (medical decision)")
    DRUG = "drug", _("Study drug accountability")
    RECORDS = "records", _("Deviations and site records")


MEDICAL = frozenset({Task.ELIGIBILITY, Task.SAFETY})  # decisions of a physician, ICH E6(R3) section 2.7


class Status(TextChoices):
    """Where a subject stands."""

    PRESCREENED = "prescreened", _("Pre-screening")
    NOT_SUITABLE = "not_suitable", _("Not approached further")
    SCREENING = "screening", _("Screening")
    FAILED = "failed", _("Screen failure")
    ENROLLED = "enrolled", _("On study treatment")
    FOLLOW_UP = "follow_up", _("Treatment ended, in follow-up")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    COMPLETED = "completed", _("Completed")
    LOST = "lost", _("Lost to follow-up")
    DEAD = "dead", _("Died")


ON_STUDY = (Status.ENROLLED, Status.FOLLOW_UP)
ENTERED = (*ON_STUDY, Status.WITHDRAWN, Status.COMPLETED, Status.LOST, Status.DEAD)  # enrolled at some time
OVER = (Status.NOT_SUITABLE, Status.FAILED, Status.WITHDRAWN, Status.COMPLETED, Status.LOST, Status.DEAD)
AFTER_CONSENT = (Status.SCREENING, *ON_STUDY, *(state for state in OVER if state != Status.NOT_SUITABLE))


class Reason(TextChoices):
    """Why somebody did not enter the study."""

    CRITERION = "criterion", _("An eligibility criterion is not met")
    LABORATORY = "laboratory", _("A laboratory value is out of range")
    BIOMARKER = "biomarker", _("Biomarker or receptor status")
    PRIOR_THERAPY = "prior_therapy", _("Prior treatment")
    DECLINED = "declined", _("The patient declined")
    PHYSICIAN = "physician", _("Decision of the physician")
    OTHER_STUDY = "other_study", _("Takes part in another study")
    PROGRESSION = "progression", _("Condition worsened")
    CLOSED = "closed", _("No slot, or enrolment closed")
    OTHER = "other", _("Other reason")


class End(TextChoices):
    """The ways in which something ends for a subject."""

    TREATMENT = "treatment", _("End of study treatment")
    WITHDRAWAL = "withdrawal", _("Withdrawal of consent")
    COMPLETED = "completed", _("Study completed as planned")
    LOST = "lost", _("Lost to follow-up")
    DEATH = "death", _("Death")


class Causality(TextChoices):
    """How likely the study treatment is the cause."""

    RELATED = "related", _("related")
    PROBABLE = "probable", _("probably related")
    POSSIBLE = "possible", _("possibly related")
    UNLIKELY = "unlikely", _("unlikely to be related")
    UNRELATED = "unrelated", _("not related")


SUSPECTED = (Causality.RELATED, Causality.PROBABLE, Causality.POSSIBLE)


class Seriousness(TextChoices):
    """What makes an event serious (ICH E2A)."""

    DEATH = "death", _("death")
    LIFE = "life", _("life-threatening")
    HOSPITAL = "hospital", _("hospital stay, new or prolonged")
    DISABILITY = "disability", _("lasting or significant disability")
    BIRTH = "birth", _("congenital anomaly")
    OTHER = "other", _("other important medical event")


class Outcome(TextChoices):
    """How an adverse event ended."""

    RECOVERED = "recovered", _("recovered")
    RECOVERING = "recovering", _("recovering")
    SEQUELAE = "sequelae", _("recovered with sequelae")
    NOT_RECOVERED = "not_recovered", _("not recovered")
    FATAL = "fatal", _("fatal")
    UNKNOWN = "unknown", _("outcome not known yet")


class Measure(TextChoices):
    """What was done with the study treatment because of an event."""

    NONE = "none", _("dose unchanged")
    REDUCED = "reduced", _("dose reduced")
    INTERRUPTED = "interrupted", _("treatment interrupted")
    STOPPED = "stopped", _("treatment stopped for good")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class Move(TextChoices):
    """A movement of study drug."""

    RECEIVED = "received", _("received from the sponsor")
    DISPENSED = "dispensed", _("dispensed to a subject")
    RETURNED = "returned", _("returned by a subject")
    DESTROYED_UNUSED = "destroyed_unused", _("unused stock sent back or destroyed")
    DESTROYED_RETURNED = "destroyed_returned", _("returned drug sent back or destroyed")


class Severity(TextChoices):
    """How much a deviation or finding weighs."""

    MINOR = "minor", _("minor")
    MAJOR = "major", _("major")
    CRITICAL = "critical", _("critical")


class TurnKind(TextChoices):
    """What happened to a study as a whole."""

    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("reopened")
    PRINCIPAL = "principal", _("change of the principal investigator")
    AMENDED = "amended", _("amendment of the protocol")


class QueryState(TextChoices):
    """Where a data query stands."""

    OPEN = "open", _("waits for an answer")
    ANSWERED = "answered", _("answered, to be looked at")
    CLOSED = "closed", _("closed")


class QueryStepKind(TextChoices):
    """What one says to a query."""

    RAISED = "raised", _("asked")
    ANSWERED = "answered", _("answered")
    AGAIN = "again", _("asked again")
    CLOSED = "closed", _("closed")


class FieldType(TextChoices):
    """What an item of a case report form holds."""

    TEXT = "text", _("text")
    NOTES = "notes", _("long text")
    INTEGER = "integer", _("whole number")
    NUMBER = "number", _("number")
    DATE = "date", _("date")
    DATETIME = "datetime", _("date and time")
    YESNO = "yesno", _("yes or no")
    CHOICE = "choice", _("one of a list")
    CHECKBOX = "checkbox", _("several of a list")


class BatchState(TextChoices):
    """How far a file of data has come."""

    LOOKED = "looked", _("looked through, nothing kept yet")
    KEPT = "kept", _("good rows kept")
    LEFT = "left", _("left")


class BadRowState(TextChoices):
    """What became of a row that could not be kept."""

    OPEN = "open", _("waits")
    MENDED = "mended", _("mended by a later file")
    ASIDE = "aside", _("set aside")
