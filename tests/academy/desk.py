"""A summit with categories, as tests of the desk ask for it."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from paeonia.modules.academy.models import Activity
from paeonia.modules.academy.registration import actions, queries
from paeonia.modules.academy.registration.models import Category, Quota
from paeonia.modules.academy.registration.models_door import Door

NOTHING = {"name_en": "", "proof": "", "invoice_title": "", "tax_number": "", "diet": "", "mobility": "", "companions": 0,
           "nights": 0, "place": ""}


def a_category(made: Activity, teacher, title="Delegate", **fields) -> Category:
    """A category with a fee of 1,200 yuan unless said otherwise."""
    one = Category(activity=made, **{"title_zh": "参会代表", "title_en": title, "word_zh": "代表", "word_en": "Delegate",
                                     "price": Decimal("1200.00"), **fields})
    actions.keep(one, {}, teacher)
    return one


def shared(made: Activity, teacher, places: int, *categories: Category) -> Quota:
    """Places that these categories draw from."""
    one = Quota(activity=made, title_zh="共享", title_en="Shared", places=places)
    actions.keep(one, {"categories": categories}, teacher)
    return one


def a_door(made: Activity, teacher, *categories: Category, sessions=(), **fields) -> Door:
    """A list of today."""
    one = Door(activity=made, **{"title_zh": "第一天", "title_en": "Day one", "on": timezone.localdate(), **fields})
    actions.keep(one, {"categories": categories, "sessions": sessions}, teacher)
    return one


def registered(made: Activity, category: Category, who, name="陈立夏", **fields) -> queries.Held:
    """Somebody who registered."""
    actions.register(made, category, {**NOTHING, "name": name, **fields}, who)
    return queries.mine(made, who)


def paid(held: queries.Held, teacher, amount="1200.00", way="transfer", **more):
    """What was entered for her, `days` ago."""
    return actions.pay(held.row, Decimal(amount), timezone.localdate() - timedelta(days=more.pop("days", 0)), way, teacher,
                       **more)
