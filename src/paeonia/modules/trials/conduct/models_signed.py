"""What rows of a study share, and what people sign.

Signed rows are never changed: a correction is a row of its own that says what it replaces and why.
The tables are append-only in the database, so they are their own trail and are not tracked a second time.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OfStudy(models.Model):
    """A row that belongs to a study and so to its hospital."""

    study = models.ForeignKey("conduct.Study", on_delete=models.PROTECT, related_name="%(class)ss", db_constraint=False)
    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Signed(models.Model):
    """An entry of a study with its signature; `on_day` is the day of the act, `signed_at` that of the signature."""

    hospital = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+", db_index=False)
    study = models.ForeignKey("conduct.Study", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    on_day = models.DateField(_("Day"))
    note = models.TextField(_("Note"), blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    signed_at = models.DateTimeField(auto_now_add=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    why_corrected = models.CharField(max_length=300, blank=True)
    void = models.BooleanField(default=False)  # the correction is that it should never have been said

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(replaces__isnull=True) | ~Q(why_corrected=""),
                                   name="%(class)s_correction_says_why")]


class AboutSubject(Signed):
    """A signed entry about one subject, known here by her code alone."""

    subject = models.ForeignKey("conduct.Subject", on_delete=models.PROTECT, related_name="%(class)ss",
                                db_constraint=False)

    class Meta(Signed.Meta):
        abstract = True
