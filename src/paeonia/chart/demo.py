"""The invented patients of the demo programme: a population, people with a story, imported charts, today's clinic."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

from django.utils import timezone

from paeonia.chart import door, sources
from paeonia.chart.population import bulk, stories
from paeonia.chart.running import carry_out
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, system_viewer

PATIENTS = {"main": 170, "riverside": 42, "hillview": 28}
SEEDS = {"main": 0, "riverside": 1, "hillview": 2}  # `paeonia demo --seed` begins behind them
CLINICIANS = {"main": "lin", "riverside": "chen", "hillview": "wei"}
HISTORY = 5  # earlier laboratory panels, so that a chart shows a course
SHARED = 4  # charts of each partner hospital that the main hospital takes part in
AFTERWARDS = 14  # days ahead with a clinic list
FILES = Path(__file__).parent / "demo_files"
IMPORTED = (
    ("mcode-feng.json", "riverside", "H200101"),
    ("mcode-wu.json", "riverside", "H200102"),
    ("mcode-ding.json", "riverside", "H200103"),
    ("register-hillview.csv", "hillview", "H300201"),
)
CLINIC = "乳腺肿瘤内科 Breast oncology"


def load(say: Callable[[str], None]) -> None:
    """Add what is not there yet; repeated on a later day it leaves the patients as they were and fills that day's clinic."""
    today = timezone.localdate()
    viewer = system_viewer("demo programme")
    hospitals = {place.code: place.pk for place in Hospital.objects.all()}
    for code, number in PATIENTS.items():
        bulk.load(number, SEEDS[code], today.toordinal(), viewer, hospitals[code], HISTORY)
    say(f"{sum(PATIENTS.values())} invented patients in {len(PATIENTS)} hospitals.")
    _tell(viewer, hospitals["main"], today)
    imported = [
        _bring(name, hospitals[code], viewer)
        for name, code, mrn in IMPORTED
        if not bulk.on_record(mrn, viewer)
    ]
    _share(viewer, hospitals, today)
    say(
        f"{len(stories.stories())} people with a story; {len(IMPORTED)} files to import, {len(imported)} of them now."
    )
    say(f"{_book(viewer, today)} patients in today's clinics.")


def _tell(viewer: Viewer, hospital_id: int, today: date) -> None:
    for story in stories.stories():
        if not bulk.on_record(story["number"], viewer):
            door.accept(stories.statements(story, today.toordinal()), viewer, hospital_id=hospital_id)
        user = User.objects.filter(username=story.get("account", "")).first()
        who = door.find(viewer, mrn=story["number"])
        if user and who.user_id is None:
            door.give_account(who.id, user.pk, viewer)


def _share(viewer: Viewer, hospitals: dict[str, int], today: date) -> None:
    """A partner hospital's patients whose trials are asked for here, two of ours cared for there, and those imported."""
    wanted = [(bulk.number(SEEDS[code], row), "main") for code in ("riverside", "hillview") for row in range(SHARED)]
    wanted += [(bulk.number(SEEDS["main"], 0), "riverside"), (bulk.number(SEEDS["main"], 1), "hillview")]
    wanted += [(mrn, "main") for *_, mrn in IMPORTED]
    for mrn, other in wanted:
        who = door.find(viewer, mrn=mrn)
        if hospitals[other] not in who.shared_with:
            door.share(
                who.id,
                hospitals[other],
                viewer,
                from_day=today - timedelta(days=30),
                until_day=today + timedelta(days=335),
                purpose="试验匹配会诊 Second opinion on trials",
            )


def _bring(name: str, hospital_id: int, viewer: Viewer) -> str:
    path = FILES / name
    kind = sources.REGISTER if path.suffix == ".csv" else sources.FHIR
    about = sources.source(path, kind, mapping=sources.mapped(path) if kind == sources.REGISTER else None)
    return carry_out(path, about, door.begin(about, viewer, hospital_id), viewer).state


def _book(viewer: Viewer, today: date) -> int:
    """Today's clinics: the people with a story first; then shorter lists for the days that follow."""
    booked = 0
    doctors = {code: User.objects.filter(username=name).first() for code, name in CLINICIANS.items()}

    def expect(mrn: str, day: date, at: time, code: str) -> None:
        doctor = doctors[code]
        door.expect(
            door.find(viewer, mrn=mrn).id,
            day,
            viewer,
            at=at,
            clinic=CLINIC,
            clinician_id=doctor.pk if doctor else None,
        )

    for story in stories.stories():
        expect(story["number"], today, time.fromisoformat(story["at"]), "main")
        booked += 1
    for code, rows in (("main", range(20, 26)), ("riverside", range(4)), ("hillview", range(3))):
        for place, row in enumerate(rows):
            hour, minute = divmod((690 if code == "main" else 510) + 15 * place, 60)
            expect(bulk.number(SEEDS[code], row), today, time(hour, minute), code)
            booked += 1
    for ahead in range(1, AFTERWARDS):
        day = today + timedelta(days=ahead)
        if day.weekday() < 5:
            for place in range(8):
                row = (day.toordinal() * 8 + place) % PATIENTS["main"]
                expect(
                    bulk.number(SEEDS["main"], row),
                    day,
                    time(8 + (30 + 20 * place) // 60, (30 + 20 * place) % 60),
                    "main",
                )
    return booked
