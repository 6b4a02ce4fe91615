"""Results, disposals by two people, nonconformities, audits: what is written and what cannot be."""

from datetime import timedelta

import pytest
from biobank.bankers import later
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import override
from django_fsm import TransitionNotAllowed

from paeonia.modules.biobank import findings
from paeonia.modules.biobank.custody.telling import told
from paeonia.modules.biobank.models import CustodyEvent, Specimen
from paeonia.modules.biobank.quality import actions, kinds, queries
from paeonia.modules.biobank.quality.models import Disposal, Draw, Looked, Nonconformity
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
SAID = {"found_at": later(100), "what": "Freezer 2 stood open.", "severity": "major", "cause": "", "due_on": None}


def refused(code, deed, *args, **more):
    with pytest.raises(Refused) as no:
        deed(*args, **more)
    assert [one.code for one in no.value.problems] == [code]
    assert all(one.text("zh") and "{" not in one.text("zh") for one in no.value.problems)


def test_the_list_of_kinds_has_no_mistake():
    assert not kinds.problems() and {"rin", "din", "tumour_content", "viability", "haemolysis"} <= kinds.kinds().keys()


def test_a_result_stands_with_the_tube_and_is_judged(plasma, technician):
    actions.result(plasma, "haemolysis_index", "80", later(60), technician, device="Reader 1")
    actions.result(plasma, "haemolysis", "slight", later(61), technician)
    with acting(technician):
        found = findings.of(plasma, list(CustodyEvent.objects.filter(specimen=plasma).order_by("at")))
    assert [(one.verdict, one.said["en"], one.awaiting) for one in found] == [
        ("within", "slight", True), ("outside", "80 mg/dL", True)]
    run, = queries.runs(technician)
    assert (run.device, run.middle, run.outside) == ("Reader 1", 80.0, 1)


def test_what_a_result_cannot_be_is_refused(plasma, technician):
    refused("bankqc-unknown", actions.result, plasma, "rine", "7", later(60), technician)
    refused("bankqc-not-for", actions.result, plasma, "rin", "7", later(60), technician)
    refused("bankqc-impossible", actions.result, plasma, "haemolysis_index", "-1", later(60), technician)
    refused("bankqc-value", actions.result, plasma, "haemolysis_index", "much", later(60), technician)
    refused("bankqc-value", actions.result, plasma, "haemolysis", "2", later(60), technician)
    refused("bank-future", actions.result, plasma, "haemolysis", "none", timezone.now() + timedelta(hours=1), technician)


def test_two_people_destroy_a_sample(tubes, manager, technician):
    waiting = actions.propose(tubes[0], "spoilt", "autoclave 12", technician)
    refused("bankqc-twice", actions.propose, tubes[0], "spoilt", "again", manager)
    refused("bank-second-person", actions.confirm, waiting, technician)
    actions.confirm(waiting, manager)
    with acting(manager):
        gone = Specimen.objects.get(pk=tubes[0].pk)
        event = CustodyEvent.objects.get(specimen=gone, deed="disposed")
    assert (gone.status, gone.closed_because, gone.available) == ("closed", "spoilt", 0)
    assert {event.by_id, event.fields["first_id"]} == {manager.user_id, technician.user_id}
    with override("en"):
        assert told(event) == ["spoilt", "autoclave 12"]
    refused("bankqc-settled", actions.take_back, waiting, manager)
    refused("bank-not-collected", actions.propose, gone, "spoilt", "again", manager)


def test_a_disposal_taken_back_can_be_proposed_again(tubes, technician, manager):
    actions.take_back(actions.propose(tubes[0], "spoilt", "x", technician), manager)
    again = actions.propose(tubes[0], "spoilt", "y", manager)
    assert [one.pk for one in queries.waiting(manager)] == [again.pk]


@pytest.mark.parametrize("change", [{"second_id": "own"}, {"first_id": "other"}])
def test_the_database_keeps_the_two_people_apart(change, tubes, technician, manager):
    waiting = actions.propose(tubes[0], "spoilt", "x", technician)
    who = {"own": technician.user_id, "other": manager.user_id}
    with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
        Disposal.objects.filter(pk=waiting.pk).update(**{name: who[value] for name, value in change.items()})


def test_a_nonconformity_goes_its_way_and_another_person_closes_it(tubes, technician, manager, here):
    row = actions.report(dict(SAID), [tubes[0].pk], here.pk, technician)
    assert row.number.startswith("NC-2026-")
    assert actions.report(dict(SAID), [], here.pk, technician).number > row.number
    refused("bankqc-missing", actions.move_on, row, "contain", {"containment": ""}, technician)
    with pytest.raises(TransitionNotAllowed):
        actions.move_on(row, "close", {"checked": "x"}, manager)
    actions.move_on(row, "contain", {"containment": "moved to freezer 3"}, technician)
    refused("bankqc-missing", actions.move_on, row, "correct", {"correction": "new seal", "cause": ""}, technician)
    actions.move_on(row, "correct", {"correction": "new seal", "cause": "equipment"}, technician)
    refused("bankqc-own", actions.move_on, row, "close", {"checked": "x"}, technician)
    actions.move_on(row, "again", {}, manager)
    actions.move_on(row, "correct", {"correction": "new door", "cause": "equipment"}, technician)
    done = actions.move_on(row, "close", {"checked": "thirty days without alarm"}, manager)
    assert (done.state, done.closed_by_id) == ("closed", manager.user_id)
    assert queries.causes(manager) == (("equipment", 1), ("", 1))
    with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
        Nonconformity.objects.filter(pk=row.pk).update(what="nothing")


def test_an_audit_counts_what_was_right(tubes, technician, manager, here):
    refused("bankqc-few", actions.draw, "all", 99, technician, here.pk)
    audit = actions.draw("Three", 3, technician, here.pk, kind="whole_blood", seed=7)
    assert (audit.frame, len(audit.drawn)) == (5, 3)
    drawn = [one for one in tubes if one.pk in audit.drawn]
    out, = (one for one in tubes if one.pk not in audit.drawn) if len(tubes) == 4 else (next(
        one for one in tubes if one.pk not in audit.drawn),)
    right = dict.fromkeys(("there", "label", "place", "quantity", "papers"), "yes")
    refused("bankqc-not-drawn", actions.look, audit, out, right, "", technician)
    refused("bankqc-missing", actions.look, audit, drawn[0], {"there": "yes"}, "", technician)
    actions.look(audit, drawn[0], right | {"label": "no"}, "smeared", technician)
    actions.look(audit, drawn[0], right, "read again", manager)     # the last entry counts
    actions.look(audit, drawn[1], right | {"place": "not_seen"}, "", manager)
    found = queries.audit(audit, manager)
    shares = {check: (share.many, share.of, unseen) for check, share, unseen in found.shares}
    assert found.done == 2 and shares["label"] == (2, 2, 0) and shares["place"] == (1, 1, 1)
    with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
        Looked.objects.update(note="x")


def test_the_other_hospital_sees_none_of_it(tubes, technician, here, viewer, two_hospitals):
    actions.propose(tubes[0], "spoilt", "x", technician)
    actions.report(dict(SAID), [], here.pk, technician)
    actions.draw("Two", 2, technician, here.pk)
    stranger = viewer("biobank_manager", two_hospitals[1])
    assert not (queries.waiting(stranger) or queries.nonconformities(stranger) or queries.audits(stranger))
    with acting(stranger):
        assert not (Disposal.objects.exists() or Nonconformity.objects.exists() or Draw.objects.exists())
