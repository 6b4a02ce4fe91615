"""Adverse events and the clocks of serious ones."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from conduct.conftest import day
from django.utils import timezone

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.conduct import actions
from paeonia.modules.trials.conduct.models import AdverseEvent, SafetyRule
from paeonia.modules.trials.conduct.rules import read_rule, rules
from paeonia.modules.trials.conduct.safety import actions as safety
from paeonia.modules.trials.conduct.safety import queries, terms
from paeonia.modules.trials.conduct.safety.clocks import clocks
from paeonia.record.located import read_yaml
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def told(**changes):
    return {"term": "Neutrophil count decreased", "grade": 3, "started_on": day(4), "ended_on": None,
            "causality": "probable", "measure": "interrupted", "outcome": "recovering", "expected": True, "serious": False,
            "seriousness": [], "aware_at": None, "note": "", **changes}


def grave(**changes):
    return told(serious=True, seriousness=["hospital"], aware_at=NOW - timedelta(hours=30), **changes)


def like(**changes):
    fields = {"number": 1, "serious": True, "seriousness": ["life"], "causality": "possible", "expected": False,
              "aware_at": NOW, **changes}
    return SimpleNamespace(**fields)


def in_force(*names):
    known, wrong = rules()
    assert not wrong
    return [SimpleNamespace(content=known[name].content, in_force_from=NOW - timedelta(days=99), in_force_until=None)
            for name in names]


def said(event, *names):
    return {clock.key: clock.due_at - event.aware_at for clock in clocks(event, in_force(*names), {}, NOW)}


@pytest.mark.parametrize(("changes", "expected"), [
    ({}, {"susar-life-7d": 7, "susar-life-follow-15d": 15}),
    ({"seriousness": ["death"]}, {"susar-fatal-7d": 7, "susar-fatal-follow-15d": 15}),
    ({"seriousness": ["death", "life"]}, {"susar-fatal-7d": 7, "susar-fatal-follow-15d": 15}),
    ({"seriousness": ["hospital"]}, {"susar-15d": 15}),
    ({"seriousness": ["hospital"], "expected": True}, {}),
    ({"causality": "unlikely"}, {}),
    ({"serious": False}, {}),
])  # fmt: skip
def test_the_sponsors_seven_and_fifteen_days(changes, expected):
    assert said(like(**changes), "susar-sponsor") == {key: timedelta(days=days) for key, days in expected.items()}


def test_the_site_has_a_day_and_each_committee_its_own():
    event = like(causality="unrelated", expected=True, seriousness=["hospital"])
    a_day = timedelta(hours=24)
    assert said(event, "site-default", "ethics-24h") == {"sponsor-24h": a_day, "ethics-24h": a_day}
    assert said(event, "ethics-7-15") == {"ethics-15d": timedelta(days=15)}
    assert set(said(like(seriousness=["death"]), "site-default")) == {"sponsor-24h", "office-fatal"}


def test_every_rule_says_where_it_comes_from():
    known, wrong = rules()
    assert len(known) >= 5 and not wrong
    for rule in known.values():
        assert rule.source and rule.checked_on and {"en", "zh"} <= set(rule.words)
        assert rule.confidence != "high", "signed off by a person, not by a test"


def test_a_clock_keeps_the_rule_under_which_it_began(study, enrolled, doctor):
    safety.record_event(enrolled(), day(1), grave(), doctor)
    known, _ = rules()
    old = SafetyRule.objects.get(rule="ethics-24h")
    actions.change_rule(study, old, known["ethics-7-15"], doctor)
    (event,) = queries.events([study])
    assert {clock.key for clock in event.clocks} == {"sponsor-24h", "ethics-24h"}
    assert {clock.ticks for clock in event.clocks} == {"overdue"}


def test_a_report_stops_its_clock(study, enrolled, doctor):
    one = enrolled()
    safety.record_event(one, day(1), grave(), doctor)
    sent = {"deadline": "sponsor-24h", "reference": "", "note": ""}
    with pytest.raises(Refused, match="before the site became aware"):
        safety.record_report(one, 1, {**sent, "sent_at": NOW - timedelta(hours=31)}, doctor)
    with pytest.raises(Refused, match="no serious event number 7"):
        safety.record_report(one, 7, {**sent, "sent_at": NOW}, doctor)
    safety.record_report(one, 1, {**sent, "sent_at": NOW - timedelta(hours=10)}, doctor)
    safety.record_report(one, 1, {**sent, "deadline": "ethics-24h", "sent_at": NOW - timedelta(hours=1)}, doctor)
    (event,) = queries.events([study])
    assert {clock.key: clock.ticks for clock in event.clocks} == {"sponsor-24h": "sent", "ethics-24h": "sent_late"}
    assert queries.ageing([study]) == ()


@pytest.mark.parametrize(("wrong", "words"), [
    (told(serious=True), "why it is serious"), (told(grade=5), "go together"),
    (told(serious=True, seriousness=["death"], aware_at=NOW, grade=4), "go together"),
    (told(ended_on=day(9)), "before it begins"), (told(outcome="fatal"), "go together"),
    (told(outcome="recovered"), "do not go together"),
    (told(outcome="not_recovered", ended_on=day(1)), "do not go together"),
    (told(serious=True, seriousness=["life"], aware_at=NOW + timedelta(days=1)), "has not come yet"),
])  # fmt: skip
def test_what_does_not_fit_together_is_refused(study, enrolled, doctor, wrong, words):
    with pytest.raises(Refused, match=words):
        safety.record_event(enrolled(), day(1), wrong, doctor)


def test_a_corrected_event_keeps_its_number(study, enrolled, doctor):
    one = enrolled()
    first = safety.record_event(one, day(1), told(), doctor)
    safety.record_event(one, day(1), told(term="Rash"), doctor)
    safety.record_event(one, day(1), told(grade=4), doctor, instead_of=first, why="reread")
    assert [(e.row.number, e.row.grade) for e in queries.events([study])] == [(2, 3), (1, 4)]
    assert AdverseEvent.objects.count() == 3


def test_a_broken_rule_names_its_line():
    with pytest.raises(Refused) as refused:
        read_rule(read_yaml("id: x\nwords: {en: a, zh: b}\nfor: study\nsource: s\nchecked_on: '2026-01-01'\n"
                            "confidence: low\ndeadlines:\n- {id: d, to: moon, hours: 24, words: {en: a, zh: b}}\n",
                            "x.yaml"))
    assert "x.yaml:8" in str(refused.value)


def test_the_pages_of_safety(study, enrolled, doctor, signed_in):
    one = enrolled()
    safety.record_event(one, day(1), grave(), doctor)
    safety.record_event(one, day(1), told(term="Rash", grade=1), doctor)
    page = signed_in.get(f"/trials/conduct/{study.pk}/safety/").content.decode()
    assert "overdue by 6 hours" in page and "awaiting clinical sign-off" in page and "Rash" in page
    printed = signed_in.get(f"/trials/conduct/subjects/{one.pk}/events/1/report/").content.decode()
    assert "0301" in printed and "hospital stay" in printed and "P001" not in printed
    assert signed_in.get(f"/trials/conduct/subjects/{one.pk}/events/2/report/").status_code == 404
    for what, data in (("event", {}), (
        "report", {"event_number": "1", "deadline": "sponsor-24h", "sent_at": NOW.isoformat()})):
        answer = signed_in.post(f"/trials/conduct/subjects/{one.pk}/{what}/", data)
        assert answer.status_code == (422 if what == "event" else 302), answer.content.decode()[-2000:]


@pytest.mark.parametrize(("term", "zh"), [
    ("Neutrophil count decreased", "中性粒细胞减少"), ("Nausea", "恶心"), ("Infusion  related reaction", "输液反应"),
    ("Anemia", "贫血"), ("Palmar-plantar erythrodysesthesia syndrome", "手足综合征"), ("Pneumonitis", "间质性肺病/肺炎"),
    ("Alanine aminotransferase increased", ""), ("ALT increased", ""), ("Peripheral sensory neuropathy", ""),
    ("Anaphylaxis", ""), ("恶心", ""), ("Vertigo", "")])
def test_a_term_has_its_chinese_name_where_the_dictionary_knows_it(term, zh):
    assert terms.chinese(term) == zh
    assert terms.term_said(term, "zh") == (f"{term}（{zh}）" if zh else term) and terms.term_said(term, "en") == term


def test_every_heading_leads_to_a_code_of_the_dictionary():
    assert set(terms._HEADINGS.values()) <= set(dictionary().codelists[terms.CODELIST].codes)


def test_chinese_pages_name_the_event_in_both_languages(study, enrolled, doctor, signed_in):
    one = enrolled()
    safety.record_event(one, day(3), grave(), doctor)
    addresses = [f"/trials/conduct/{study.pk}/safety/", f"/trials/conduct/subjects/{one.pk}/",
                 f"/trials/conduct/subjects/{one.pk}/events/1/report/", "/trials/conduct/week/",
                 f"/trials/conduct/subjects/{one.pk}/report/"]
    for language, seen in (("zh-hans", True), ("en", False)):
        signed_in.cookies["django_language"] = language
        for address in addresses:
            said = signed_in.get(address).content.decode()
            assert "Neutrophil count decreased" in said, address
            assert ("Neutrophil count decreased（中性粒细胞减少）" in said) == seen, address
