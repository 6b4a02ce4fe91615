"""A draft holds every word of its text, and what a person makes of a line is never overwritten unseen."""

import pytest
from curation.conftest import ELIGIBILITY, line_of
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import trials
from paeonia.modules.trials.curation import actions, queries, starting
from paeonia.modules.trials.curation.choices import Outcome
from paeonia.modules.trials.curation.differing import difference
from paeonia.modules.trials.curation.freezing import eligibility, whole
from paeonia.modules.trials.curation.linting import _linted
from paeonia.modules.trials.curation.messages import Changed
from paeonia.modules.trials.curation.models import Draft, Line
from paeonia.modules.trials.curation.reading import asked
from paeonia.modules.trials.curation.textview import pieces
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def covered(draft):
    """Whether every word of the text stands in a line, and lines say what stands there."""
    held = set()
    for line in draft.lines.exclude(start=None):
        assert draft.text[line.start:line.end] == line.text
        held |= set(range(line.start, line.end))
    return all(letter.isspace() or place in held for place, letter in enumerate(draft.text))


def test_every_word_of_the_text_stands_in_a_line(draft):
    assert draft.text == ELIGIBILITY
    assert covered(draft)
    outcomes = {line.outcome for line in draft.lines.all()}
    assert {"drafted", "ask", "heading"} <= outcomes


def test_a_real_text_is_drafted_and_shown_whole(pallas, coordinator):
    draft = starting.start(pallas, "text", coordinator)
    assert covered(draft)
    bench = queries.bench(draft.pk, coordinator)
    shown = "".join(text for piece in pieces(draft.text, bench.rows) for text, _ in piece.parts)
    assert shown == draft.text
    assert sum(row.line.outcome == "drafted" for row in bench.rows) >= 5


def test_a_text_of_fifty_thousand_letters_is_drafted(coordinator):
    from curation.conftest import MADE_UP, bring, record

    text = "Inclusion Criteria:\n\n" + "\n".join(f"* Platelets >= {n} x 10^9/L, remark {n}" for n in range(50, 1_350))
    assert len(text) > 50_000
    bring(record(text), coordinator)
    draft = starting.start(MADE_UP, "text", coordinator)
    assert covered(draft)
    assert draft.lines.count() == 1_301
    assert len(queries.bench(draft.pk, coordinator).rows) == 1_301


def test_shipped_criteria_become_lines_that_mean_the_same(coordinator):
    for slug in list(trials())[::12]:
        draft = starting.start(slug, "file", coordinator)
        lines = list(draft.lines.all())
        changes, against = queries.compared(draft)
        assert against == "file"
        assert [one for one in changes if one.what != "same"] == [], slug
        assert difference(sentence(eligibility(lines), dictionary()), whole(lines)) == difference(whole(lines), whole(lines))


def test_two_who_edit_one_line_the_second_is_told_and_loses_nothing(draft, coordinator, oncologist):
    line = line_of(draft, "ECOG")
    actions.write(draft.pk, line.pk, line.edition, "drafted", "ecog: {at most: 2}", oncologist)
    with pytest.raises(Changed) as told:
        actions.write(draft.pk, line.pk, line.edition, "drafted", "ecog: 0", coordinator)
    assert told.value.line.sentence == "ecog: {at most: 2}"
    assert "oncologist" in told.value.problems[0].text("en")
    kept = actions.write(draft.pk, line.pk, told.value.line.edition, "drafted", "ecog: 0", coordinator)
    assert kept.sentence == "ecog: 0"


def test_two_who_begin_at_once_work_on_one_draft(draft, registered, oncologist):
    with pytest.raises(Refused, match="in work"):
        starting.start(registered, "empty", oncologist)


def test_a_line_is_split_where_a_person_breaks_it(draft, coordinator):
    line = line_of(draft, "Platelets")
    words = line.text
    parts = words.replace("; ", ";\n").splitlines()
    with pytest.raises(Refused, match="words of the line"):
        actions.split(draft.pk, line.pk, line.edition, [parts[0], "something else"], coordinator)
    made = actions.split(draft.pk, line.pk, line.edition, parts, coordinator)
    assert len(made) == 2
    draft = Draft.objects.get(pk=draft.pk)
    assert covered(draft)
    assert [one.position for one in draft.lines.all()] == list(range(draft.lines.count()))


def test_words_of_the_text_cannot_be_removed_even_by_hand(draft, coordinator):
    line = line_of(draft, "ECOG")
    with pytest.raises(Refused, match="Make it a remark"):
        actions.remove(draft.pk, line.pk, line.edition, coordinator)
    with pytest.raises(IntegrityError, match="never dropped"), transaction.atomic(), acting(coordinator), \
            connection.cursor() as cursor:
        cursor.execute("DELETE FROM curation_line WHERE id = %s", [line.pk])


def test_lines_of_a_persons_own_are_added_moved_and_removed(draft, coordinator):
    line = line_of(draft, "ECOG")
    own = actions.add(draft.pk, line.pk, coordinator)
    assert own.position == line.position + 1
    own = actions.write(draft.pk, own.pk, own.edition, "drafted", "er: positive", coordinator, settle=True)
    actions.move(draft.pk, own.pk, own.edition, -1, coordinator)
    order = list(draft.lines.values_list("pk", flat=True))
    assert order.index(own.pk) + 1 == order.index(line.pk)
    actions.remove(draft.pk, own.pk, own.edition, coordinator)
    assert not Line.objects.filter(pk=own.pk).exists()


def test_a_line_is_settled_only_when_it_says_something_that_parses(draft, coordinator):
    line = line_of(draft, "ECOG")
    with pytest.raises(Refused, match="line 1"):
        actions.write(draft.pk, line.pk, line.edition, "drafted", "ecgo: 1", coordinator, settle=True)
    with pytest.raises(Refused, match="sentence"):
        actions.write(draft.pk, line.pk, line.edition, "drafted", " ", coordinator, settle=True)
    kept = actions.write(draft.pk, line.pk, line.edition, "drafted", "ecgo: 1", coordinator)
    assert kept.settled_by is None


def test_a_change_takes_the_settling_back_and_names_its_writer(draft, coordinator, oncologist):
    line = line_of(draft, "ECOG")
    line = actions.settle(draft.pk, line.pk, line.edition, coordinator)
    assert line.settled_by_id == coordinator.user_id
    line = actions.write(draft.pk, line.pk, line.edition, "drafted", "ecog: 0", oncologist)
    assert (line.settled_by_id, line.author, line.written_by_id) == (None, "person", oncologist.user_id)


def test_who_may_not_write_writes_nothing(draft, viewer, east):
    line = line_of(draft, "ECOG")
    for role in ("nurse", "programme_admin", "auditor", "patient"):
        with pytest.raises(PermissionDenied):
            actions.write(draft.pk, line.pk, line.edition, "remark", "", viewer(role, east))


def test_a_contradiction_between_lines_is_shown_at_both(draft, coordinator):
    line = line_of(draft, "ECOG")
    own = actions.add(draft.pk, line.pk, coordinator)
    actions.write(draft.pk, own.pk, own.edition, "drafted", "age: {from: 80}", coordinator)
    rows = {row.line.pk: row for row in queries.bench(draft.pk, coordinator).rows}
    marked = {pk for pk, row in rows.items() if any(one.code == "lint-contradiction" for one in row.warnings)}
    assert marked == {own.pk, line_of(draft, "18 to 75").pk}


def test_a_line_not_understood_becomes_a_question_with_one_click(draft, coordinator):
    for side, says in (("inclusion", "Does this hold: “Odd words”?"),
                       ("exclusion", "Does this exclusion apply: “Odd words”?")):
        line = actions.add(draft.pk, None, coordinator)
        Line.objects.filter(pk=line.pk).update(outcome=Outcome.NOT_UNDERSTOOD, text="* Odd  words", side=side)
        made = actions.ask_of_a_person(draft.pk, line.pk, line.edition, coordinator)
        question, against = asked(made.sentence)
        assert (made.outcome, question.en, against) == (Outcome.ASK, says, side == "exclusion")
        assert made.settled_by_id is None and made.written_by_id == coordinator.user_id
    with pytest.raises(Changed):
        actions.ask_of_a_person(draft.pk, line.pk, line.edition, coordinator)


def test_lines_are_compared_again_only_when_a_word_of_them_changes(draft, coordinator):
    def warned():
        return [problem.code for row in queries.bench(draft.pk, coordinator).rows for problem in row.warnings]

    asks = [line for line in draft.lines.all() if line.outcome == Outcome.DRAFTED]
    before, looked = warned(), _linted.cache_info().misses
    actions.settle(draft.pk, asks[0].pk, asks[0].edition, coordinator)
    assert warned() == before and _linted.cache_info().misses == looked, "settling changes no word"
    actions.write(draft.pk, asks[1].pk, asks[1].edition, Outcome.DRAFTED, asks[0].sentence, coordinator)
    assert "lint-twice" in warned() and "lint-twice" not in before
