"""What leaves: FHIR specimens that other software reads, a MIABIS collection; of one's own hospital only, written down."""

import json

import pytest

from paeonia.modules.biobank.exchange.out import queries
from paeonia.modules.biobank.models import Specimen
from paeonia.people.context import acting
from paeonia.people.models import Access, User
from paeonia.people.viewer import Viewer

pytestmark = pytest.mark.django_db
BASE = "/biobank/exchange/"
HEAD = "Donor,Visit,Label,Type,Parent label,Lineage,Quantity,Unit,Collected or made,Anatomic site\n"
FILE = HEAD + ("P1,BASE,A,whole_blood,,,10,mL,2026-03-02 08:00,\n,,A.1,plasma,A,derived,4,mL,2026-03-02 09:00,\n"
               "P2,BASE,B,core_needle,,,2,{piece},2026-04-05 10:00,C22.0\n")


@pytest.fixture
def filled(handed):
    assert handed(FILE, keep=True).made == 3


@pytest.fixture
def get(client, manager, filled):
    client.force_login(User.objects.get(pk=manager.user_id))

    def ask(address, status=200):
        answer = client.get(BASE + address)
        assert answer.status_code == status, answer.content[:500]
        return json.loads(answer.content)
    return ask


def labels(bundle):
    return [one["resource"]["identifier"][0]["value"] for one in bundle["entry"]]


@pytest.mark.parametrize(("query", "found"), [
    ("", ["A", "B", "A.1"]), ("?identifier=A.1", ["A.1"]), ("?identifier=urn:paeonia:sample-label|B", ["B"]),
    ("?type=plasma", ["A.1"]), ("?type=tissue", ["B"]), ("?type=Plasma", ["A.1"]), ("?patient=P2", ["B"]),
    ("?collected=ge2026-04-01", ["B"]), ("?collected=2026-03", ["A"]), ("?collected=le2026-03-02", ["A"]),
    ("?parent=A", ["A.1"]), ("?status=available", ["A", "B", "A.1"]), ("?status=unavailable", []),
    ("?patient=P1&type=whole_blood", ["A"]), ("?identifier=NOPE", [])])
def test_searching(query, found, get):
    bundle = get(f"fhir/Specimen{query}")
    assert (bundle["type"], labels(bundle), bundle["total"]) == ("searchset", found, len(found))


def test_pages_follow_one_another(get, client):
    first = get("fhir/Specimen?_count=2")
    following = next(one["url"] for one in first["link"] if one["relation"] == "next")
    second = json.loads(client.get(following).content)
    assert labels(first) + labels(second) == ["A", "B", "A.1"] and first["total"] == second["total"] == 3
    assert all(one["relation"] != "next" for one in second["link"])


@pytest.mark.parametrize("query", ["?colour=red", "?collected=soon", "?collected=2026-02-30", "?type=gold", "?_count=0",
                                   "?_count=9999", "?status=lost", "?collected=ge20260101"])
def test_a_search_that_cannot_be_read_is_said(query, get):
    told = get(f"fhir/Specimen{query}", 400)
    assert told["resourceType"] == "OperationOutcome" and told["issue"][0]["diagnostics"]


def test_one_specimen_and_what_it_says(get, manager):
    with acting(manager):
        child = Specimen.objects.get(label="A.1")
    told = get(f"fhir/Specimen/{child.pk}")
    assert told["parent"][0]["reference"] == f"Specimen/{child.parent_id}" and "collection" not in told
    assert told["container"][0]["specimenQuantity"] == {
        "value": 4.0, "unit": "mL", "system": "http://unitsofmeasure.org", "code": "mL"}
    get("fhir/Specimen/999999", 404)
    core = get("fhir/Specimen?identifier=B")["entry"][0]["resource"]
    assert core["collection"]["bodySite"]["coding"][0]["code"] == "C22.0"


def test_what_leaves_can_come_back(get, handed, manager):
    """The round trip: our own bundle, read as a file, finds every sample there already."""
    bundle = get("fhir/Specimen")
    again = handed(json.dumps(bundle), name="own.json")
    assert (again.total, again.already, again.bad) == (3, 3, 0)


def test_miabis(get, protocol, manager):
    told = get(f"miabis/{protocol.pk}/")
    assert (told["number_of_samples"], told["number_of_subjects"]) == (3, 2)
    plasma = next(one for one in told["samples"] if one["id"] == "A.1")
    assert plasma["type"] == "Plasma" and "storage_temperature" not in plasma      # nobody wrote how it is kept


def test_the_other_hospital_gets_nothing(filled, viewer, two_hospitals):
    stranger = viewer("biobank_manager", two_hospitals[1])
    assert queries.search([], stranger).total == 0


def test_every_export_is_written_down(filled, manager):
    queries.search([("type", "plasma")], manager)
    auditor = Viewer(manager.user_id, manager.name, "auditor", manager.hospital_ids)
    with acting(auditor):
        told = list(Access.objects.filter(kind="exported").values_list("what", flat=True))
    assert told == ["FHIR Specimen search: 1 of 1"]


def test_pages_of_an_import(client, manager, protocol, home, here):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(User.objects.get(pk=manager.user_id))
    client.cookies["django_language"] = "en"
    assert "Hand in a file" in client.get(BASE).content.decode()
    answer = client.post(BASE, {"file": SimpleUploadedFile("s.csv", (FILE + "P3,B,C,plasmo,,,,,2026-03-02,\n").encode()),
                                "mode": "new", "protocol": "PBC", "days": ""})
    assert answer.status_code == 302, answer.content.decode()[-1500:]
    page = client.get(answer["Location"]).content.decode()
    assert "Keep 3 rows" in page and "is not in the list" in page
    assert client.post(f"{answer['Location']}keep/").status_code == 302
    assert "being kept" in client.get(answer["Location"]).content.decode()
    rows = client.get(f"{answer['Location']}bad.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2 and "plasmo" in rows[1]
    for kind, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        assert client.get(f"{BASE}template.{kind}").content.startswith(start)
    assert client.post(BASE, {"file": SimpleUploadedFile("s.csv", b"a,b\n1,2\n"), "mode": "new"}).status_code == 422
