"""Walks through every address of the house as one person after another and notes what each answer held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.client import ClientHandler
from people.planted import TODAY, TRIAL, World, token
from people.planted_academy import academy_forms, academy_numbers
from people.planted_bank import FORMS as BANK_FORMS
from people.planted_bank import bank_numbers
from people.planted_community import community_forms, community_numbers
from people.planted_curation import curation_forms, curation_numbers
from people.planted_own import own_forms, own_numbers
from people.planted_plain import plain_forms
from people.planted_post import FORMS as POST_FORMS
from people.planted_post import post_numbers
from people.planted_registry import FORMS as REGISTRY_FORMS
from people.planted_study import FORMS as STUDY_FORMS
from people.planted_study import what_of
from people.planted_watch import FORMS as WATCH_FORMS

from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer
from paeonia.site.checks import addresses

NOT_THERE = {"missing": 10**7, "huge": 10**30}
ODD = {"page": "99999", "q": "\x00\U0010ffff \ud7ff", "day": "0000-00-00", "show": "\x00", "state": "'", "next": "//e"}
PLAINLY = ("", "own", "east", "secret", "west", "missing")  # asked for in every way, the others as the house asks
ACCOUNTS = ("oncologist", "patient", "nobody", "guarded")  # the sign-in library's pages are the same for every role
EDITORS = "cms/"    # hundreds of pages without a patient behind one policy: tests/website/test_doors.py tries each of them
OF_MODULES = (("biobank/", bank_numbers), ("academy/", academy_numbers),
              ("community/", community_numbers), ("messages/", post_numbers))
SAMPLE = ("secret", "west", "missing")
LOGIN = "/accounts/login/"
FORGED = {"key": "no-such-key", "uidb36": "1", "pk": "1"}
STATE = """
SELECT (SELECT count(*) FROM chart_factrow), (SELECT count(*) FROM chart_reviewed), (SELECT count(*) FROM chart_queued),
    (SELECT string_agg(id || state, ',' ORDER BY id) FROM chart_queued), (SELECT count(*) FROM chart_appointment),
    (SELECT string_agg(id || state || attempts || mapping::text, ',' ORDER BY id) FROM chart_intake),
    (SELECT count(*) FROM conduct_subject), (SELECT count(*) FROM conduct_visitentry),
    (SELECT count(*) FROM conduct_deviation), (SELECT count(*) FROM conduct_crfentry),
    (SELECT string_agg(q::text, ',' ORDER BY id) FROM conduct_dataquery q), (SELECT count(*) FROM conduct_turn),
    (SELECT string_agg(s::text, ',' ORDER BY id) FROM conduct_sourcefile s),
    (SELECT string_agg(b::text, ',' ORDER BY id) FROM conduct_crfbatch b),
    (SELECT string_agg(b::text, ',' ORDER BY id) FROM conduct_crfbadrow b),
    (SELECT string_agg(f::text, ',' ORDER BY id) FROM conduct_finding f),
    (SELECT string_agg(s::text, ',' ORDER BY id) FROM biobank_specimen s), (SELECT count(*) FROM biobank_custodyevent),
    (SELECT string_agg(c::text, ',' ORDER BY id) FROM biobank_collection c), (SELECT count(*) FROM biobank_registration),
    (SELECT string_agg(p::text, ',' ORDER BY id) FROM biobank_protocol p), (SELECT count(*) FROM biobank_requirement),
    (SELECT count(*) FROM bankconsent_consentgiven), (SELECT count(*) FROM bankstore_excursion),
    (SELECT string_agg(r::text, ',' ORDER BY id) FROM bankrequests_request r),
    (SELECT string_agg(c::text, ',' ORDER BY id) FROM bankstore_container c),
    (SELECT string_agg(p::text, ',' ORDER BY id) FROM bankstore_place p),
    (SELECT string_agg(p::text, ',' ORDER BY id) FROM chart_patient p),
    (SELECT string_agg(d::text, ',' ORDER BY id) FROM watch_dismissal d), (SELECT count(*) FROM chart_carerelation),
    (SELECT count(*) FROM trials_slot), (SELECT count(*) FROM own_site), (SELECT count(*) FROM own_milestone),
    (SELECT count(*) FROM own_document), (SELECT count(*) FROM own_decision), (SELECT count(*) FROM own_member),
    (SELECT string_agg(o::text, ',' ORDER BY id) FROM own_owntrial o)
"""


@dataclass(frozen=True)
class Answer:
    """One request and what came back: `about` is whom it asked for, `held` whose canaries were in it."""

    who: str
    route: str
    method: str
    about: str
    variant: str
    status: int
    location: str
    held: frozenset[str]
    normal: str
    wrote: bool

    @property
    def refused(self) -> bool:
        """True when the reader was turned away for who she is, whatever she asked for."""
        return self.status == 403 or (self.status == 302 and self.location.startswith(LOGIN))

    @property
    def reached(self) -> bool:
        """True when the address really answered, rather than asking for a sign-in."""
        return self.status < 300 or (self.status < 400 and not self.location.startswith(LOGIN))


@dataclass
class Crawler:
    """Asks as people who are already signed in; whatever a request writes is taken back."""

    world: World
    west: int
    cookies: dict[str, str]
    printed: list[str]
    before: str = ""
    # One for the whole walk: every new one looks through all static files, which takes longer than most pages.
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def walk(self, who: str, only: str = "", again: bool = False) -> Iterator[Answer]:
        """Every address, each way of asking; `again` only those that ask for nobody in particular."""
        self.before = self.state()
        for pattern, _view in addresses():
            if not pattern.startswith(only):
                continue
            if pattern.startswith("accounts/") and who not in ACCOUNTS:
                continue
            if pattern.startswith(EDITORS):
                continue
            refused = False
            for about, address in self.fill(pattern):
                if (again and about) or (refused and about not in SAMPLE):
                    continue  # turned away for who she is, before anything was looked for: a sample will do
                for method, variant, data in ways(pattern, self.world, about):
                    if again and not alike(method, variant):
                        continue
                    if refused and (method, variant) not in (("get", ""), ("post", "empty")):
                        continue
                    answer = self.ask(who, pattern, method, about, address, variant, data)
                    refused = refused or (method == "get" and answer.refused)
                    yield answer

    def fill(self, pattern: str) -> Iterator[tuple[str, str]]:
        """The pattern with real, foreign and made-up numbers in it; facts also under a patient they are not of."""
        plain = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", pattern).replace("^", "").replace("$", "")
        parts = re.findall(r"<(?:\w+:)?(\w+)>", plain)
        ours = next((numbers for begins, numbers in OF_MODULES if parts and pattern.startswith(begins)), None)
        wanted = ours(self.world, parts, pattern, NOT_THERE) if ours else self.numbers(parts, pattern)
        for about, given in wanted.items():
            yield about, "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda hit, given=given: str(given.get(hit[1], 10**7)), plain)

    def numbers(self, parts: list[str], pattern: str) -> dict[str, dict[str, object]]:
        """Whom to ask for, by label."""
        world, fixed = self.world, {**FORGED, "slug": TRIAL, "tongue": "en", "fact_id": 1, **self.world.site}
        for part, held in (("patient_id", world.patients), ("entry_id", world.entries), ("intake_id", world.intakes),
                           ("paper_id", world.papers), ("aside_id", world.asides), ("search_id", world.searches)):
            if part in parts:
                found = {name: {**fixed, part: pk} for name, pk in {**held, **NOT_THERE}.items()}
                if "fact_id" in parts:
                    for name in world.patients:
                        found[name]["fact_id"] = world.facts[name]
                    for name, pk in NOT_THERE.items():
                        found[name]["fact_id"] = pk
                    found["mixed"] = {**fixed, part: held["own"], "fact_id": world.facts["secret"]}
                    found["mixed-missing"] = {**fixed, part: held["own"], "fact_id": 10**7}
                return found
        if "own_id" in parts:
            return own_numbers(world, parts, NOT_THERE)
        if "draft_id" in parts or pattern.startswith("trials/curation/trial/"):
            return curation_numbers(world, parts, pattern, NOT_THERE)
        if "study_id" in parts or "subject_id" in parts:
            fixed |= {"what": what_of(pattern), "file": "odm.xml", "log": "screening", "form": "vitals"}
            found = {name: {**fixed, **held} for name, held in world.studies.items()}
            found |= {name: {**fixed, **dict.fromkeys(world.studies["own"], pk)} for name, pk in NOT_THERE.items()}
            if {"signed_id", "item_id", "number", "file_id", "batch_id"} & set(parts):
                strange = {part: pk for part, pk in world.studies["west"].items() if part not in ("study_id", "subject_id")}
                strange["number"] = 10**6  # events are counted from one in each study
                found["mixed"] = {**found["own"], **strange}
                found["mixed-missing"] = {**found["own"], **dict.fromkeys(strange, 10**7)}
            return found
        return {"": fixed}

    def ask(self, who: str, pattern: str, method: str, about: str, address: str, variant: str, data: dict) -> Answer:
        """One request as a signed-in person, undone afterwards."""
        client = Client(raise_request_exception=False)
        client.handler = self.handler
        if who in self.cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[who]
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        self.printed.clear()
        headers = {"hx-request": "true"} if variant == "fragment" else {}
        with transaction.atomic():
            if method == "post":
                files = {"file": upload()} if pattern == "intakes/new/" else {}
                answer = client.post(address, {**data, **files}, headers=headers)
            else:
                answer = getattr(client, method)(address, data, headers=headers)
            wrote = method == "post" and self.state() != self.before
            transaction.set_rollback(True)
        # A printed sheet is compressed and carries the minute; its words were noted on their way in.
        body = b"" if answer.headers.get("Content-Type") == "application/pdf" else b"".join(answer)
        said = "\n".join([body.decode("utf-8", "replace"), *map(str, answer.headers.items()),
                          *(c.OutputString() for c in answer.cookies.values()), *self.printed])  # fmt: skip
        folded = said.casefold()  # once: looking for a hundred words took longer than asking for the page
        sought = self.world.tokens().items() if "zq" in folded else ()  # every canary begins with it
        held = frozenset(owner for canary, owner in sought if canary.casefold() in folded)
        return Answer(who, pattern, method, about, variant, answer.status_code, answer.headers.get("Location", ""),
                      held, normal(said, address, variant), wrote)  # fmt: skip

    def state(self) -> str:
        """Everything the other hospital has on record, in one line."""
        with acting(system_viewer("crawler", (self.west,))), connection.cursor() as cursor:
            cursor.execute(STATE)
            return str(cursor.fetchone())


def alike(method: str, variant: str) -> bool:
    """Whether the answer must not change for what is planted elsewhere."""
    return method == "get" and not variant.startswith("find")


def upload() -> SimpleUploadedFile:
    """A small register of somebody new."""
    return SimpleUploadedFile("new.csv", "病历号,姓名\nN1,New\n".encode())


def ways(pattern: str, world: World, about: str) -> Iterator[tuple[str, str, dict]]:
    """How to ask one address: plain, as a fragment, with each query that changes it, and every form it takes."""
    yield "get", "", {}
    if about in PLAINLY:
        yield "get", "fragment", {}
        if about in ("", "own"):
            yield "head", "", {}
        yield "get", "odd", ODD
        yield "post", "empty", {}
    for name in [*world.patients, "nobody"] if pattern == "patients/" else ():
        yield "get", f"find {name}", {"q": token(name, "mrn")}
        yield "get", f"find {name} by name", {"q": token(name, "family")}
    if pattern.endswith(("<str:slug>/", "candidates.csv", "candidates.pdf")) and "patient" not in pattern:
        yield from (("get", show, {"show": show}) for show in ("fits", "one", "open"))
    if pattern == "audit/":
        yield "get", "doors", {"at": "doors"}
    if pattern == "intakes/queue/":
        yield from (("get", state, {"state": state}) for state in ("solved", "dismissed", "none"))
    for variant, form in forms(pattern, world, about):
        yield "post", variant, form


def forms(pattern: str, world: World, about: str) -> Iterator[tuple[str, dict]]:
    """Forms that are really accepted where the reader may write."""
    if pattern == "intakes/new/":
        for code, hospital in world.hospitals.items():
            yield f"into {code}", {"hospital": str(hospital.pk), "kind": "register"}
    if "places/" in pattern:
        for code, hospital in world.hospitals.items():
            yield f"in {code}", {"hospital": str(hospital.pk), "state": "yes", "places": "2", "note": "x"}
    yield from own_forms(pattern, world)
    yield from plain_forms(pattern)
    yield from academy_forms(pattern)
    yield from community_forms(pattern)
    yield from curation_forms(pattern, world, about)
    if pattern.startswith(("trials/own/", "trials/curation/", "trials/plain/")):
        return
    for ending, variant, form in FORMS:
        if pattern.endswith(ending):
            yield variant, form


SIGNED = {"on_day": TODAY.isoformat(), "state": "done", "why_off": "x", "severity": "minor", "what": "x", "action": "x",
          "answer": "x", "why": "x"}
FORMS = (
    ("/record/", "good", {"variable": "ecog", "value": "2", "on": TODAY.isoformat()}),
    ("/review/", "good", {"key": "variant", "on": TODAY.isoformat()}),
    ("/correct/", "good", {"value": "3", "on": TODAY.isoformat()}),
    ("/correct/", "withdraw", {"do": "withdraw"}),
    ("queue/<int:entry_id>/", "dismissed", {"do": "dismissed"}),
    ("queue/<int:entry_id>/", "retry", {"do": "retry"}),
    ("intakes/<int:intake_id>/", "show", {"do": "show", "column-2": "note"}),
    ("/answer/", "good", {"question": "Untreated or symptomatic spinal cord compression", "value": "no"}),
    ("<str:what>/", "good", SIGNED), ("<int:item_id>/", "good", SIGNED), ("<int:signed_id>/correct/", "signed", SIGNED),
    ("language/", "good", {"language": "en", "next": "/patients/"}),
    ("role/", "good", {"role": "oncologist"}),
    *BANK_FORMS,
    *WATCH_FORMS,
    *STUDY_FORMS,
    *POST_FORMS,
    *REGISTRY_FORMS,
)

FORGERY = ('csrfmiddlewaretoken" value="', 'csrfmiddlewaretoken value="', "csrftoken=", 'X-CSRFToken": "', "expires=",
           '"challenge": "')  # fmt: skip


def normal(said: str, address: str, variant: str) -> str:
    """An answer without what differs from one request to the next: tokens against forgery, numbers asked for."""
    for begins in FORGERY:  # one by one: a choice of beginnings is looked for letter by letter
        said = re.sub(rf'({begins})[^";]*', r"\1", said)
    said = re.sub(r"(messages=[^:;\s]*):[^;\s]*", r"\1", said)  # a message is signed with the second it was said in
    said = re.sub(r"\('(Expires|Content-Length)', '[^']*'\)", "", said)
    said = re.sub(r'value="\d{4}-\d\d-\d\dT\d\d:\d\d', 'value="NOW', said)      # a form begins with the present minute
    # An address of FHIR ends in its number, without a stroke behind it.
    asked = "|".join(re.findall(r"(?<=/)\d+(?=/|$)", address.partition("?")[0]))
    said = re.sub(rf"/(?:{asked})(?=/|[\"'&?\s)]|$)", "/N", said) if asked else said
    if address.startswith("/academy/here/"):    # so does what a telephone scans, and what it holds afterwards
        said = re.sub(r'action="/academy/here/[^"]*"', "", said.replace(address, ""))
    if address.endswith("/code/"):
        said = re.sub(r'(src|data-address)="[^"]*"', "", said)    # the code on the screen changes every half minute
    said = re.sub(r"chart-\d+", "chart", said)  # pictures are numbered as they are drawn
    return re.sub(r"(?i)zq\w+qz", "CANARY", said) if variant.startswith("find") else said
