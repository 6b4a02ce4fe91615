"""Invented studies of the demo programme, with subjects in every state, signed by the demo's own people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from paeonia.chart import door
from paeonia.chart.cards import Person
from paeonia.chart.demo import PATIENTS, SEEDS
from paeonia.chart.population import bulk
from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, system_viewer, viewer_again

from . import actions
from .binder import actions as binder
from .binder.documents import KINDS
from .demo_plan import PIECES, Piece, Tale
from .drug import actions as drug
from .models import (
    ConsentForm,
    DrugLot,
    Finding,
    MonitorVisit,
    PlannedVisit,
    SiteDocument,
    Study,
    Subject,
    Training,
)
from .rules import rules
from .safety import actions as safety
from .schedule import window
from .subjects import actions as subjects
from .subjects.queries import to_ask

ROLES = {"lin": "oncologist", "zhao": "nurse", "he": "trial_coordinator"}
TASKS = {"zhao": ["visits", "drug"], "he": ["consent", "enrolment", "records", "visits"]}


def load(say: Callable[[str], None]) -> None:
    """Open what is not open yet; a study that is there stays as people left it."""
    users = {user.username: user.pk for user in User.objects.filter(username__in=ROLES)}
    main = Hospital.objects.filter(code="main").first()
    if main is None or set(users) != set(ROLES):
        return
    team = {name: viewer_again(users[name], role) for name, role in ROLES.items()}
    people = _suitable(system_viewer("demo programme"))
    told = 0
    for piece in PIECES:
        with acting(team["lin"]):
            if not Study.objects.filter(trial__number=piece.number, hospital=main).exists():
                told += _tell(piece, main.pk, team, people)
    say(f"{len(PIECES)} studies at the site, {told} subjects entered now.")


def _suitable(viewer: Viewer) -> Iterator[Person]:
    """Women with advanced disease, hormone receptors positive and HER2 negative, in the order of their numbers."""
    found = [door.find(viewer, mrn=bulk.number(SEEDS["main"], row)) for row in range(20, PATIENTS["main"])]
    lines = door.timelines([who.id for who in found], viewer, why="demo programme")
    for who in found:
        latest = lines[who.id].latest if who.id in lines else {}
        extent = latest["disease_extent"].value if "disease_extent" in latest else ""
        hr = [latest[name].value for name in ("er", "pr") if name in latest]
        her2 = str(latest["her2"].value) if "her2" in latest else ""
        if who.sex == "female" and extent in ("recurrent_metastatic", "de_novo_metastatic", "advanced", "metastatic") \
                and "positive" in hr and her2 != "positive":
            yield who


def _day(back: int) -> date:
    return timezone.localdate() - timedelta(days=back)


def _at(back: int, hour: int = 9, minute: int = 20) -> datetime:
    return timezone.make_aware(datetime.combine(_day(back), time(hour, minute)))


def _tell(piece: Piece, hospital_id: int, team: dict[str, Viewer], people: Iterator[Person]) -> int:
    lin, known = team["lin"], rules()[0]
    actions.own_trial(piece.number, piece.trial, system_viewer("demo programme"))
    study = actions.open_study(
        piece.number, {**piece.study, "principal": User.objects.get(pk=lin.user_id), "opened_on": _day(piece.opened),
                       "enrol_until": _day(piece.opened - 540)},
        piece.plan, [known[id] for id in piece.rules if id in known], lin, hospital_id)
    for name, tasks in TASKS.items():
        actions.delegate(study, int(team[name].user_id or 0), tasks, _day(piece.opened), None, lin)
    for version, back, again in piece.forms:
        actions.add_consent_form(study, {"version": version, "approved_on": _day(back), "valid_from": _day(back),
                                         "reconsent": again, "changes": "新增血液学毒性风险说明" if again else ""}, lin)
    lot = _lot(piece, study, team)
    entered = 0
    for place, tale in enumerate(piece.tales):
        person = next(people, None)
        if person is None:
            break
        _live(tale, place, person, study, lot, team)
        entered += 1
    _file(study, piece, team)
    return entered


def _lot(piece: Piece, study: Study, team: dict[str, Viewer]) -> DrugLot | None:
    if piece.drug is None:
        return None
    lot = drug.add_lot(study, {"name": piece.drug[0], "lot": piece.drug[1], "unit": "支 vials",
                                             "expires_on": _day(-200), "storage": "2–8 °C"}, team["lin"])
    drug.move(lot, None, _day(piece.opened - 10), {"kind": "received", "quantity": 96}, team["zhao"])
    return lot


def _live(tale: Tale, place: int, person: Person, study: Study, lot: DrugLot | None, team: dict[str, Viewer]) -> None:
    he, lin, zhao = team["he"], team["lin"], team["zhao"]
    one = subjects.prescreen(study, person.mrn, _day(tale.log), he, referred_by=lin.user_id if place % 3 else zhao.user_id)
    if tale.closed:
        subjects.close_prescreening(one, tale.closed, he)
    if tale.consent is None:
        return
    form = subjects.form_in_force(study.pk, _day(tale.consent))
    assert isinstance(form, ConsentForm)
    subjects.consent(one, form, _at(tale.consent), {"copy_given": True, "witness": "", "note": ""}, he)
    if tale.screened is None:
        return
    asked, version = to_ask(study)
    answers = [{"en": q.en, "zh": q.zh, "excludes": q.excludes, "answer": "no" if q.excludes else "yes"} for q in asked]
    subjects.screening(one, _day(tale.screened), answers, {
        "eligible": tale.failed is None, "rule_version": version,
        "source": "门诊病历、检验报告 Outpatient record, laboratory"}, lin)
    if tale.failed:
        subjects.failure(one, _day(tale.failed[0]), {"reason": tale.failed[1]}, lin)
    if tale.day_one is None:
        return
    subjects.enrol(one, _day(tale.day_one + 1), {
        "number": f"{study.site_number}-{place + 1:03d}", "randomisation_number": f"R{1180 + 7 * place}", "arm": "",
        "day_one": _day(tale.day_one)}, he)
    _visits(tale, Subject.objects.get(pk=one.pk), study, zhao)
    _since(tale, one, study, lot, team)


def _since(tale: Tale, one: Subject, study: Study, lot: DrugLot | None, team: dict[str, Viewer]) -> None:
    """What happened after she entered, apart from visits."""
    he, lin, zhao = team["he"], team["lin"], team["zhao"]
    for told in tale.events:
        _event(told, one, lin)
    if lot is not None and tale.vials:
        drug.move(lot, one, _day(tale.day_one), {"kind": "dispensed", "quantity": tale.vials}, zhao)
        if tale.ended:
            drug.move(lot, one, _day(tale.ended[0][0]), {"kind": "returned", "quantity": 2}, zhao)
    if tale.again is not None:
        newer = subjects.form_in_force(study.pk, _day(tale.again))
        assert isinstance(newer, ConsentForm)
        subjects.consent(one, newer, _at(tale.again, 10, 5), {"copy_given": True, "witness": "", "note": ""}, he)
    for back, kind, why in tale.ended:
        subjects.end(one, _day(back), {"kind": kind, "reason": why}, he)


def _visits(tale: Tale, one: Subject, study: Study, nurse: Viewer) -> None:
    for plan in PlannedVisit.objects.filter(study=study, code__in=tale.visits):
        frame = window(one.day_one, plan.day, plan.before, plan.after)
        assert frame is not None
        late = tale.visits[plan.code]
        subjects.visit(one, plan, frame.due + timedelta(days=late), {
            "state": "done", "done": [*plan.procedures, *plan.samples],
            "why_off": "" if frame.holds(frame.due + timedelta(days=late)) else "节假日顺延 Public holiday"}, nurse)


def _event(told: dict[str, Any], one: Subject, doctor: Viewer) -> None:
    serious, known = told.get("serious", ()), told.get("known")
    aware = timezone.now() - timedelta(hours=known) if known else None
    number = safety.record_event(one, _day(max(told["began"] - 1, 0)), {
        "term": told["term"], "grade": told["grade"], "started_on": _day(told["began"]),
        "ended_on": _day(told["began"] - 8) if told["outcome"] == "recovered" else None, "causality": told["causality"],
        "measure": told.get("measure", "none"), "outcome": told["outcome"], "expected": True, "serious": bool(serious),
        "seriousness": list(serious), "aware_at": aware, "note": ""}, doctor).number
    if aware is not None and known > 24:
        for deadline in ("sponsor-24h", "ethics-24h"):
            safety.record_report(one, number, {"deadline": deadline, "sent_at": aware + timedelta(hours=14)}, doctor)


def _file(study: Study, piece: Piece, team: dict[str, Viewer]) -> None:
    he = team["he"]
    for kind in [kind for kind, (_words, before) in KINDS.items() if before and kind not in ("hgr", "laboratory")]:
        binder.enter(SiteDocument, study, {"kind": kind, "version": "1.0", "on_day": _day(piece.opened),
                                           "place": "研究者文件夹 1"}, he)
    for name in TASKS:
        topic = f"方案 {study.protocol_version} Protocol training"
        binder.enter(Training, study, {"user_id": team[name].user_id, "topic": topic, "on_day": _day(piece.opened),
                                       "proof": "签到表 Attendance list"}, he)
    seen = binder.enter(MonitorVisit, study, {"on_day": _day(24), "kind": "routine", "monitor": "顾言 Gu Yan",
                                              "note": "源数据核查 5 例 Source data of 5 subjects checked"}, he)
    first = Subject.objects.filter(study=study, status="enrolled").first()
    for what, back, severity in (("知情同意书未记录签署时间 Time of signature missing on the consent form", 3, "major"),
                                 ("受试者日记卡未收回 Diary card not collected", -10, "minor")):
        binder.enter(Finding, study, {"visit": seen, "subject": first, "severity": severity, "what": what,
                                      "due_on": _day(back)}, he)
    safety.record_deviation(study, first, _day(38), {
        "severity": "minor", "what": "访视超窗 5 天（节假日） Visit 5 days outside its window (public holiday)",
        "action": "提前预约下次访视 Next visit booked ahead"}, he)
