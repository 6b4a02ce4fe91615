"""Our own trials at rest: the trial and its sites; what is entered about it stands in the other tables of this room."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import Design, Masking, Phase

# Django registers only what this module imports.
from .models_entered import Entered
from .models_papers import Decision, Document, Filing, InForce, Version  # noqa: F401
from .models_work import Grant, Member, Milestone, Publication, Spending  # noqa: F401


@pghistory.track()
class OwnTrial(models.Model):
    """A trial that this programme began itself: a row of the registry like any other, with its papers beside it."""

    trial = models.OneToOneField("trials.Trial", on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+", verbose_name=_("Sponsor"))
    principal = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+",
                                  verbose_name=_("Principal investigator"))
    title_zh = models.CharField(_("Title in Chinese"), max_length=400)
    title_en = models.CharField(_("Title in English"), max_length=400)
    acronym = models.CharField(_("Short name"), max_length=60)
    phase = models.CharField(_("Phase"), max_length=20, choices=Phase.choices)
    design = models.CharField(_("Design"), max_length=20, choices=Design.choices)
    randomised = models.BooleanField(_("Randomised"), default=False)
    masking = models.CharField(_("Blinding"), max_length=20, choices=Masking.choices, default=Masking.OPEN)
    planned = models.PositiveIntegerField(_("Planned number of subjects"))
    treatment = models.CharField(_("What is given or done"), max_length=300, blank=True)
    # Hospitals that take part: the database shows the trial to them too. Kept by the action that adds a site.
    places = ArrayField(models.IntegerField(), default=list, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(planned__gt=0), name="own_trial_plans_somebody"),
                       models.UniqueConstraint(fields=["id", "lead"], name="own_trial_with_lead")]

    def __str__(self) -> str:
        return self.acronym

    @property
    def words(self) -> dict[str, str]:
        """The title in both languages."""
        return {"en": self.title_en, "zh": self.title_zh}


class Site(Entered):
    """A hospital that takes part; one that has no account here is known by its name alone."""

    hospital = models.ForeignKey("people.Hospital", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
                                 verbose_name=_("Hospital"))
    name_zh = models.CharField(_("Name in Chinese"), max_length=200, blank=True)
    name_en = models.CharField(_("Name in English"), max_length=200, blank=True)
    investigator = models.CharField(_("Investigator at the site"), max_length=120)
    relies_on_lead = models.BooleanField(_("Accepts the decision of the lead hospital's ethics committee"), default=False)
    left_on = models.DateField(_("Left the study on"), null=True, blank=True)

    class Meta(Entered.Meta):
        ordering = ["id"]
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(condition=Q(hospital__isnull=False) | (~Q(name_zh="") & ~Q(name_en="")),
                                   name="own_site_is_somewhere")]

    @property
    def words(self) -> dict[str, str]:
        """The hospital's name in both languages."""
        return self.hospital.words if self.hospital else {"en": self.name_en, "zh": self.name_zh}
