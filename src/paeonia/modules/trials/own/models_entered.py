"""What every entry about an own trial shares: never changed; a correction is an entry of its own that says why.

The tables are append-only in the database, so they are their own trail and are not tracked a second time.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Entered(models.Model):
    """An entry with who made it; `lead` is the trial's hospital, by which the database knows whom it belongs to."""

    own = models.ForeignKey("own.OwnTrial", on_delete=models.PROTECT, related_name="%(class)ss", db_constraint=False)
    lead = models.ForeignKey("people.Hospital", on_delete=models.PROTECT, related_name="+", db_index=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
                                   db_index=False)
    entered_at = models.DateTimeField(auto_now_add=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    why_corrected = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(replaces__isnull=True) | ~Q(why_corrected=""),
                                   name="own_%(class)s_correction_says_why")]
