"""The list of tubes: filtered, sorted, of one's own hospital, and as a file without a name or a formula."""

from decimal import Decimal

import pytest
from biobank.bankers import a_protocol, a_visit, blood, later

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.stock import queries
from paeonia.people.context import acting
from paeonia.people.models import Access, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(viewer, two_hospitals):
    """Blood with two aliquots at ours, blood at the other hospital."""
    manager, theirs = viewer("biobank_manager", two_hospitals[0]), viewer("biobank_manager", two_hospitals[1])
    parent = blood(a_visit(a_protocol(manager, two_hospitals[0]), manager), manager, barcode="=1+1")
    with acting(manager):
        bench.aliquot(parent, [bench.Tube(Decimal(500), "uL", f"A{n}") for n in (1, 2)], later(30), manager)
    blood(a_visit(a_protocol(theirs, two_hospitals[1], "WEST"), theirs), theirs, barcode="W1")
    return manager


@pytest.fixture
def signed_in(client, bank):
    client.force_login(User.objects.get(pk=bank.user_id))
    client.cookies["django_language"] = "en"
    return client


def labels(viewer, **asked):
    return [line.one.label for line in queries.page(queries.chosen(asked, viewer), 1, viewer).lines]


def test_filters_and_order(bank):
    assert labels(bank, sort="label") == ["PBC-0001.WB1", "PBC-0001.WB1.2", "PBC-0001.WB1.3"]
    assert labels(bank, sort="-label")[0] == "PBC-0001.WB1.3" and labels(bank)[-1] == "PBC-0001.WB1"
    assert labels(bank, q="a2") == ["PBC-0001.WB1.3"] and len(labels(bank, q="D000001")) == 3
    assert len(labels(bank, kind="blood")) == 3 and labels(bank, kind="serum") == []        # a group stands for its types
    assert labels(bank, protocol="WEST", sort="label") == labels(bank, sort="label")        # not ours: no such filter
    assert {one.split(".")[1][:2] for one in labels(bank, state="planned")} >= {"CN"}
    assert labels(bank, state="closed") == [] and labels(bank, sort="; drop")[-1] == "PBC-0001.WB1"


def test_a_page_beyond_the_last_is_the_last(bank, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    found = queries.page({}, 99, bank)
    assert (found.number, found.pages, found.total, len(found.lines)) == (2, 2, 3, 1)


def test_the_page_and_the_file_show_codes_of_ours_alone(signed_in, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        told = signed_in.get("/biobank/specimens/?sort=label&page=x").content.decode()
    assert "PBC-0001.WB1.2" in told and "WEST-0001" not in told and "500 µL" in told
    answer = signed_in.get("/biobank/specimens.csv?sort=label")
    first, *rest = answer.content.decode("utf-8-sig").splitlines()
    assert first.startswith("Label,Barcode,Donor") and len(rest) == 3
    assert rest[0].startswith("PBC-0001.WB1,'=1+1,D000001,PBC,whole blood") and "attachment" in answer["Content-Disposition"]
    assert Access.objects.filter(kind="exported", what="bank: list of 3 specimens").count() == 1


def test_whoever_sees_no_bank_sees_no_list(client, viewer, two_hospitals):
    for role in ("patient", "educator", "genetic_counsellor"):
        client.force_login(User.objects.get(pk=viewer(role, two_hospitals[0]).user_id))
        assert client.get("/biobank/specimens/").status_code in (403, 404)
        assert client.get("/biobank/specimens.csv").status_code in (403, 404)
