"""Invented hospitals and people, at least one in each role, so that every page can be tried."""

from collections.abc import Callable

from django.db import transaction

from paeonia.people.models import Hospital, Membership, User
from paeonia.people.roles import WORDS

HOSPITALS = (
    ("main", "芍药大学肿瘤医院", "Paeonia University Cancer Hospital"),
    ("riverside", "河滨区人民医院", "Riverside District Hospital"),
    ("hillview", "山景县人民医院", "Hillview County Hospital"),
)
# sign-in name, role, hospitals, Chinese name, English name
PEOPLE = (
    ("lin", "oncologist", ("main",), "林若舟", "Lin Ruozhou"),
    ("zhao", "nurse", ("main",), "赵清", "Zhao Qing"),
    ("he", "trial_coordinator", ("main", "riverside", "hillview"), "何一帆", "He Yifan"),
    ("sun", "biobank_technician", ("main",), "孙予安", "Sun Yu'an"),
    ("fang", "biobank_manager", ("main",), "方亦诚", "Fang Yicheng"),
    ("gu", "genetic_counsellor", ("main",), "顾明溪", "Gu Mingxi"),
    ("chen", "partner_physician", ("riverside",), "陈立夏", "Chen Lixia"),
    ("wei", "partner_physician", ("hillview",), "魏长宁", "Wei Changning"),
    ("tang", "educator", ("main",), "唐书言", "Tang Shuyan"),
    ("bai", "patient", ("main",), "白兰", "Bai Lan"),
    ("ning", "patient", ("main",), "宁夏荷", "Ning Xiahe"),
    ("qin", "programme_admin", ("main", "riverside", "hillview"), "秦知远", "Qin Zhiyuan"),
    ("shen", "auditor", ("main", "riverside", "hillview"), "沈衡", "Shen Heng"),
)


def password(name: str) -> str:
    """Return the printed password of a demo person; such accounts exist in the demo programme alone."""
    return f"peony-demo-{name}-2026"


@transaction.atomic
def load(say: Callable[[str], None]) -> None:
    """Add the hospitals and people that are not there yet."""
    places = {}
    for code, zh, en in HOSPITALS:
        places[code], _ = Hospital.objects.get_or_create(code=code, defaults={"name_zh": zh, "name_en": en})
    for name, role, hospitals, zh, en in PEOPLE:
        person, new = User.objects.get_or_create(username=name, defaults={"name_zh": zh, "name_en": en})
        if new:
            person.set_password(password(name))
            person.save(update_fields=["password"])
        for code in hospitals:
            Membership.objects.get_or_create(user=person, hospital=places[code], role=role)
    say(f"{len(HOSPITALS)} hospitals, {len(PEOPLE)} people in {len(WORDS)} roles.")
