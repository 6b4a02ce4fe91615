"""The columns of this room's tables."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paeonia.ui.shapes import Column

DUE = [Column("code", _("Subject")), Column("visit", _("Visit")), Column("when", _("Day and window")),
       Column("stand", _("State")), Column("what", _("Procedures and samples"))]
SUBJECTS = [Column("code", _("Subject")), Column("state", _("State")), Column("log", _("In the log since")),
            Column("entered", _("Enrolled, or reason")), Column("next", _("Next visit"))]
CLOCKS = [Column("what", _("Report")), Column("to", _("To")), Column("event", _("Event")), Column("due", _("Due")),
          Column("state", _("State"))]
EVENTS = [Column("number", _("Event")), Column("subject", _("Subject")), Column("grade", _("Grade")),
          Column("when", _("From – to")), Column("cause", _("Relation")), Column("outcome", _("Outcome")),
          Column("reports", _("Reports"))]
DEVIATIONS = [Column("day", _("Day")), Column("subject", _("Subject")), Column("weight", _("Weight")),
              Column("what", _("What happened")), Column("action", _("Action"))]
MOVEMENTS = [Column("day", _("Day")), Column("what", _("Movement")), Column("quantity", _("Quantity"), "number"),
             Column("subject", _("Subject")), Column("by", _("Signed by"))]
DELEGATIONS = [Column("who", _("Person")), Column("tasks", _("Tasks")), Column("days", _("From – to")),
               Column("state", _("State")), Column("end", _("Change"))]
TRAININGS = [Column("day", _("Day")), Column("who", _("Person")), Column("topic", _("Topic")), Column("proof", _("Proof"))]
FINDINGS = [Column("what", _("Finding")), Column("weight", _("Weight")), Column("subject", _("Subject")),
            Column("due", _("To be answered by")), Column("state", _("State"))]
MONITORS = [Column("day", _("Day")), Column("kind", _("Kind of visit")), Column("who", _("Monitor")),
            Column("note", _("Summary"))]
DOCUMENTS = [Column("what", _("Document")), Column("state", _("State")), Column("version", _("Version")),
             Column("place", _("Where it is filed"))]
FORMS = [Column("version", _("Version")), Column("approved", _("Approved on")), Column("from", _("In use from")),
         Column("again", _("Consent again")), Column("changes", _("What changed"))]
PLAN = [Column("visit", _("Visit")), Column("day", _("Study day"), "number"), Column("window", _("Window")),
        Column("what", _("Procedures and samples"))]
NAMES = [Column("code", _("Subject")), Column("name", _("Name")), Column("mrn", _("Record number")),
         Column("born", _("Born")), Column("state", _("State"))]
QUERIES = [Column("number", _("Query")), Column("subject", _("Subject")), Column("text", _("What is asked")),
           Column("due", _("To be answered by")), Column("state", _("State"))]
SOURCES = [Column("title", _("What it shows")), Column("day", _("Dated")), Column("kept", _("Kept by")),
           Column("state", _("State"))]
SAMPLES_DUE = [Column("number", _("Registry number")), Column("subject", _("Subject")), Column("visit", _("Visit")),
               Column("sample", _("Sample")), Column("when", _("Day and window"))]
BATCHES = [Column("file", _("File")), Column("state", _("State")),
           Column("counts", _("Rows")), Column("by", _("Brought by"))]
BAD_ROWS = [Column("row", _("Row"), "number"), Column("key", _("Subject, visit, form")), Column("why", _("What is wrong"))]
SITES = [Column("hospital", _("Hospital")), Column("principal", _("Principal investigator")),
         Column("log", _("in the log"), "number"), Column("screening", _("in screening"), "number"),
         Column("failed", _("Screen failure"), "number"), Column("entered", _("entered"), "number"),
         Column("active", _("on study"), "number"), Column("queries", _("open queries"), "number")]
MOVERS = [Column("pick", _("Move")), Column("subject", _("Subject")), Column("follows", _("Follows")),
          Column("changes", _("What changes for her")), Column("consent", _("Consent"))]
TURNS = [Column("day", _("Day")), Column("what", _("What happened")), Column("reason", _("Reason")),
         Column("by", _("Signed by"))]
