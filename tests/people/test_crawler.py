"""Nobody is shown, told or counted a patient who is not hers, at any address, in any way of asking."""

from collections import defaultdict

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.test import Client
from people.crawling import EDITORS, NOT_THERE, Crawler, alike
from people.planted import add, bring, plant, somebody
from people.planted_academy import plant_academy
from people.planted_community import plant_community
from people.planted_own import plant_own
from people.planted_post import plant_post
from people.planted_watch import plant_search

from paeonia.people.policy import VERBS
from paeonia.people.roles import Role
from paeonia.people.viewer import Viewer
from paeonia.site.checks import addresses

OUT_OF_REACH = ("secret", "past", "later", *NOT_THERE)
READS = {str(role) for role in VERBS["chart.read"]} - {"patient"}
IMPORTS = {str(role) for role in VERBS["chart.import"]}
ONLY = {"guarded": "accounts/2fa/"}
STILL = ("nobody", "roleless", "educator", "biobank_technician")  # no page of theirs counts patients
# Half of the people; the others walk in test_crawler_others.py, so that two workers share the way.
WALKERS = ("oncologist", "biobank_manager", "trial_coordinator", "programme_admin", "auditor", "nobody", "guarded")


@pytest.fixture(scope="module")
def walked(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole walk, once: answers, and the answers of the same people after more was planted in the other hospital."""
    from paeonia.chart import door_terms
    from paeonia.guidance import survey
    from paeonia.modules.trials import sheet
    from paeonia.modules.trials.conduct.printing import sheets

    patch = pytest.MonkeyPatch()
    patch.setenv("PAEONIA_HOME", str(tmp_path_factory.mktemp("home")))
    patch.setitem(survey.__dict__, "_HELD", {})
    printed: list[str] = []
    plain = sheet.marked
    # What stands in a PDF is compressed glyphs; the words are noted on their way in.
    patch.setattr(sheet, "marked", lambda text: (printed.append(str(text)), plain(text))[1])
    patch.setattr(sheets, "marked", sheet.marked)
    with django_db_blocker.unblock(), transaction.atomic():
        door_terms._known.clear()
        yield walk(printed, request.module.WALKERS)
        transaction.set_rollback(True)
    door_terms._known.clear()
    patch.undo()


def walk(printed, walkers):
    world = plant()
    users = {role: somebody(f"east-{role}", role, world.hospitals["east"]) for role in Role.values}
    users |= {"roleless": somebody("roleless", None), "west": somebody("west-doctor", "oncologist", world.hospitals["west"])}
    own(world, users["patient"])
    world.owns = plant_own(world, users)
    world.courses = plant_academy(world, users)
    world.asked = plant_community(world, users)
    world.letters = plant_post(users)
    for name, who in (("own", "oncologist"), ("west", "west")):
        reader = Viewer(users[who].pk, who, "oncologist", (world.hospitals["west" if who == "west" else "east"].pk,))
        world.searches[name] = plant_search(users[who], reader)
    users["guarded"] = somebody("guarded", "oncologist", world.hospitals["east"])
    TOTP.activate(users["guarded"], generate_totp_secret())
    RecoveryCodes.activate(users["guarded"])
    crawler = Crawler(world, world.hospitals["west"].pk, {who: session(user) for who, user in users.items()}, printed)
    first = [answer for who in walkers for answer in crawler.walk(who, ONLY.get(who, ""))]
    add(world, "another", "west")
    bring(world, "west")
    again = [answer for who in walkers if who not in (*STILL, *ONLY, "west") for answer in crawler.walk(who, again=True)]
    return first, again


def own(world, user):
    from paeonia.chart import door
    from paeonia.people.viewer import system_viewer

    door.give_account(world.patients["self"], user.pk, system_viewer("test"))


def session(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def people(walked):
    """Who walked."""
    return {a.who for a in walked[0]}


def entitled(who):
    """Whose canaries may stand in an answer to this person."""
    if who == "west":
        return {"west", "secret", "shared", "past", "later", "another"}
    mine = {"self"} if who == "patient" else set()
    if who in READS or who == "auditor":
        mine |= {"own", "self", "shared"}
    return mine | ({"east"} if who in IMPORTS else set())


def test_no_answer_holds_what_is_not_the_readers(walked):
    leaks = {(a.who, a.route, a.method, a.about, a.variant, *sorted(a.held - entitled(a.who)))
             for answers in walked for a in answers
             if a.held - entitled(a.who) and not a.variant.startswith("find")}  # fmt: skip
    assert not leaks, sorted(leaks)


def test_a_search_tells_nothing_but_what_was_typed(walked):
    said = defaultdict(set)
    for a in walked[0]:
        if a.variant.startswith("find") and a.who != "west":
            name = a.variant.split()[1]
            if name not in entitled(a.who):
                said[a.who, a.variant.endswith("name")].add((a.status, a.normal))
    assert {who for who, _ in said} == (READS | {"patient"}) & people(walked), "those who may search at all"
    assert not [key for key, answers in said.items() if len(answers) > 1]


def test_what_is_out_of_reach_looks_like_what_is_not_there(walked):
    said = defaultdict(set)
    for a in walked[0]:
        strange = a.about in OUT_OF_REACH or a.about.startswith("mixed") or (a.about == "west" and "<int" in a.route)
        if a.who != "west" and strange and "<int:pk>" not in a.route:
            said[a.who, a.route, a.method, a.variant, a.about.startswith("mixed")].add((a.status, a.normal))
    assert len(said) > 300
    differing = {key: sorted({status for status, _ in answers}) for key, answers in said.items() if len(answers) > 1}
    assert not differing, differing


def test_more_patients_elsewhere_change_no_answer(walked):
    first = {(a.who, a.route, a.variant): a for a in walked[0] if not a.about and alike(a.method, a.variant)}
    changed = [(a.who, a.route, a.variant) for a in walked[1] if a.normal != first[a.who, a.route, a.variant].normal]
    assert len(walked[1]) > 300
    assert not changed, changed


def test_nobody_writes_into_another_hospital(walked):
    wrote = [(a.who, a.route, a.about, a.variant) for a in walked[0] if a.wrote and a.who != "west"]
    assert not wrote, wrote
    assert "west" not in people(walked) or {a.route for a in walked[0] if a.wrote and a.who == "west"} >= {
        "patients/<int:patient_id>/record/", "patients/<int:patient_id>/review/",
        "patients/<int:patient_id>/facts/<int:fact_id>/correct/", "intakes/queue/<int:entry_id>/",
        "trials/why/<int:patient_id>/<str:slug>/answer/",
    }, "where one may, one does write"  # fmt: skip


def test_no_way_of_asking_breaks_a_page(walked):
    broken = sorted({(a.route, a.method, a.about, a.variant) for a in walked[0] if a.status >= 500})
    assert not broken, broken


SHOWN = {
    "patients/": "own", "patients/<int:patient_id>/": "own", "patients/<int:patient_id>/record/": "own",
    "patients/<int:patient_id>/facts/<int:fact_id>/": "own",
    "patients/<int:patient_id>/facts/<int:fact_id>/correct/": "own", "intakes/": "east",
    "intakes/<int:intake_id>/": "east", "intakes/<int:intake_id>/progress/": "east", "intakes/queue/": "east",
    "trials/today/": "own", "audit/": "own", "trials/why/<int:patient_id>/<str:slug>/": "own", "trials/<str:slug>/": "own",
    "trials/<str:slug>/candidates.csv": "own", "trials/<str:slug>/candidates.pdf": "own",
}  # fmt: skip


@pytest.mark.parametrize("route", SHOWN)
def test_who_may_is_really_shown(walked, route):
    views = dict(addresses())
    roles = {str(role) for role in VERBS[views[route].policy.verb]}
    if route == "trials/<str:slug>/":
        roles &= {str(role) for role in VERBS["trials.match"]}
    shown = defaultdict(set)
    for a in walked[0]:
        if a.route == route and a.method == "get" and a.status == 200 and not a.variant.startswith("find"):
            shown[a.who] |= a.held
    for role in (roles & people(walked)) - {"patient"}:
        assert SHOWN[route] in shown[role], role
        if SHOWN[route] == "own" and "correct" not in route and "record" not in route:
            assert "shared" in shown[role], f"{role}: a care relation opens the chart for reading"
    if "patient" in roles & people(walked) and route != "patients/":  # her list is her chart
        assert shown["patient"] == {"self"}


OWN_DRAFT = "open only to who asked, while the request is a draft: tests/biobank/requests goes there"
HERS = "open to patients alone, who walk in test_crawler_others.py; tests/community goes there"
UNREACHABLE = {f"biobank/requests/<int:request_id>/{what}/": OWN_DRAFT for what in ("change", "submit", "want", "withdraw")}
UNREACHABLE |= {f"accounts/weixin_{way}/login/{end}": "needs WeChat: tests/site/test_wechat.py goes there"
                for way in ("web", "mp") for end in ("", "callback/")}
UNREACHABLE |= {"accounts/3rdparty/signup/": "nobody signs herself up",
                "accounts/3rdparty/login/error/": "its answer is always 401"}
UNREACHABLE["website/translated/<int:page_id>/"] = "needs a translation in work: tests/website goes there"
UNREACHABLE |= dict.fromkeys(("community/mentors/offer/", "community/mentors/ask/", "community/mentors/stop/",
                              "community/<int:number>/agree/"), HERS)


def test_every_address_was_reached(walked):
    reached = {a.route for a in walked[0] if a.reached}
    missed = {pattern for pattern, _ in addresses() if not pattern.startswith(EDITORS)} - reached
    assert missed == set(UNREACHABLE), f"Plant what these ask for in planted.py: {missed ^ set(UNREACHABLE)}"


def test_every_role_has_a_first_page(walked):
    homes = {a.who: a for a in walked[0] if a.route == "" and a.method == "get" and a.variant == ""}
    for role in set(Role.values) & people(walked):
        where = homes[role].location
        landed = [a.status for a in walked[0] if a.who == role and f"/{a.route}" == where and not a.variant
                  and a.method == "get"]  # fmt: skip
        assert landed == ([302] if role == "patient" else [200]), (role, where)  # a patient goes on to her chart


def test_how_far_it_went(walked):
    print(f"\n{len(list(addresses()))} addresses x {len(people(walked))} people: {sum(map(len, walked))} requests")
    assert len(walked[0]) > 3_000
