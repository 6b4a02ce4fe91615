"""Consents and steps corrected from a file: the wrong entry stays to be read, with the reason; what is judged follows."""

from datetime import timedelta

import pytest
from biobank.bankers import a_visit, blood, later
from biobank.consent.consenting import a_form
from django.utils import timezone

from paeonia.modules.biobank import inforce
from paeonia.modules.biobank import queries as bank
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.choices import Deed
from paeonia.modules.biobank.consent import asking
from paeonia.modules.biobank.consent.actions import give
from paeonia.modules.biobank.consent.models import ConsentGiven
from paeonia.modules.biobank.exchange import queries
from paeonia.modules.biobank.exchange.out import queries as out
from paeonia.modules.biobank.families import samples
from paeonia.modules.biobank.models import CustodyEvent, Requirement, Specimen
from paeonia.modules.biobank.preanalytics.standing import standing
from paeonia.modules.biobank.protocols import actions as plans
from paeonia.modules.biobank.vocabulary import vocabulary
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db
CONSENTS = "供者编号,同意书编号,版本,签署时间,原件存放处,知情告知人,医学研究,商业用途\n"
FIXES = "供者编号,同意书编号,版本,签署时间,签署时间（更正）,原件存放处,商业用途,更正原因\n"
STEPS = "样本编号,步骤,发生时间,发生时间（更正）,结束时间,离心力（g）,并未发生,更正原因\n"


@pytest.fixture
def signed(brought, manager, protocol, two_hospitals):
    """A donor whose consent is entered with the wrong answer."""
    a_form(manager, two_hospitals[0])
    donor = a_visit(protocol, manager).registration
    brought("consents", CONSENTS + f"{donor.code},BANK,1,2026-02-01 10:00,A-12,李医生,是,是\n", keep=True)
    return donor


def changes(run, manager):
    """Column, old and new of the rows of a run."""
    return [tuple(one[part]["en"] for part in ("column", "old", "new"))
            for row in queries.changed_rows(run, manager) for one in row.changes]


def entries(manager):
    with acting(manager):
        return list(ConsentGiven.objects.order_by("id"))


def test_a_consent_is_corrected_by_a_new_entry_and_the_old_one_stays(brought, manager, signed):
    text = FIXES + f"{signed.code},BANK,1,2026-02-01 10:00,2026-02-01 11:30,,否,原件勾选为不同意\n"
    looked = brought("consfix", text)
    assert (looked.good, looked.bad, len(entries(manager))) == (1, 0, 1)
    done = brought("consfix", text, keep=True)
    assert (done.state, done.changed, done.made) == ("done", 1, 0)
    old, new = entries(manager)
    assert (old.answers["commercial"], new.answers["commercial"], new.answers["research"]) == ("yes", "no", "yes")
    assert (new.corrects_id, new.why, new.document) == (old.pk, "原件勾选为不同意", "A-12")
    assert f"{timezone.localtime(new.signed_at):%H:%M}" == "11:30"
    assert changes(done, manager) == changes(looked, manager) == [
        ("Signed, corrected", "2026-02-01 10:00", "2026-02-01 11:30"), ("Commercial use", "yes", "no")]
    with acting(manager):
        assert asking.ConsentGiven.objects.filter(donor=signed.donor, corrected_by__isnull=True).get() == new


def test_the_same_corrections_again_change_nothing_and_an_older_entry_is_not_corrected_twice(brought, manager, signed, why):
    text = FIXES + f"{signed.code},BANK,1,2026-02-01 10:00,2026-02-01 11:30,,否,x\n"
    brought("consfix", text, keep=True)
    again = brought("consfix", text, keep=True)
    assert (again.changed, again.already, again.bad) == (0, 1, 0)
    other = brought("consfix", FIXES + f"{signed.code},BANK,1,2026-02-01 10:00,,B-1,,y\n")
    assert "corrected before; it now says 2026-02-01 11:30" in why(other, manager)[2]
    assert len(entries(manager)) == 2


def test_bad_corrections_name_their_row_and_what_to_do(brought, manager, signed, why):
    run = brought("consfix", FIXES + (
        f"{signed.code},BANK,1,2026-02-02 10:00,,,否,x\n{signed.code},BANK,1,2026-02-01 10:00,,,否,\n"
        f"{signed.code},BANK,1,2026-02-01 10:00,2019-02-01 10:00,,,x\nNOBODY,BANK,1,2026-02-01 10:00,,,否,x\n"), keep=True)
    said = why(run, manager)
    assert "no entry of" in said[2] and "2026-02-02 10:00" in said[2]
    assert "Why it is corrected" in said[3]
    assert "valid" in said[4] or "holds" in said[4] or "not" in said[4]
    assert "NOBODY" in said[5]
    assert (run.changed, len(entries(manager))) == (0, 1)


@pytest.fixture
def tube(manager, protocol):
    """A tube of blood spun at the wrong time."""
    one = blood(a_visit(protocol, manager), manager, barcode="B1")
    bench.happened([one], Deed.SPUN, later(30), manager, fields={"g": 1900.0}, device="C2")
    return one


def steps(tube, manager):
    with acting(manager):
        return list(CustodyEvent.objects.filter(specimen=tube, deed__in=(Deed.SPUN, Deed.CORRECTED)).order_by("id"))


def judged(tube, manager):
    """The spins that count when the tube is judged."""
    with acting(manager):
        inforce.at(tube.hospital_id)
        found, wrong = standing(samples([tube.pk])[tube.pk], timezone.now(), vocabulary())
        assert wrong == []
        return [one for one in found if one.kind == "spun"]


def resource(tube, manager):
    """The tube as it leaves as FHIR."""
    return out.one(tube.pk, manager)


def at(minutes):
    return f"{timezone.localtime(later(minutes)):%Y-%m-%d %H:%M}"


def test_a_step_is_struck_and_the_right_one_counts(brought, manager, tube):
    text = STEPS + f"B1,离心,{at(30)},{at(45)},{at(55)},,,钟慢 15 分钟\n"
    assert (brought("stepfix", text).good, len(steps(tube, manager))) == (1, 1)
    done = brought("stepfix", text, keep=True)
    assert (done.state, done.changed) == ("done", 1)
    old, new, struck = steps(tube, manager)
    assert (old.at, new.at, new.until, new.fields, new.device) == (later(30), later(45), later(55), {"g": 1900.0}, "C2")
    assert changes(done, manager) == [("Time, corrected", at(30), at(45)), ("Until", "", at(55))]
    assert struck.fields == {"event": str(old.pk), "why": "钟慢 15 分钟", "instead": new.pk}
    assert [one.at for one in judged(tube, manager)] == [later(45)]
    again = brought("stepfix", text, keep=True)
    assert (again.changed, again.already, len(steps(tube, manager))) == (0, 1, 3)


def test_a_file_says_minutes_of_what_was_written_to_the_second(brought, manager, tube, signed):
    seconds = later(70) + timedelta(seconds=41)
    bench.happened([tube], Deed.SPUN, seconds, manager, fields={"g": 1900.0})
    run = brought("stepfix", STEPS + f"B1,spun,{at(70)},{at(70)},,2000,,x\n", keep=True)
    assert (run.changed, changes(run, manager)) == (1, [("Spin (g)", "1900", "2000")])
    assert [one.at for one in judged(tube, manager)][-1] == seconds
    with acting(manager):
        old = ConsentGiven.objects.get()
        signing = {"signed_at": old.signed_at + timedelta(days=1, seconds=9), "document": "x", "taken_by": "y",
                   "answers": {"research": "yes"}}
        give(old.donor, old.form, signing, manager)
    run = brought("consfix", FIXES + f"{signed.code},BANK,1,2026-02-02 10:00,,Z,,x\n", keep=True)
    assert changes(run, manager) == [("Where the paper is", "x", "Z")]


def test_a_step_that_did_not_happen_is_struck_alone(brought, manager, tube, why):
    text = STEPS + f"B1,spun,{at(30)},,,,是,录错管\n"
    done = brought("stepfix", text, keep=True)
    assert (done.changed, judged(tube, manager), len(steps(tube, manager))) == (1, [], 2)
    assert changes(done, manager) == [("Did not happen", "", "yes")]
    assert brought("stepfix", text).already == 1
    other = brought("stepfix", STEPS + f"B1,spun,{at(30)},{at(40)},,,,x\n")
    assert "struck before" in why(other, manager)[2]


def test_corrections_of_steps_that_cannot_be_are_told(brought, manager, tube, why):
    run = brought("stepfix", STEPS + (
        f"B1,spun,{at(31)},{at(40)},,,,x\nB9,spun,{at(30)},,,,,x\nB1,spun,{at(30)},{at(40)},{at(35)},,,x\n"))
    said = why(run, manager)
    assert "no such step at" in said[2] and "B9" in said[3] and said[4]
    assert len(steps(tube, manager)) == 1


def test_what_was_struck_is_not_exported_and_the_tube_waits_again(brought, manager, tube, protocol):
    with acting(manager):
        draft = plans.next_edition(protocol, manager)       # a published one is never changed
        want = Requirement.objects.filter(time_point__edition=draft, code="WB").get()
        want.process_within = 60
        want.save()
        Specimen.objects.filter(pk=tube.pk).update(requirement=want)
    now = later(50)

    def waits():
        return [one.specimen.pk for one in bank.to_be_processed(manager, now)[0]]

    assert waits() == []
    brought("stepfix", STEPS + f"B1,spun,{at(30)},{at(40)},,,,x\n", keep=True)
    spins = [one["timeDateTime"] for one in resource(tube, manager)["processing"]]
    assert (len(spins), waits()) == (1, [])
    brought("stepfix", STEPS + f"B1,spun,{at(40)},,,,yes,x\n", keep=True)
    assert ("processing" in resource(tube, manager), waits()) == (False, [tube.pk])


def test_two_corrections_of_one_step_in_one_file_build_on_one_another(brought, manager, tube):
    run = brought("stepfix", STEPS + f"B1,spun,{at(30)},{at(40)},,,,a\nB1,spun,{at(40)},,,2000,,b\n", keep=True)
    assert (run.changed, run.bad) == (2, 0)
    assert [(one.at, one.fields["g"]) for one in judged(tube, manager)] == [(later(40), 2000.0)]


def test_the_page_of_the_tube_tells_why(brought, manager, tube, client, django_user_model):
    brought("stepfix", STEPS + f"B1,spun,{at(30)},{at(40)},,,,钟慢十分钟\n", keep=True)
    client.force_login(django_user_model.objects.get(pk=manager.user_id))
    assert "钟慢十分钟" in client.get(f"/biobank/specimens/{tube.pk}/").content.decode()
