"""The whole bank asked: tubes, events, consent and charts together; who may ask what; what is noted and handed on."""

from datetime import timedelta

import pytest
from biobank.asking.conftest import DAY
from biobank.consent.consenting import back
from django.db import DatabaseError, transaction

from paeonia.modules.biobank import wishes
from paeonia.modules.biobank.asking import actions, queries
from paeonia.modules.biobank.asking.asking import ask, read
from paeonia.modules.biobank.asking.examples import EXAMPLES
from paeonia.modules.biobank.asking.models import NotedAnswer, SavedQuestion
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.consent import actions as consents
from paeonia.modules.biobank.queries import NotHere
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
PAIRED = next(one.sentence for one in EXAMPLES if one.id == "paired")


def labels(sentence, who):
    found = ask(read(sentence, who), who)
    return {one.label for one in found.yes}, {one.label for one in found.open}


def test_the_sentence_of_the_issue_finds_her_biopsy(collected, oncologist):
    assert labels(PAIRED, oncologist) == ({collected["core"].label}, set())


def test_a_thaw_takes_it_away_again(collected, oncologist, manager):
    bench.happened([collected["plasma0"]], "thawed", DAY + timedelta(days=3), manager)
    # Of the plasma the aliquots were made of nobody wrote how it was kept: it might be the second one.
    assert labels(PAIRED, oncologist) == (set(), {collected["core"].label})


def test_a_withdrawal_is_seen_at_once(collected, oncologist, manager):
    assert labels("sample_consent_genetic: yes", oncologist)[0]
    consents.withdraw(collected["visit"].registration.donor, [], back(days=200), manager)
    yes, open_ = labels("sample_consent_genetic: yes", oncologist)
    assert not yes and not open_


def test_what_nobody_wrote_down_is_unknown_and_never_no(collected, oncologist):
    yes, open_ = labels("sample_freeze_thaw: {at most: 0}", oncologist)
    assert yes == {collected["plasma0"].label, collected["plasma1"].label}
    assert {collected["core"].label, collected["blood"].label} <= open_     # nobody said how these were kept


def test_a_bank_manager_asks_about_tubes_and_not_about_charts(collected, manager, technician):
    for who in (manager, technician):
        assert labels("- sample_type: plasma\n- sample_lineage: aliquot", who)[0] == {
            collected["plasma0"].label, collected["plasma1"].label}
        for closed in ("er: positive", "sampled_her2: low", "age: {at least: 18}",
                       "specimen_before: {drug: trastuzumab_deruxtecan}"):
            with pytest.raises(Refused) as refused:
                read(closed, who)
            assert refused.value.problems[0].code == "bankask-charts"


@pytest.fixture
def technician(viewer, here):
    return viewer("biobank_technician", here)


def test_the_other_hospital_has_a_bank_of_its_own(collected, viewer, two_hospitals):
    stranger = viewer("oncologist", two_hospitals[1])
    found = ask(read("sample_type: plasma", stranger), stranger)
    assert not found.held.tubes


def test_a_question_is_kept_with_what_it_found_and_tells_the_difference(collected, oncologist, manager, here):
    kept = actions.keep("未冻融血浆", "Plasma never thawed", "- sample_type: plasma\n- sample_freeze_thaw: {at most: 0}",
                        here.pk, oncologist)
    node = read(kept.sentence, oncologist)
    actions.note(kept, ask(node, oncologist), oncologist)
    assert not queries.since(kept, ask(node, oncologist), oncologist).went
    bench.happened([collected["plasma0"]], "thawed", DAY + timedelta(days=3), manager)
    since = queries.since(kept, ask(node, oncologist), oncologist)
    assert (since.came, since.went) == ((), (collected["plasma0"].label,))
    with acting(oncologist), pytest.raises(DatabaseError), transaction.atomic():
        NotedAnswer.objects.update(open=0)


def test_a_question_is_its_authors_until_it_is_shared(collected, oncologist, manager, here, two_hospitals, viewer):
    kept = actions.keep("血浆", "Plasma", "sample_type: plasma", here.pk, oncologist)
    with pytest.raises(NotHere):
        queries.question(kept.pk, manager)
    actions.share(kept, True, oncologist)
    assert queries.question(kept.pk, manager).pk == kept.pk
    with pytest.raises(NotHere):
        queries.question(kept.pk, viewer("oncologist", two_hospitals[1]))
    actions.retire(SavedQuestion(pk=kept.pk, hospital=here, by_id=oncologist.user_id), oncologist)
    assert not queries.questions(oncologist)


def test_a_question_becomes_a_request(collected, oncologist, here):
    kept = actions.keep("血浆", "Plasma", "- sample_type: plasma\n- sample_lineage: aliquot", here.pk, oncologist)
    wish = wishes.of(str(kept.pk), oncologist)
    assert dict(wish.pieces) == {"plasma": 2} and "sample_type: plasma" in wish.criteria
    assert wishes.of("x", oncologist) is None and wishes.of(str(kept.pk + 1), oncologist) is None


@pytest.mark.parametrize(("wrong", "code"), [
    ("", "bankask-empty"), ("x" * 20_001, "bankask-long"), ("sample_typ: plasma", "unknown-word"),
    ("sample_type: [", None), ("- " * 5_000 + "x", None)])
def test_what_cannot_be_read_is_said(wrong, code, oncologist):
    with pytest.raises(Refused) as refused:
        read(wrong, oncologist)
    for problem in refused.value.problems:
        assert problem.text("zh") and problem.text("en")
    assert code is None or code in {problem.code for problem in refused.value.problems}


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.id)
def test_every_example_can_be_read(one, oncologist, technician):
    assert read(one.sentence, oncologist)
    if not one.charts:
        assert read(one.sentence, technician)
