"""Lists ask the database as often for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
PAGES = ("/trials/today/", "/trials/", "/trials/destiny-breast04/", "/trials/destiny-breast04/?show=open")
MOST = 30


def questions_of(client, address):
    client.get(address)     # what is kept in memory is filled by the first visit
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    said = [q["sql"] for q in asked]
    # Each opening of a chart is written down; those rows are meant to grow with the list. A savepoint asks nothing.
    return answer.content.decode(), [sql for sql in said if not ("SAVEPOINT" in sql or "INSERT INTO" in sql)]


@pytest.mark.parametrize("address", PAGES)
def test_as_many_queries_for_three_rows_as_for_one(signed_in, clinic, address):
    clinic(1)
    page, few = questions_of(signed_in, address)
    clinic(3)
    longer, many = questions_of(signed_in, address)
    if address != "/trials/":
        assert len(longer) > len(page), "the second page shows more rows"
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= MOST
