"""The pages of bringing patients in: what is shown is told in words, and a finished run shows its own counts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from paeonia.chart import door
from paeonia.chart.cards import Source

pytestmark = pytest.mark.django_db
REGISTER = "mrn,name,sex,ER\nQ1,王一,female,阳性\n".encode()


def test_a_finished_run_reloads_the_page_that_watched_it(client, sign_in):
    viewer = sign_in()
    run = door.begin(Source("a.json", "fhir", "0" * 64), viewer, viewer.hospital_ids[0])
    door.advance(run.id, viewer, 40)
    assert "HX-Refresh" not in client.get(f"/intakes/{run.id}/progress/").headers
    door.finish(run.id, viewer)
    assert client.get(f"/intakes/{run.id}/progress/").headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(("language", "word"), [("en", "→ positive"), ("zh-hans", "female → 女")])
def test_the_preview_speaks_the_readers_language(client, sign_in, language, word):
    sign_in(language=language)
    file = SimpleUploadedFile("register.csv", REGISTER)
    page = client.post("/intakes/new/", {"kind": "register", "file": file, "hospital": ""}, follow=True)
    assert word in page.content.decode()


def test_a_refused_upload_keeps_what_was_chosen(client, sign_in):
    sign_in()
    page = client.post("/intakes/new/", {"kind": "fhir", "hospital": ""})
    assert page.status_code == 422
    assert 'value="fhir" checked' in page.content.decode()
