"""The pages of labels: the designer, printing with its lock, reading a picture; and what the database holds by itself."""

import threading

import pytest
from biobank.bankers import a_protocol, a_visit, blood, planned
from biobank.labels.pictures import as_bytes, drawn
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from paeonia.modules.biobank.labels import actions
from paeonia.modules.biobank.labels.codes import code
from paeonia.modules.biobank.labels.design_reading import shipped
from paeonia.modules.biobank.labels.design_text import written
from paeonia.modules.biobank.labels.models import LabelVersion, PrintedLabel, PrintJob
from paeonia.modules.biobank.models import Protocol
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
FORMATS = {"donor_format": "%CP_CODE%-%CP_UID(4)%", "primary_format": "%PPI%.%SP_TYPE%%PPI_UID(2)%",
           "derived_format": "%PSPEC_LABEL%.%SP_TYPE%%PSPEC_UID%", "aliquot_format": ""}
PRINT = "/biobank/labels/print/"


@pytest.fixture
def as_(client, viewer, two_hospitals):
    """Sign somebody in; gives her viewer."""
    def make(role, hospital=0):
        who = viewer(role, two_hospitals[hospital])
        client.force_login(User.objects.get(pk=who.user_id))
        client.cookies["django_language"] = "en"
        return who
    return make


@pytest.fixture
def manager(viewer, two_hospitals):
    return viewer("biobank_manager", two_hospitals[0])


@pytest.fixture
def protocol(manager, two_hospitals):
    return a_protocol(manager, two_hospitals[0])


@pytest.fixture
def tubes(protocol, manager):
    """Labels of a first visit: blood, a core biopsy."""
    visit = a_visit(protocol, manager)
    blood(visit, manager, barcode="TUBE-77")
    return [planned(visit, manager, part)[0].label for part in ("WB", "CN")]


def printed(client, codes, **more):
    return client.post(PRINT, {"do": "print", "codes": "\n".join(codes), "paper": "zpl300", "design": "cryotube", **more})


def test_formats_and_a_design_are_kept_in_versions(client, as_, protocol, manager):
    as_("biobank_manager")
    address = f"/biobank/labels/protocols/{protocol.pk}/"
    assert "No version was kept yet" in client.get(address).content.decode()
    for note in ("first", "wider numbers"):
        told = client.post(address, {**FORMATS, "design": "slide", "note": note, "do": "keep"})
        assert told.status_code == 302, told.content.decode()
    page = client.get(address).content.decode()
    assert "Version 2" in page and "wider numbers" in page
    with acting(manager):
        assert Protocol.objects.get(pk=protocol.pk).primary_format == FORMATS["primary_format"]
        assert [one.design["code"] for one in LabelVersion.objects.order_by("number")] == ["slide", "slide"]
    assert "version 2 of its labels" in client.get("/biobank/labels/").content.decode()


def test_a_format_that_cannot_be_used_keeps_nothing_and_says_where(client, as_, protocol, manager):
    as_("biobank_manager")
    address = f"/biobank/labels/protocols/{protocol.pk}/"
    told = client.post(address, {**FORMATS, "primary_format": "%PPI%.%TIPE%", "design": "cryotube", "do": "keep"})
    assert told.status_code == 422
    page = told.content.decode()
    assert "at character 7" in page
    assert 'value="%PPI%.%TIPE%"' in page
    empty = client.post(address, {**FORMATS, "donor_format": "", "design": "cryotube", "do": "keep"})
    assert empty.status_code == 422
    own = client.post(address, {**FORMATS, "design": "own", "own": "code: x\nfields: []", "do": "keep"})
    assert own.status_code == 422 and "line 2" in own.content.decode()
    with acting(manager):
        assert not LabelVersion.objects.exists()


def test_the_fragment_shows_examples_doubts_and_the_picture(client, as_, protocol):
    as_("biobank_manager")
    address = f"/biobank/labels/protocols/{protocol.pk}/check/"
    trap = {**FORMATS, "derived_format": "%PPI%.%SP_TYPE%%PSPEC_UID%", "design": "cryotube"}
    page = client.post(address, trap).content.decode()
    assert "PBC-0001.WB01" in page and "PBC-0001.PL1_1" in page
    assert "can give one label twice" in page
    assert "<svg" in page and "<html" not in page
    strange = client.post(address, {"donor_format": "\0%", "design": "../x", "own": "{"}).content.decode()
    assert "nothing closes it" in strange


def test_a_layout_of_ones_own_is_kept_and_printed_with(client, as_, protocol, tubes):
    as_("biobank_manager")
    own = written(shipped()["cassette"]).replace("width: 26", "width: 30").replace("code: cassette", "code: ours")
    told = client.post(f"/biobank/labels/protocols/{protocol.pk}/", {**FORMATS, "design": "own", "own": own, "do": "keep"})
    assert told.status_code == 302, told.content.decode()
    sent = printed(client, tubes, design=f"protocol-{protocol.pk}")
    assert "^PW354" in sent.content.decode()
    assert "own" in client.get(f"/biobank/labels/protocols/{protocol.pk}/").content.decode()


def test_the_first_print_is_free_and_the_second_needs_a_reason(client, as_, tubes, manager):
    as_("nurse")
    first = printed(client, tubes)
    assert first.status_code == 200 and first["Content-Disposition"].startswith("attachment")
    assert first.content.decode().count("^XA") == 2
    again = printed(client, tubes)
    assert again.status_code == 422
    assert "was printed on" in again.content.decode()
    with acting(manager):
        assert PrintJob.objects.count() == 1
    shown = client.get(PRINT, {"codes": "\n".join(tubes)}).content.decode()
    assert "printed once" in shown and 'name="why"' in shown
    assert printed(client, tubes, why="label torn").status_code == 200
    with acting(manager):
        assert list(PrintedLabel.objects.order_by("specimen", "number").values_list("number", "why")) == [
            (1, ""), (2, "label torn")] * 2
    assert "label torn" in client.get(PRINT, {"codes": tubes[0]}).content.decode()


def test_a_code_that_no_tube_has_stops_the_print(client, as_, tubes, manager):
    as_("nurse")
    told = printed(client, [*tubes, "NO-SUCH"])
    assert told.status_code == 422 and "NO-SUCH" in told.content.decode()
    assert printed(client, []).status_code == 422
    with acting(manager):
        assert not PrintJob.objects.exists()


def test_tubes_are_chosen_by_barcode_and_by_visit(client, as_, tubes, protocol, manager):
    as_("biobank_technician")
    assert tubes[0] in client.get(PRINT, {"codes": "TUBE-77"}).content.decode()
    with acting(manager):
        from paeonia.modules.biobank.models import Collection
        visit = Collection.objects.get()
    page = client.get(PRINT, {"visit": visit.pk}).content.decode()
    assert all(label in page for label in tubes)
    for odd in ("9" * 40, "x", "²", "-1"):
        assert client.get(PRINT, {"visit": odd}).status_code == 200


@pytest.mark.parametrize(("paper", "begins"), [("roll", b"%PDF"), ("a4", b"%PDF"), ("zpl203", b"^XA")])
def test_each_paper_gives_its_file(client, as_, tubes, paper, begins):
    as_("biobank_technician")
    assert printed(client, tubes[:1], paper=paper).content.startswith(begins)


def test_another_hospital_sees_prints_and_designs_of_nobody_else(client, as_, tubes, protocol):
    as_("biobank_manager")
    printed(client, tubes)
    as_("biobank_manager", 1)
    assert tubes[0] not in client.get(PRINT, {"codes": "TUBE-77"}).content.decode()
    assert printed(client, tubes).status_code == 422
    assert client.get(f"/biobank/labels/protocols/{protocol.pk}/").status_code == 404
    assert client.post(f"/biobank/labels/protocols/{protocol.pk}/check/").status_code == 404
    assert "Nothing has been printed yet" in client.get("/biobank/labels/").content.decode()


def test_who_may_what(client, as_, protocol):
    for role, design, prints, home in (("nurse", 403, 200, 200), ("auditor", 403, 403, 200), ("patient", 403, 403, 403)):
        as_(role)
        assert client.get(f"/biobank/labels/protocols/{protocol.pk}/").status_code == design
        assert client.get(PRINT).status_code == prints
        assert client.get("/biobank/labels/").status_code == home


def test_codes_of_a_picture_lead_to_their_tubes(client, as_, tubes):
    as_("biobank_technician")
    picture = as_bytes(drawn(code("datamatrix", tubes[0]), 6))
    page = client.post("/biobank/labels/read/", {"file": SimpleUploadedFile("rack.png", picture)}).content.decode()
    assert f">{tubes[0]}</a>" in page
    strange = as_bytes(drawn(code("qr", "别处的管"), 6))
    page = client.post("/biobank/labels/read/", {"file": SimpleUploadedFile("rack.png", strange)}).content.decode()
    assert "别处的管" in page and "no specimen of this bank" in page
    assert client.post("/biobank/labels/read/", {"file": SimpleUploadedFile("x.png", b"MZ")}).status_code == 422
    assert client.post("/biobank/labels/read/").status_code == 422


def test_what_was_printed_is_never_changed_and_no_print_is_left_out(client, as_, tubes, manager):
    as_("nurse")
    printed(client, tubes[:1])
    with acting(manager):
        row = PrintedLabel.objects.get()
        told = {"hospital_id": row.hospital_id, "job_id": row.job_id, "specimen_id": row.specimen_id, "label": row.label}
        for change in (lambda: PrintedLabel.objects.update(why="x"), lambda: PrintedLabel.objects.all().delete(),
                       lambda: PrintJob.objects.update(count=9), lambda: LabelVersion.objects.update(note="x")):
            with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
                change()
        for number, why in ((1, ""), (2, ""), (3, "x"), (1, "x")):
            with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
                PrintedLabel.objects.create(number=number, why=why, **told)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_print_at_once_one_is_asked_for_a_reason(viewer, two_hospitals):
    manager = viewer("biobank_manager", two_hospitals[0])
    visit = a_visit(a_protocol(manager, two_hospitals[0]), manager)
    label = planned(visit, manager, "WB")[0].label
    told, gate = [], threading.Barrier(2)

    def go():
        gate.wait()
        try:
            actions.print_labels([label], shipped()["cryotube"], "roll", "", manager)
            told.append("printed")
        except Refused as refused:
            told.append(refused.problems[0].code)
        finally:
            connection.close()

    both = [threading.Thread(target=go) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) == ["print-again-once", "printed"]
