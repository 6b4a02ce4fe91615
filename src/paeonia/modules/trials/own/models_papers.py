"""Versions of protocol and consent form, decisions of ethics committees, filings on genetic resources, documents."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import APPROVING, Hgr, HgrState, Outcome, Paper, Review, VersionKind
from .models_entered import Entered


class Document(Entered):
    """A file that was handed in: kept under its checksum; a new version stands beside the old one."""

    kind = models.CharField(_("Kind of document"), max_length=20, choices=Paper.choices)
    title = models.CharField(_("Title"), max_length=200)
    number = models.PositiveIntegerField(default=1)     # version of the document, counted
    name = models.CharField(max_length=200)
    stored = models.CharField(max_length=80)
    media = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta(Entered.Meta):
        ordering = ["kind", "title", "-number"]
        constraints = [*Entered.Meta.constraints,
                       models.UniqueConstraint(fields=["own", "kind", "title", "number"], name="own_document_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Decision(Entered):
    """What the ethics committee of a site decided."""

    site = models.ForeignKey("own.Site", on_delete=models.PROTECT, related_name="+", db_constraint=False,
                             verbose_name=_("Site"))
    review = models.CharField(_("Kind of review"), max_length=20, choices=Review.choices)
    committee = models.CharField(_("Ethics committee"), max_length=200)
    number = models.CharField(_("Number of the approval"), max_length=80)
    on_day = models.DateField(_("Decided on"))
    outcome = models.CharField(_("Decision"), max_length=20, choices=Outcome.choices)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    review_due = models.DateField(_("Continuing review due by"), null=True, blank=True)
    letter = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
                               verbose_name=_("Letter"))

    class Meta(Entered.Meta):
        ordering = ["on_day", "id"]
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("on_day")),
                                   name="own_decision_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(review_due__isnull=True) | Q(review_due__gte=F("on_day")),
                                   name="own_decision_reviewed_later")]

    def __str__(self) -> str:
        return self.number

    @property
    def approves(self) -> bool:
        """Whether it lets the trial go on."""
        return self.outcome in APPROVING


class Version(Entered):
    """A version of the protocol, or of the consent form that goes with one."""

    kind = models.CharField(_("Kind of version"), max_length=20, choices=VersionKind.choices)
    number = models.CharField(_("Version number"), max_length=40)
    on_day = models.DateField(_("Date of the version"))
    protocol = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
                                 verbose_name=_("Goes with protocol version"))
    amendment = models.BooleanField(_("It is an amendment"), default=False)
    changes_zh = models.TextField(_("What changed, in Chinese"), blank=True)
    changes_en = models.TextField(_("What changed, in English"), blank=True)
    reconsent = models.BooleanField(_("Subjects already in the study must consent again"), default=False)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
                                 verbose_name=_("File"))

    class Meta(Entered.Meta):
        ordering = ["kind", "on_day", "id"]
        constraints = [
            *Entered.Meta.constraints,
            models.UniqueConstraint(fields=["own", "kind", "number"], condition=Q(replaces__isnull=True),
                                    name="own_version_number_once"),
            models.CheckConstraint(condition=Q(kind="protocol") | Q(protocol__isnull=False),
                                   name="own_consent_goes_with_protocol")]

    def __str__(self) -> str:
        return self.number

    @property
    def changes(self) -> dict[str, str]:
        """What changed; where one language was not written, the other stands."""
        return {"en": self.changes_en or self.changes_zh, "zh": self.changes_zh or self.changes_en}


class InForce(Entered):
    """A version comes into force from a day, by an approving decision; the database asks for that decision."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="turns", db_constraint=False,
                                verbose_name=_("Version"))
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", db_constraint=False,
                                 verbose_name=_("Approved by the decision"))
    from_day = models.DateField(_("In force from"))

    class Meta(Entered.Meta):
        ordering = ["from_day", "id"]


class Filing(Entered):
    """An approval, filing or report on human genetic resources, or who said why it is not needed."""

    kind = models.CharField(_("Kind of filing"), max_length=20, choices=Hgr.choices)
    state = models.CharField(_("State"), max_length=20, choices=HgrState.choices)
    number = models.CharField(_("Number"), max_length=80, blank=True)
    scope = models.TextField(_("Scope: materials, information, purpose"), blank=True)
    headcount = models.PositiveIntegerField(_("Number of persons"), null=True, blank=True)
    on_day = models.DateField(_("Day"))
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    reason = models.TextField(_("If not needed: why"), blank=True)
    paper = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
                              verbose_name=_("File"))

    class Meta(Entered.Meta):
        ordering = ["kind", "on_day", "id"]
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("on_day")),
                                   name="own_filing_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(state=HgrState.NOT_NEEDED) | ~Q(reason=""),
                                   name="own_filing_not_needed_says_why"),
            models.CheckConstraint(condition=~Q(state=HgrState.GRANTED) | ~Q(number=""),
                                   name="own_filing_granted_has_number")]


