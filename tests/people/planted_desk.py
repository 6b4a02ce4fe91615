"""A registration with its entries, a list and a programme at each hospital's course, for the crawler to ask for."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from paeonia.modules.academy.models import Activity
from paeonia.modules.academy.programme import actions as programme
from paeonia.modules.academy.programme import links
from paeonia.modules.academy.programme.models import OnStage
from paeonia.modules.academy.registration import actions, queries
from paeonia.modules.academy.registration.models import Category
from paeonia.modules.academy.registration.models_door import Door
from paeonia.people.viewer import Viewer

WORDS = {"title_zh": "代表", "title_en": "Delegate"}
NEEDS = {"companions": "0", "nights": "1", "diet": "x"}
FORMS = (("registration/as/<int:category_id>/", {"name": "N", **NEEDS}), ("registration/change/", NEEDS),
         ("desk/<int:registration_id>/decide/", {"answer": "yes"}), ("badge.pdf", {"sheet": "a6"}),
         ("badges.pdf", {"sheet": "card", "again": "on"}), ("registration_id>/renew/", {}),
         ("registration_id>/pay/", {"amount": "5", "on": "2026-11-01", "way": "cash"}), ("back/", {"why": "x"}),
         ("lists/<int:door_id>/", {"text": "E"}), ("undo/<int:check_in_id>/", {"why": "x"}), ("attendance/", {}),
         ("set/<slug:deed>/", {**WORDS, "on": "2026-11-28"}), ("programme/seen/", {}), ("choose/", {"wanted": "yes"}),
         ("run/announce/", {"note_zh": "x", "note_en": "x"}), ("off/", {}), ("academy/calendar/", {"do": "new"}))
INNER = ("registration_id", "payment_id", "door_id", "check_in_id", "category_id", "stage_id")
# Asked for by whoever may know of the activity: what she is told of it is no secret.
OPEN = ("academy/<int:activity_id>/registration/", "academy/<int:activity_id>/programme/",
        "academy/<int:activity_id>/registration/as/<int:category_id>/",
        "academy/<int:activity_id>/programme/all.ics", "academy/<int:activity_id>/programme/seen/",
        "academy/<int:activity_id>/programme/sessions/<int:session_id>/one.ics",
        "academy/<int:activity_id>/programme/sessions/<int:session_id>/choose/", "academy/calendar/<str:token>/mine.ics")


def plant_desk(made: Activity, teacher: Viewer, learner: Viewer, said: str) -> dict[str, object]:
    """The numbers of everything the desk and the programme hold about one learner."""
    category = Category(activity=made, word_zh="代表", word_en="Delegate", price=Decimal(5), **WORDS)
    actions.keep(category, {}, teacher)
    fields = {"name": said, "place": said, "name_en": said, "proof": "", "invoice_title": said, "tax_number": "",
              "diet": said, "mobility": said, "companions": 0, "nights": 1}
    row = actions.register(made, category, fields, learner)
    payment = actions.pay(row, Decimal(5), timezone.localdate(), "transfer", teacher, reference=said)
    door = Door(activity=made, title_zh="门", title_en="Door", on=timezone.localdate())
    actions.keep(door, {"categories": [], "sessions": []}, teacher)
    check_in, _new = actions.let_in(door, queries.one(row.pk, made, teacher).row, teacher, said)
    programme.announce(made, {"zh": "初版", "en": "first"}, teacher)
    stage = OnStage(session=made.sessions.get(), name_zh="林")     # so that there is something to announce again
    programme.put_on_stage(stage, teacher)
    link = programme.open_link(learner)
    return {"registration_id": row.pk, "payment_id": payment.pk, "door_id": door.pk, "check_in_id": check_in.pk,
            "category_id": category.pk, "stage_id": stage.pk, "token": links.token(link.user_id, link.number)}
