"""The report of a serious adverse event as a sheet, by code; what nobody has entered is left to be written by hand."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.platypus import Spacer

from paeonia.people.viewer import Viewer
from paeonia.ui.words import language

from ..choices import Seriousness
from ..models import Study, Subject
from ..rules import RECIPIENTS
from ..safety.queries import Event
from ..ui_words import said
from .sheets import facts, heading, prose, sheet, signatures, table


def report_of(study: Study, subject: Subject, event: Event, viewer: Viewer) -> bytes:
    """Everything known of the event, its deadlines, and lines for signatures."""
    row = event.row
    told = [
        (_("Subject"), subject.code), (_("Event"), f"{row.number} · {row.term_said}"), (_("CTCAE v5 grade"), row.grade),
        (_("Why serious"), "; ".join(str(Seriousness(one).label) for one in row.seriousness)),
        (_("Began on"), row.started_on), (_("Ended on"), row.ended_on or _("going on")),
        (_("The site became aware at"), _moment(row.aware_at)),
        (_("Relation to the study treatment"), row.get_causality_display()),
        (_("Expected by the investigator's brochure"), _("yes") if row.expected else _("no")),
        (_("Study treatment"), row.get_measure_display()), (_("Outcome"), row.get_outcome_display()),
        (_("Day 1"), subject.day_one or _("not recorded")),
        (_("Assessed and signed by"), f"{row.signed_by.name(language())}, {_moment(row.signed_at)}")]
    due = [(said(RECIPIENTS[one.deadline.to]), said(one.deadline.words), _moment(one.due_at),
            _moment(one.sent_at) if one.sent_at else "") for one in event.clocks]
    return sheet(_("Report of a serious adverse event"), study, [
        facts(told), Spacer(1, 10), heading(_("Course and treatment of the event")),
        prose(row.note) if row.note else Spacer(1, 110), Spacer(1, 10), heading(_("Reports and deadlines")),
        table((_("To"), _("Report"), _("Due"), _("Sent at")), due, (40, 65, 35, 35)), Spacer(1, 16),
        signatures(_("Investigator"), _("Principal investigator"))], viewer)


def _moment(time: object) -> str:
    return timezone.localtime(time).strftime("%Y-%m-%d %H:%M")  # type: ignore[arg-type]
