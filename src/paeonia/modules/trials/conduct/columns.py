"""The columns of this room's tables."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paeonia.ui.shapes import Column

DUE = [Column("code", _("Subject")), Column("visit", _("Visit")), Column("when", _("Day and window")),
       Column("stand", _("State")), Column("what", _("Procedures and samples"))]
SUBJECTS = [Column("code", _("Subject")), Column("state", _("State")), Column("log", _("In the log since")),
            Column("entered", _("Enrolled, or reason")), Column("next", _("Next visit"))]
NAMES = [Column("code", _("Subject")), Column("name", _("Name")), Column("mrn", _("Record number")),
         Column("born", _("Born")), Column("state", _("State"))]
