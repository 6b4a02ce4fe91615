"""The writes of this room: registering an own trial, entering and correcting what is known about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from paeonia.chart import uploads
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.intake import digest
from paeonia.modules.trials.intake.record import Intervention, Number, Party, RegistryTrial
from paeonia.modules.trials.intake.tags import tags
from paeonia.modules.trials.models import Trial, TrialNumber
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.roles import Role
from paeonia.people.viewer import SYSTEM, Viewer

from . import files, queries
from .checks import CHECKS
from .dossier import KINDS, Dossier, dossiers
from .models import Document, OwnTrial, Site
from .models_entered import Entered
from .refusing import refuse
from .registries import EXAMPLES, OWN, PATTERNS

PLAIN = ("title_zh", "title_en", "acronym", "phase", "design", "randomised", "masking", "planned", "treatment")


def register(fields: dict[str, Any], viewer: Viewer, number: str = "", registry: str = "") -> OwnTrial:
    """Register an own trial: a row of the registry, found and run like any other, with the lead hospital as its first site.

    A number that a registry record has already brought makes that record the trial's own.
    """
    lead, principal = fields["lead"], fields["principal"]
    if not may(viewer, "own.write") or lead.pk not in viewer.hospital_ids:
        raise PermissionDenied("own.write")
    if viewer.role == Role.ONCOLOGIST and principal.pk != viewer.user_id:
        raise PermissionDenied("own.write")
    with acting(viewer):
        if not queries.works_at(principal.pk, lead.pk, Role.ONCOLOGIST):
            raise refuse("own-principal", who={lang: principal.name(lang) for lang in ("en", "zh")})
        slug = f"OWN-{re.sub(r'[^A-Za-z0-9]+', '-', fields['acronym']).strip('-').upper() or 'TRIAL'}"[:60]
        with connection.cursor() as cursor:     # two at once must not take the same name
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"trial {slug}"])
        if Trial.objects.filter(number=slug).exists():
            raise refuse("own-acronym-taken", name=fields["acronym"])
        row = _registered(number, registry)
        if row is None:
            row = Trial.objects.create(number=slug, registry=OWN, title=fields["title_en"])
            TrialNumber.objects.create(trial=row, number=slug, registry=OWN)
        made = OwnTrial(trial=row, places=[lead.pk], created_by_id=viewer.user_id, **fields)
        _describe(made)
        _keep(made.save)
        Site.objects.create(own=made, lead=lead, hospital=lead, entered_by_id=viewer.user_id,
                            investigator=principal.name_zh or principal.name("en"))
        if number.strip() and row.registry == OWN:
            _number(made, number, registry)
        return made


def change(file: Dossier, fields: dict[str, Any], viewer: Viewer) -> None:
    """Change what was registered; the trail keeps what was said before."""
    _allowed(file, viewer)
    own = file.own
    with acting(viewer):
        if not queries.works_at(fields["principal"].pk, own.lead_id, Role.ONCOLOGIST):
            raise refuse("own-principal", who={lang: fields["principal"].name(lang) for lang in ("en", "zh")})
        for name in (*PLAIN, "principal"):
            setattr(own, name, fields[name])
        _describe(own)
        _keep(own.save)


def add_number(file: Dossier, number: str, registry: str, viewer: Viewer) -> None:
    """Add the number a registry gave; its record, when it is imported, becomes this trial's."""
    _allowed(file, viewer)
    with acting(viewer):
        _number(file.own, number, registry)
        file.own.trial.save()       # lists notice


def enter(kind: str, file: Dossier, fields: dict[str, Any], viewer: Viewer, replaces: Entered | None = None,
          why: str = "") -> Any:
    """Enter something about a trial; with `replaces` it corrects that entry, which stays to be read."""
    _allowed(file, viewer)
    model = KINDS[kind][0]
    with acting(viewer):
        OwnTrial.objects.select_for_update(of=("self",)).get(pk=file.own.pk)  # one entry at a time
        file = dossiers([file.own])[0]
        row = model(own=file.own, lead_id=file.own.lead_id, entered_by_id=viewer.user_id, **fields)
        if replaces is not None:
            if not why.strip():
                raise refuse("own-correct-why")
            if replaces.pk not in {one.pk for one in file.standing(kind)}:
                raise refuse("own-corrected")
            row.replaces, row.why_corrected = replaces, why.strip()[:300]
        if kind in CHECKS:
            CHECKS[kind](file, row, viewer)
        _keep(row.save)
        if kind == "site":
            _place(file.own)
        return row


def hand_in(file: Dossier, upload: Any, kind: str, title: str, viewer: Viewer) -> Document:
    """Keep a file; one of the same kind and title becomes its next version, and nothing is overwritten."""
    _allowed(file, viewer)
    media, sha256 = files.looked_at(upload)
    title = title.strip()
    with acting(viewer):
        OwnTrial.objects.select_for_update(of=("self",)).get(pk=file.own.pk)
        same = Document.objects.filter(own=file.own, sha256=sha256).first()
        if same:
            raise refuse("own-file-same", title=same.title, number=same.number)
        held = Document.objects.filter(own=file.own, kind=kind, title=title)
        last = held.aggregate(last=Max("number"))["last"] or 0
        row = Document(own=file.own, lead_id=file.own.lead_id, entered_by_id=viewer.user_id, kind=kind, title=title,
                       number=last + 1, name=upload.name[-200:], stored=uploads.keep(upload), media=media, size=upload.size,
                       sha256=sha256)
        _keep(row.save)
        return row


def _allowed(file: Dossier, viewer: Viewer) -> None:
    if viewer.role != SYSTEM and not queries.may_write(viewer, file.own):
        raise PermissionDenied("own.write")


def _place(own: OwnTrial) -> None:
    """The database shows the trial to the hospitals that take part."""
    here = Site.objects.filter(own=own, replaced_by__isnull=True, hospital__isnull=False)
    own.places = sorted(set(here.values_list("hospital_id", flat=True)))
    own.save()


def _registered(number: str, registry: str) -> Trial | None:
    """The trial that a registry record has brought under this number, if it is nobody's own yet."""
    found = TrialNumber.objects.filter(number=number.strip(), registry=registry).select_related("trial").first()
    if found is None or not number.strip():
        return None
    if OwnTrial.objects.filter(trial=found.trial).exists() or found.trial.registry == OWN:
        raise refuse("own-number-taken", number=number, other=found.trial.number)
    return found.trial


def _number(own: OwnTrial, number: str, registry: str) -> None:
    number = number.strip()
    if not PATTERNS[registry].match(number):
        raise refuse("own-number-odd", number=number, registry=registry, example=EXAMPLES[registry])
    taken = TrialNumber.objects.filter(number=number).exclude(registry="").select_related("trial").first()
    if taken:
        raise refuse("own-number-taken", number=number, other=taken.trial.number)
    TrialNumber.objects.create(trial=own.trial, number=number, registry=registry)


def _describe(own: OwnTrial) -> None:
    """Say of the trial in the registry what is known here, until a registry's own record is current."""
    row = own.trial
    if row.current_id is not None:
        return
    said = RegistryTrial(
        number=row.number, registry=OWN, title=own.title_en, official_title=own.title_zh, acronym=own.acronym,
        other_numbers=tuple(Number(one.number, one.registry) for one in row.numbers.all()),
        phases=tuple(_phases(own.phase)), conditions=("Breast Cancer",), enrolment=own.planned,
        interventions=tuple(Intervention("DRUG", name) for name in re.split(r"[,，;；、\s]+", own.treatment) if name),
        sponsor=Party(own.lead.name_en, "OTHER"))
    found = tags(said, dictionary().codelists.get("agents"))
    row.title, row.title_zh, row.acronym, row.phases = own.title_en, own.title_zh, own.acronym, list(said.phases)
    row.study_type = "OBSERVATIONAL" if own.design == "cohort" else "INTERVENTIONAL"
    row.status, row.enrolment = row.status or "NOT_YET_RECRUITING", own.planned
    row.sponsor, row.sponsor_kind = own.lead.name_en[:300], "OTHER"
    for name in ("settings", "subtypes", "drugs", "drug_classes", "biomarkers", "lines"):
        setattr(row, name, list(getattr(found, name)))
    row.search_text = "\n".join((digest.search_text(said), own.title_zh.lower(), own.lead.name_zh))
    row.save()


def _phases(code: str) -> list[str]:
    return ["PHASE1", "PHASE2"] if code == "PHASE1_PHASE2" else ["PHASE2", "PHASE3"] if code == "PHASE2_PHASE3" else [code]


def _keep(save: Callable[[], None]) -> None:
    try:
        with transaction.atomic():
            save()
    except IntegrityError as why:
        raise refuse("own-refused", why=str(why).splitlines()[0][:160]) from why
