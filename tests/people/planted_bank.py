"""A bank at each hospital with one donor and her tubes, so that the crawler can ask for all of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from biobank.bankers import a_protocol
from django.utils import timezone
from people.planted_ask import FORMS as ASK_FORMS
from people.planted_ask import plant_ask
from people.planted_consent import FORMS as CONSENT_FORMS
from people.planted_consent import plant_consent
from people.planted_exchange import FORMS as EXCHANGE_FORMS
from people.planted_exchange import of_exchange, plant_exchange
from people.planted_labels import FORMS as LABEL_FORMS
from people.planted_quality import FORMS as QUALITY_FORMS
from people.planted_quality import plant_quality
from people.planted_requests import FORMS as REQUEST_FORMS
from people.planted_requests import of_requests, plant_requests
from people.planted_store import FORMS as STORE_FORMS
from people.planted_store import plant_store

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.donors import actions as donors
from paeonia.modules.biobank.limiting import actions as limits
from paeonia.modules.biobank.models import Requirement, Specimen, TimePoint
from paeonia.modules.biobank.protocols import actions as protocols
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

FORMS = (
    ("scan/", "code", {"code": "B-EAST"}),
    ("biobank/donors/<int:registration_id>/plan/", "good", {"point": "1"}),
    ("biobank/specimens/<int:specimen_id>/step/", "good", {"deed": "received", "at": "2026-06-01T10:00"}),
    ("biobank/pool/", "ours and theirs", {"codes": "B-EAST\nB-WEST", "kind": "whole_blood", "at": "2026-06-01T10:00"}),
    ("biobank/limits/<str:limit>/", "good", {"holds": "off", "reason": "x", "from_day": "2099-01-01"}),
    *ASK_FORMS,
    *CONSENT_FORMS,
    *EXCHANGE_FORMS,
    *LABEL_FORMS,
    *STORE_FORMS,
    *QUALITY_FORMS,
    *REQUEST_FORMS,
)
HOW = ("aliquot", "derive", "freeze")
# What two ids of one address may not be of different hospitals.
WITH = {"form_id", "corrects_id", "parent_id", "thing_id"}


def plant_bank(world: Any) -> dict[str, dict[str, object]]:
    """What each route of the bank can be asked about, by whose it is: "own" of the east, "west" of the other hospital."""
    return {"own": _plant(world, "east", "own"), "west": _plant(world, "west", "secret")}


def _plant(world: Any, code: str, name: str) -> dict[str, object]:
    from people.planted import somebody, token

    said = token(name, "cell") if code == "west" else "EAST"     # at home a technician reads it, and knows no patient
    place = world.hospitals[code]
    user = somebody(f"banker-{code}", "biobank_manager", place)
    manager = Viewer(user.pk, user.username, "biobank_manager", (place.pk,))
    protocol = a_protocol(manager, place, said)
    drawn = timezone.now() - timedelta(days=5)
    with acting(world.doctors[code]):
        registration = donors.register(protocol, drawn.date(), world.doctors[code], mrn=token(name, "mrn"))
    with acting(manager):
        point = TimePoint.objects.get(edition=registration.edition)
        visit = donors.completed(donors.plan(registration, point, manager), drawn, manager, diagnosis=said)
        tube = Specimen.objects.get(collection=visit, requirement__code="WB")
        bench.collect(tube, drawn, Tube(Decimal(10), "mL", f"B-{code.upper()}"), manager)
        draft = protocols.next_edition(protocol, manager)
        planned = TimePoint.objects.get(edition=draft)
        wanted = Requirement.objects.filter(time_point=planned).earliest("id")
        donors.plan(registration, point, manager)
    return {"protocol_id": protocol.pk, "edition_id": draft.pk, "point_id": planned.pk, "parent_id": wanted.pk,
            "thing_id": wanted.pk, "registration_id": registration.pk, "collection_id": visit.pk, "specimen_id": tube.pk,
            "how": "aliquot", "what": "requirement", "limit": _limit(place, manager, said, code),
            **plant_consent(protocol, manager, said), **plant_store(manager, place, tube, code, said),
            **plant_exchange(protocol, manager, said), **plant_ask(place.pk, manager, said),
            **plant_quality(place.pk, tube, manager, said),
            **plant_requests(protocol, manager, world.doctors[code], said)}


def _limit(place: Any, manager: Any, said: str, code: str) -> str:
    """A limit put off with a canary for its reason. Limits are everybody's; the other hospital's is asked for by no name."""
    limits.put("receptors_fixation", {"holds": "off", "at_least": "", "at_most": "", "reason": said, "source": "",
                                      "confirmed_by": "", "from_day": timezone.localdate()}, place.pk, manager)
    return "receptors_fixation" if code == "east" else "none"


def bank_numbers(world: Any, parts: list[str], pattern: str, strange: dict[str, int]) -> dict[str, dict[str, object]]:
    """Whom to ask for: our own bank, the other hospital's, and numbers there are not."""
    held = {name: dict(one) for name, one in world.banks.items()}
    if pattern.startswith("biobank/storage/"):
        for one in held.values():
            one["parent_id"] = one["container_id"]
    for one in held.values():
        of_exchange(pattern, one)
        of_requests(pattern, one)
        if "complaint_id" in parts:
            one["deed"] = "acknowledge"
    ids = [part for part in held["own"] if part.endswith("_id")]
    found: dict[str, dict[str, object]] = held | {name: {**held["own"], **dict.fromkeys(ids, pk)}
                                                  for name, pk in strange.items()}
    if WITH & set(parts) and len(parts) > 1:
        found["mixed"] = {**held["own"], **{part: held["west"][part] for part in WITH}}
        found["mixed-missing"] = {**held["own"], **dict.fromkeys(WITH, 10**7)}
    if "how" in parts:
        found |= {f"own {how}": {**held["own"], "how": how} for how in HOW[1:]}
    return found
