"""The closed lists of this room; their labels are what pages and forms show."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """Phases, by the codes of ClinicalTrials.gov's API v2."""

    NA = "NA", _("not applicable")
    PHASE1 = "PHASE1", _("phase 1")
    PHASE1_2 = "PHASE1_PHASE2", _("phase 1/2")
    PHASE2 = "PHASE2", _("phase 2")
    PHASE2_3 = "PHASE2_PHASE3", _("phase 2/3")
    PHASE3 = "PHASE3", _("phase 3")
    PHASE4 = "PHASE4", _("phase 4")


class Design(TextChoices):
    """How a trial compares."""

    SINGLE = "single", _("single arm")
    PARALLEL = "parallel", _("parallel groups")
    CROSSOVER = "crossover", _("crossover")
    FACTORIAL = "factorial", _("factorial")
    COHORT = "cohort", _("cohort, observational")


class Masking(TextChoices):
    """Who does not know what is given."""

    OPEN = "open", _("open label")
    SINGLE = "single", _("single-blind")
    DOUBLE = "double", _("double-blind")
    TRIPLE = "triple", _("triple-blind")


class VersionKind(TextChoices):
    """What has versions."""

    PROTOCOL = "protocol", _("Protocol")
    CONSENT = "consent", _("Informed consent form")


class Review(TextChoices):
    """What the ethics committee looked at."""

    INITIAL = "initial", _("initial review")
    AMENDMENT = "amendment", _("review of an amendment")
    CONTINUING = "continuing", _("continuing review (annual or as set)")
    REPEAT = "repeat", _("repeat review after changes")
    SUSPENSION = "suspension", _("review of suspension or termination")


class Outcome(TextChoices):
    """What it decided."""

    APPROVED = "approved", _("approved")
    WITH_CHANGES = "with_changes", _("approved with changes")
    NOT_APPROVED = "not_approved", _("not approved")
    TERMINATED = "terminated", _("suspended or terminated")


APPROVING = (Outcome.APPROVED, Outcome.WITH_CHANGES)


class Hgr(TextChoices):
    """What of human genetic resources is approved, filed or reported (Regulation of 2019, rules of 2023)."""

    COLLECTION = "collection", _("Collection (approval)")
    PRESERVATION = "preservation", _("Preservation (approval)")
    RESEARCH = "research", _("International scientific cooperation (approval)")
    TRIAL = "trial", _("International clinical trial (filing)")
    INFORMATION = "information", _("Information provided or opened abroad (prior report)")
    EXPORT = "export", _("Materials leaving the country (approval)")


BEFORE_ENTRY = (Hgr.COLLECTION, Hgr.RESEARCH, Hgr.TRIAL)  # without them nothing may be taken from a first subject


class HgrState(TextChoices):
    """Where a filing stands."""

    PREPARING = "preparing", _("being prepared")
    SUBMITTED = "submitted", _("submitted")
    GRANTED = "granted", _("approved or filed")
    REFUSED = "refused", _("not granted")
    NOT_NEEDED = "not_needed", _("not needed")


class Part(TextChoices):
    """What somebody does in a trial."""

    PRINCIPAL = "principal", _("principal investigator")
    SUB = "sub", _("sub-investigator")
    COORDINATOR = "coordinator", _("study coordinator")
    NURSE = "nurse", _("research nurse")
    STATISTICIAN = "statistician", _("statistician")
    DATA = "data", _("data manager")
    PHARMACIST = "pharmacist", _("pharmacist")
    QUALITY = "quality", _("quality control")


NEEDS_GCP = (Part.PRINCIPAL, Part.SUB, Part.COORDINATOR, Part.NURSE)


class Mark(TextChoices):
    """Milestones of a trial."""

    START = "start", _("start of the study")
    FIRST_IN = "first_in", _("first patient in")
    INTERIM = "interim", _("interim analysis")
    LAST_IN = "last_in", _("last patient in")
    LAST_OUT = "last_out", _("last visit of the last patient")
    FINAL = "final", _("final analysis")
    REPORT = "report", _("report submitted")


class Stage(TextChoices):
    """How far a publication is."""

    PLANNED = "planned", _("planned")
    WRITING = "writing", _("being written")
    SUBMITTED = "submitted", _("submitted")
    PUBLISHED = "published", _("published")


class Currency(TextChoices):
    """Money a grant is given in."""

    CNY = "CNY", _("yuan (CNY)")
    USD = "USD", _("US dollar (USD)")
    EUR = "EUR", _("euro (EUR)")
    HKD = "HKD", _("Hong Kong dollar (HKD)")


class Paper(TextChoices):
    """Kinds of documents."""

    PROTOCOL = "protocol", _("Protocol")
    CONSENT = "consent", _("Informed consent form")
    ETHICS = "ethics", _("Letter of the ethics committee")
    HGR = "hgr", _("Papers on human genetic resources")
    CONTRACT = "contract", _("Contract or agreement")
    INSURANCE = "insurance", _("Insurance")
    CRF = "crf", _("Case report form")
    CERTIFICATE = "certificate", _("Certificate")
    MINUTES = "minutes", _("Minutes")
    OTHER = "other", _("Other")
