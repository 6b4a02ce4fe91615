"""A study at each hospital with one subject and something of every kind, so that the crawler can ask for all of it."""

from __future__ import annotations

from datetime import timedelta

from conduct.conftest import PLAN
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from people.planted import TODAY, World, token

from paeonia.modules.trials.conduct import actions
from paeonia.modules.trials.conduct.binder import actions as binder
from paeonia.modules.trials.conduct.clarify import actions as clarify
from paeonia.modules.trials.conduct.crf import actions as crf
from paeonia.modules.trials.conduct.crf.dictionary import read_dictionary
from paeonia.modules.trials.conduct.models import Finding, PlannedVisit
from paeonia.modules.trials.conduct.rules import rules
from paeonia.modules.trials.conduct.safety import actions as safety
from paeonia.modules.trials.conduct.sources import actions as sources
from paeonia.modules.trials.conduct.subjects import actions as subjects
from paeonia.modules.trials.models import Trial
from paeonia.people.context import acting
from paeonia.people.models import User

DICTIONARY = """Variable / Field Name,Form Name,Field Type,Field Label,Text Validation Type OR Show Slider Number
record_id,vitals,text,Subject,
vitals_note,vitals,text,Note,
vitals_day,vitals,text,Day,date_ymd
"""
FORMS = (
    ("queries/<int:number>/", "answer", {"do": "answer", "text": "x"}),
    ("queries/<int:number>/", "again", {"do": "again", "text": "x"}),
    ("/sources/", "gone", {"gone": "1", "why": "x"}), ("/forms/", "aside", {"do": "aside", "row": "1", "why": "x"}),
    ("files/<int:batch_id>/", "keep", {"do": "keep"}), ("files/<int:batch_id>/", "leave", {"do": "leave"}),
    ("/closing/", "good", {"on_day": TODAY.isoformat(), "confirmed": ["told", "report", "archive"], "reason": "x"}),
    ("subjects/<int:subject_id>/queries/", "good", {"text": "x", "due_on": TODAY.isoformat()}),
    ("forms/<str:form>/", "good", {"on_day": TODAY.isoformat(), "item_vitals_note": "x", "why": "x"}),
    ("/move/", "good", {"on_day": TODAY.isoformat(), "subject": ["1", "2"]}),
)
PNG = b"\x89PNG\r\n\x1a\n"
WHOSE = {"east": "own", "west": "secret"}


def plant_studies(world: World) -> dict[str, dict[str, object]]:
    """What each route can be asked about, by whose it is: "own" of the east, "west" of the other hospital."""
    Trial.objects.create(number="CRAWL-1", registry="made up", title="A study for the crawler")
    return {"own": _plant(world, "east", "PEONY-E"), "west": _plant(world, "west", token("west", "cell"))}


def _plant(world: World, code: str, name: str) -> dict[str, object]:
    doctor, place = world.doctors[code], world.hospitals[code].pk
    begun, now = TODAY - timedelta(40), timezone.now()
    with acting(doctor):
        study = actions.open_study("CRAWL-1", {
            "short_name": name, "site_number": "1", "principal": User.objects.get(pk=doctor.user_id),
            "protocol_version": "1", "ethics_committee": name, "opened_on": begun, "enrol_until": TODAY + timedelta(90),
            "planned": 5}, PLAN, [rules()[0]["site-default"]], doctor, place)
        form = actions.add_consent_form(study, {"version": "1", "approved_on": begun, "valid_from": begun}, doctor)
        one = subjects.prescreen(study, token(WHOSE[code], "mrn"), begun, doctor)
        subjects.consent(one, form, now - timedelta(30), {"copy_given": True}, doctor)
        subjects.screening(one, TODAY - timedelta(29), [], {"eligible": True, "source": "chart"}, doctor)
        subjects.enrol(one, TODAY - timedelta(28), {"number": f"{code}-1", "day_one": TODAY - timedelta(28)}, doctor)
        plan = PlannedVisit.objects.get(study=study, code="C1D1")
        visit = subjects.visit(one, plan, TODAY - timedelta(28), {"state": "done", "done": []}, doctor)
        event = safety.record_event(one, TODAY, {
            "term": "Fever", "grade": 3, "started_on": TODAY, "ended_on": None, "causality": "possible", "measure": "none",
            "outcome": "recovering", "expected": True, "serious": True, "seriousness": ["hospital"], "aware_at": now},
            doctor)
        found = binder.enter(Finding, study, {"severity": "minor", "what": name, "due_on": TODAY}, doctor)
        secret = token(WHOSE[code], "raw")
        asked = clarify.raise_query(one, secret, TODAY, doctor)
        scan = sources.add(one, SimpleUploadedFile("scan.png", PNG + secret.encode()), secret, TODAY, doctor)
        crf.keep_dictionary(study, read_dictionary(DICTIONARY.encode(), "dictionary.csv", frozenset()), doctor)
        data = f"record_id,vitals_note,vitals_day\n{code}-1,{secret},yesterday\n"
        crf.keep_good(crf.bring(study, SimpleUploadedFile("data.csv", data.encode()), doctor), doctor)
        batch = crf.bring(study, SimpleUploadedFile("data.csv", data.encode()), doctor)
        assert asked.number == event.number == 1
    return {"file_id": scan.pk, "batch_id": batch.pk, "study_id": study.pk, "subject_id": one.pk,
            "signed_id": visit.pk, "item_id": found.pk, "number": event.number}


def what_of(pattern: str) -> str:
    """A form that an address of the room has."""
    if "item_id" in pattern:
        return "answer"
    return "deviation" if "enter/" in pattern else "visit"
