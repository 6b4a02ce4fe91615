"""Two hospitals full of canaries: words found nowhere else, one set a patient, in every field that can hold one."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from trials_pages.clinic import ADVANCED, LABS, ago, drug, someone, value

from paeonia.chart import door, uploads
from paeonia.chart.cards import Source
from paeonia.people.models import Hospital, Membership, User
from paeonia.people.roles import Role
from paeonia.people.viewer import Viewer
from paeonia.record.facts import Fact, Identity, Review, Statement, Unread
from paeonia.record.problems import Problem

PARTS = ("mrn", "family", "given", "phone", "card", "letter", "place", "clinic", "raw", "key", "file", "cell")
TODAY = date.today()  # noqa: DTZ011  the day the care relations are counted from
TRIAL = "destiny-breast04"  # she fits but for questions, so every list of candidates shows her


def token(name: str, part: str) -> str:
    """A canary: letters only, so that no transcription, sorting or escaping changes it."""
    return f"Zq{name}{part}qz".replace("1", "i").replace("2", "ii").lower().capitalize()


@dataclass
class World:
    """Who was planted where, and everything a route can be asked about."""

    hospitals: dict[str, Hospital] = field(default_factory=dict)
    patients: dict[str, int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    intakes: dict[str, int] = field(default_factory=dict)
    doctors: dict[str, Viewer] = field(default_factory=dict)
    studies: dict[str, dict[str, object]] = field(default_factory=dict)
    asides: dict[str, int] = field(default_factory=dict)
    banks: dict[str, dict[str, object]] = field(default_factory=dict)
    searches: dict[str, int] = field(default_factory=dict)
    owns: dict[str, dict[str, object]] = field(default_factory=dict)
    drafts: dict[str, dict[str, object]] = field(default_factory=dict)
    site: dict[str, object] = field(default_factory=dict)
    papers: dict[str, int] = field(default_factory=dict)
    courses: dict[str, dict[str, object]] = field(default_factory=dict)
    asked: dict[str, dict[str, object]] = field(default_factory=dict)
    letters: dict[str, dict[str, object]] = field(default_factory=dict)

    def tokens(self) -> dict[str, str]:
        """Every canary and whose it is."""
        names = [*self.patients, *self.intakes]
        return {token(name, part): name for name in names for part in PARTS}


def plant() -> World:
    """One patient of our own, one with a sign-in, and of another hospital: secret, shared, formerly and later shared."""
    world = World()
    for code in ("east", "west"):
        world.hospitals[code] = Hospital.objects.create(code=code, name_zh=f"{code}院", name_en=f"{code} hospital")
        user = somebody(f"doctor-{code}", "oncologist", world.hospitals[code])
        world.doctors[code] = Viewer(user.pk, user.username, "oncologist", (world.hospitals[code].pk,))
    for name in ("own", "self"):
        add(world, name, "east")
    for name in ("secret", "shared", "past", "later"):
        add(world, name, "west")
    for code in ("east", "west"):
        bring(world, code)
    east, west = world.hospitals["east"].pk, world.doctors["west"]
    relations = {"shared": (TODAY - timedelta(9), None), "past": (TODAY - timedelta(9), TODAY - timedelta(1)),
                 "later": (TODAY + timedelta(1), None)}  # fmt: skip
    for name, (start, end) in relations.items():
        door.share(world.patients[name], east, west, from_day=start, until_day=end, purpose="second opinion")
    from people.planted_study import plant_studies  # it speaks of this file's world

    world.studies = plant_studies(world)
    from people.planted_watch import plant_watch

    world.asides = plant_watch(world)
    from people.planted_plain import plant_plain

    plant_plain(world)
    from people.planted_curation import plant_curation

    world.drafts = plant_curation(world)
    from people.planted_bank import plant_bank

    world.banks = plant_bank(world)
    from people.planted_site import plant_site

    world.site, world.papers[""] = plant_site()
    from people.planted_registry import plant_registry

    world.site |= plant_registry()
    return world


def somebody(name: str, role: str | None, *hospitals: Hospital) -> User:
    """A person who can sign in; without a role she may do nothing."""
    user = User.objects.create_user(name, password="long enough for a test", language="en")
    for hospital in hospitals if role else ():
        Membership.objects.create(user=user, hospital=hospital, role=Role(role))
    return user


def add(world: World, name: str, code: str) -> None:
    """Register one patient with a chart, a clinic visit and something in the queue."""
    doctor, place = world.doctors[code], world.hospitals[code].pk
    told = {part: token(name, part) for part in PARTS}
    facts = someone(
        "1969-04-11", 90, "1+", 1, *ADVANCED, value("menopausal", "post", 500), value("pregnant", "no", 3),
        drug("letrozole", "advanced", 300, 120, line=1, stop_reason="progression"),
        drug("capecitabine", "advanced", 110, 25, line=2, stop_reason="progression"),
        *(value(lab, number, 3, unit=unit, **({"uln": uln} if uln else {})) for lab, (number, unit, uln) in LABS.items()),
    )  # fmt: skip
    facts = [Fact(fact.variable, fact.fields, fact.on, told["letter"]) for fact in facts]
    who = Identity(told["mrn"], told["family"], told["given"], told["phone"], (("id", told["card"]),))
    said = [Statement(told["mrn"], who), *(Statement(told["mrn"], fact, told["place"]) for fact in facts)]
    said += [Statement(told["mrn"], Review(key, ago(2))) for key in ("therapy", "condition", "metastasis")]
    report = door.accept(said, doctor, hospital_id=place)
    assert not report.refused + report.queried, report.problems
    (found,) = door.patients(doctor, told["mrn"]).items
    world.patients[name] = found.id
    door.expect(found.id, TODAY, doctor, at=time(9), clinic=told["clinic"])
    door.timeline(found.id, doctor, why=f"care {told['clinic']}")  # what an auditor is shown
    world.facts[name] = next(k.id for k in door.history(found.id, doctor) if k.fact.variable == "ecog")


def bring(world: World, code: str) -> None:
    """A register that waits for its columns to be confirmed, and an entry in the queue, with canaries in each."""
    doctor, place = world.doctors[code], world.hospitals[code].pk
    told = {part: token(code, part) for part in PARTS}
    rows = io.StringIO()
    csv.writer(rows).writerows([["病历号", "姓名", "备注"], [told["mrn"], told["family"], told["cell"]]])
    stored = uploads.keep(SimpleUploadedFile(f"{told['file']}.csv", rows.getvalue().encode()))
    run = door.begin(Source(f"{told['file']}.csv", "register", code * 8, stored), doctor, place)
    world.intakes[code] = run.id
    trouble = Problem("no-number", told["place"], {})
    door.accept([Unread(trouble, told["key"], told["raw"])], doctor, hospital_id=place)
    world.entries[code] = door.queue(doctor).items[0].id
