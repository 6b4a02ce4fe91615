"""Categories, registrations, payments and lists of the demo summit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from paeonia.modules.academy.choices import Kind
from paeonia.modules.academy.models import Activity
from paeonia.people.models import User
from paeonia.people.viewer import Viewer, viewer_again

from . import actions, queries
from .models import Category, PayTo, Quota
from .models_door import Door

CATEGORIES: tuple[dict[str, Any], ...] = (
    {"title_zh": "参会代表", "title_en": "Delegate", "word_zh": "代表", "word_en": "Delegate", "band": "lake",
     "price": Decimal(1200), "places": 320},
    {"title_zh": "讲者与主持", "title_en": "Speaker or chair", "word_zh": "讲者", "word_en": "Speaker", "band": "peony",
     "approves": False},
    {"title_zh": "研究生与规培医师", "title_en": "Student or resident", "word_zh": "学员", "word_en": "Student",
     "band": "leaf", "price": Decimal(300), "places": 60, "approves": True, "proof_zh": "学生证或规培证明",
     "proof_en": "a student or training card"})
# who, role, category, Latin name, what she told, and what was paid (None: nothing yet)
PEOPLE: tuple[tuple[str, str, int, dict[str, Any], str | None], ...] = (
    ("chen", "partner_physician", 0, {"name_en": "CHEN Lixia", "diet": "素食 vegetarian", "nights": 2,
                                      "invoice_title": "河滨区人民医院（演示）"}, "1200"),
    ("lin", "oncologist", 1, {"name_en": "LIN Ruozhou"}, None),
    ("zhao", "nurse", 0, {"name_en": "ZHAO Qing", "mobility": "请安排靠近出口的座位 a seat near the door"}, "600"),
    ("wei", "partner_physician", 0, {"name_en": "WEI Changning", "companions": 1, "nights": 1}, None),
    ("gu", "genetic_counsellor", 1, {"name_en": "GU Mingxi"}, None),
    ("sun", "biobank_technician", 2, {"name_en": "SUN Yu'an", "proof": "规培证（演示） training card (demo)"}, None))
PAY_TO = {"zh": "户名：芍药大学肿瘤医院（演示，请勿转账）\n开户行：示例银行湘湖支行\n账号：0000 0000 0000\n现场可付现金。",
          "en": "Paeonia University Cancer Hospital (demo, please do not transfer)\nExample Bank, Xianghu branch\n"
                "Account 0000 0000 0000\nCash is taken at the desk."}
BESIDES = {"name_en": "", "proof": "", "invoice_title": "", "tax_number": "", "diet": "", "mobility": "", "companions": 0,
           "nights": 0}


def load(say: Callable[[str], None]) -> None:
    """Set the desk up where it is not there yet."""
    summit = Activity.objects.filter(kind=Kind.SUMMIT).first()
    people = {user.username: user for user in User.objects.filter(is_active=True)}
    if summit is None or "tang" not in people or queries.categories(summit):
        return
    tang = viewer_again(people["tang"].pk, "educator")
    categories = [Category(activity=summit, **one) for one in CATEGORIES]
    for one in categories:
        actions.keep(one, {}, tang)
    actions.keep(Quota(activity=summit, title_zh="会场座位", title_en="Seats in the hall", places=360),
                 {"categories": [categories[0], categories[2]]}, tang)
    actions.keep(PayTo(activity=summit, text_zh=PAY_TO["zh"], text_en=PAY_TO["en"]), {}, tang)
    _doors(summit, categories, tang)
    for who, role, place, told, amount in PEOPLE:
        if who in people:
            viewer = viewer_again(people[who].pk, role)
            row = actions.register(summit, categories[place], {**BESIDES, "name": viewer.name, "place": "", **told}, viewer)
            if amount:
                actions.pay(row, Decimal(amount), timezone.localdate(), "transfer", tang, reference="演示 demo")
    say(f"The desk of the summit with {len(categories)} categories.")


def _doors(summit: Activity, categories: list[Category], tang: Viewer) -> None:
    first = summit.sessions.first()
    if first is None:
        return
    day = timezone.localtime(first.starts).date()
    for zh, en, later, who, behind in (
            ("第一天入场", "Day one", 0, [], [first]), ("第二天入场", "Day two", 1, [], []),
            ("讲者晚宴", "Speakers' dinner", 0, categories[1:2], []),
            ("工作坊：读懂一份基因报告", "Workshop: reading a genetic report", 0, [categories[0], categories[2]], [])):
        actions.keep(Door(activity=summit, title_zh=zh, title_en=en, on=day + timedelta(days=later)),
                     {"categories": who, "sessions": behind}, tang)
