"""Two invented trials of our own for the demo programme: one nearly running, one whose approval ends soon."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, viewer_again

from . import actions, queries
from .models import OwnTrial

CALM = {"title_zh": "奥氮平加入标准止吐方案预防乳腺癌化疗迟发性呕吐：无呕病房随机双盲研究（演示）",
        "title_en": "Olanzapine added to standard antiemetics against delayed vomiting in breast cancer: a randomised,"
                    " double-blind study of the Non-vomiting Ward (demo)",
        "acronym": "CALM-DAYS", "phase": "PHASE3", "design": "parallel", "randomised": True, "masking": "double",
        "planned": 180, "treatment": "olanzapine, 奥氮平"}
WALK = {"title_zh": "晨走处方减轻内分泌治疗相关关节痛：单臂可行性研究（演示）",
        "title_en": "A morning-walk prescription against joint pain under endocrine therapy: a single-arm feasibility"
                    " study (demo)",
        "acronym": "MORNING-WALK", "phase": "NA", "design": "single", "randomised": False, "masking": "open",
        "planned": 40, "treatment": ""}
COMMITTEE = "芍药大学肿瘤医院伦理委员会"
CHANGES = {"changes_zh": "增加随访日记；明确嗜睡评估时间点", "changes_en": "Diary added; times of assessing drowsiness set"}


def _day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def load(say: Callable[[str], None]) -> None:
    """Register what is not there yet; a trial that is there stays as people left it."""
    people = {user.username: user for user in User.objects.filter(username__in=("lin", "he", "zhao", "chen"))}
    main, partner = (Hospital.objects.filter(code=code).first() for code in ("main", "riverside"))
    if main is None or partner is None or len(people) < 4:
        return
    lin = viewer_again(people["lin"].pk, "oncologist")
    for fields, tell in ((CALM, _calm), (WALK, _walk)):
        if not OwnTrial.objects.filter(acronym=fields["acronym"]).exists() and not _there(lin, fields["acronym"]):
            own = actions.register({**fields, "lead": main, "principal": people["lin"]}, lin)
            tell(_Teller(own, lin), people, partner)
    say("2 own trials with their papers.")


def _there(viewer: Viewer, acronym: Any) -> bool:
    return any(one.own.acronym == acronym for one in queries.trials(viewer))


class _Teller:
    """Enters one thing after another into one trial."""

    def __init__(self, own: OwnTrial, viewer: Viewer) -> None:
        self.own, self.viewer = own, viewer

    def __call__(self, entry: str, **fields: Any) -> Any:
        return actions.enter(entry, queries.trial(self.own.pk, self.viewer), fields, self.viewer)

    def number(self, registry: str, number: str) -> None:
        """A registration number."""
        actions.add_number(queries.trial(self.own.pk, self.viewer), number, registry, self.viewer)

    @property
    def lead(self) -> Any:
        """The lead hospital's site."""
        return queries.trial(self.own.pk, self.viewer).lead_site


def _calm(tell: _Teller, people: dict[str, User], partner: Hospital) -> None:
    riverside = tell("site", hospital=partner, investigator="陈立夏 Chen Lixia", relies_on_lead=True)
    first = tell("version", kind="protocol", number="1.0", on_day=_day(-320))
    form = tell("version", kind="consent", number="1.0", on_day=_day(-320), protocol=first)
    second = tell("version", kind="protocol", number="2.0", on_day=_day(-60), amendment=True, **CHANGES)
    approved = tell("decision", site=tell.lead, review="initial", committee=COMMITTEE, number="演示-2026-017",
                    on_day=_day(-310), outcome="approved", valid_until=_day(55), review_due=_day(24))
    changed = tell("decision", site=tell.lead, review="amendment", committee=COMMITTEE,
                   number="演示-2026-017-修1", on_day=_day(-45), outcome="approved", valid_until=None)
    tell("inforce", version=first, decision=approved, from_day=_day(-300))
    tell("inforce", version=form, decision=approved, from_day=_day(-300))
    tell("inforce", version=second, decision=changed, from_day=_day(-40))
    tell("filing", kind="collection", state="not_needed", on_day=_day(-305),
         reason="不采集用于研究的生物样本 No sample is taken for research")
    for part, who, site, gcp in (("principal", "lin", tell.lead, 400), ("coordinator", "he", tell.lead, 26),
                                 ("nurse", "zhao", tell.lead, 210), ("sub", "chen", riverside, 300)):
        tell("member", site=site, part=part, user=people[who], from_day=_day(-300), gcp_until=_day(gcp))
    grant = tell("grant", funder="芍药大学 Paeonia University", title="支持治疗种子基金 Supportive care seed fund",
                 number="演示-SZ-08", amount=380000, currency="CNY", from_day=_day(-330), until_day=_day(400))
    tell("spending", grant=grant, on_day=_day(-200), amount=96000, what="研究药物与安慰剂 Study drug and placebo")
    tell("spending", grant=grant, on_day=_day(-30), amount=21500, what="日记卡印制与寄送 Diaries, printing and post")
    for kind, planned, reached in (("start", -300, -298), ("first_in", -280, None), ("interim", 120, None),
                                   ("last_in", 380, None)):
        tell("milestone", kind=kind, planned_on=_day(planned), reached_on=_day(reached) if reached else None)
    tell("publication", title="研究方案论文 Protocol paper", planned_on=_day(90), stage="writing")


def _walk(tell: _Teller, people: dict[str, User], partner: Hospital) -> None:
    tell("version", kind="protocol", number="0.9", on_day=_day(-15))
    tell("member", site=tell.lead, part="principal", user=people["lin"], from_day=_day(-20), gcp_until=_day(400))
    tell("filing", kind="collection", state="preparing", on_day=_day(-5), headcount=40,
         scope="外周血 10 ml/例，用于炎症因子检测 10 ml of blood, inflammatory markers")
    tell("milestone", kind="start", planned_on=_day(60))
