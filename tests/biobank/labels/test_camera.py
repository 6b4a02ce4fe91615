"""Where the camera may be used: on pages that take scans, and on no other."""

import re

import pytest
from biobank.bankers import a_protocol, a_visit
from biobank.storage.conftest import NINE, aliquots
from django.contrib.staticfiles import finders

from paeonia.modules.biobank.storage.containers import actions as containers

pytestmark = pytest.mark.django_db
MARKED = re.compile(r"<(?:input|textarea)[^>]* data-scan=\"(send|list|fill)\"")


@pytest.fixture
def bank(viewer, two_hospitals, client, django_user_model):
    """A manager who is signed in, and the addresses at which tubes and boxes are scanned."""
    place = two_hospitals[0]
    manager = viewer("biobank_manager", place)
    protocol = a_protocol(manager, place)
    box = containers.set_up({**NINE, "name": "B1", "barcode": "BOX1"}, None, place.pk, manager)
    tube, = aliquots(protocol, manager, 1)
    seen = a_visit(protocol, manager)
    client.force_login(django_user_model.objects.get(pk=manager.user_id))
    return client, [
        "/biobank/", f"/biobank/storage/{box.pk}/", f"/biobank/storage/{box.pk}/inventory/", "/biobank/storage/out/",
        "/biobank/storage/new/", f"/biobank/storage/for/{tube.pk}/", f"/biobank/specimens/{tube.pk}/make/aliquot/",
        "/biobank/pool/", f"/biobank/visits/{seen.pk}/", "/biobank/labels/print/", "/biobank/quality/wrong/new/"]


def test_every_page_that_takes_scans_may_use_the_camera_and_no_more(bank):
    client, addresses = bank
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        assert MARKED.search(text), address
        assert 'id="camera"' in text and "camera.js" in text, address
        assert answer["Permissions-Policy"].startswith("camera=(self)"), address
        assert "script-src 'self' 'wasm-unsafe-eval'" in answer["Content-Security-Policy"], address
        assert "'unsafe-eval'" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/biobank/labels/", "/biobank/storage/", "/biobank/labels/read/", "/"])
def test_any_other_page_has_the_camera_closed(bank, address):
    client, _ = bank
    answer = client.get(address, follow=True)
    assert answer["Permissions-Policy"] == "camera=(), microphone=(), geolocation=()"
    assert "wasm" not in answer["Content-Security-Policy"]
    assert 'id="camera"' not in answer.content.decode()


def test_a_page_marks_no_field_whose_view_has_no_camera(bank):
    client, _ = bank
    for address in ("/biobank/labels/", "/biobank/storage/", "/biobank/labels/read/", "/biobank/quality/"):
        assert not MARKED.search(client.get(address).content.decode()), address


def test_the_reader_is_kept_here_with_its_licences():
    for name in ("zxing_reader.js", "zxing_reader.wasm", "LICENSE.txt", "APACHE-2.0.txt", "README.md"):
        assert finders.find(f"biobank/vendor/zxing-wasm/{name}"), name
