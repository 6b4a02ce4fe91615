"""Pictures of tubes: what is in them is found, what is no picture is refused, what would exhaust us is stopped."""

import struct
import zlib

import pytest
from biobank.labels.pictures import as_bytes, drawn
from PIL import Image, ImageOps

from paeonia.chart.intake.confined import Confines
from paeonia.modules.biobank.labels import reading
from paeonia.modules.biobank.labels.codes import code
from paeonia.modules.biobank.labels.reading import codes_in
from paeonia.record.problems import Refused


def rack():
    """Two tubes and a form on a grey table."""
    table = Image.new("RGB", (900, 600), (214, 214, 205))
    table.paste(drawn(code("datamatrix", "PBC-0001.WB1"), 5), (60, 40))
    table.paste(drawn(code("datamatrix", "PBC-0001.PL1.2"), 5), (600, 70))
    table.paste(drawn(code("qr", "申请单 2026-003"), 6), (300, 300))
    return table


@pytest.mark.parametrize(("kind", "options"), [("PNG", {}), ("JPEG", {"quality": 60})])
def test_every_code_of_a_picture_is_found_with_its_place(kind, options):
    found = codes_in(as_bytes(rack(), kind, **options))
    assert [(one.kind, one.text) for one in found] == [
        ("datamatrix", "PBC-0001.WB1"), ("datamatrix", "PBC-0001.PL1.2"), ("qr", "申请单 2026-003")]
    assert found[0].at[0] < 200
    assert found[1].at[0] > 600


def test_a_turned_picture_and_a_transparent_one_are_read():
    turned = drawn(code("datamatrix", "PBC-0007.WB1"), 8).convert("RGB").rotate(23, expand=True, fillcolor="white")
    assert [one.text for one in codes_in(as_bytes(turned))] == ["PBC-0007.WB1"]
    grey = drawn(code("qr", "Q1"), 6)
    clear = Image.new("RGBA", grey.size, "black")
    clear.putalpha(ImageOps.invert(grey))
    assert [one.text for one in codes_in(as_bytes(clear))] == ["Q1"]


def test_a_picture_without_a_code_is_an_empty_answer():
    assert codes_in(as_bytes(Image.new("L", (200, 200), 200))) == ()


def refused(picture, **kwargs):
    with pytest.raises(Refused) as caught:
        codes_in(picture, **kwargs)
    problem, = caught.value.problems
    assert "{" not in problem.text("en") + problem.text("zh")
    return problem.code


def test_what_is_no_picture_is_refused():
    whole = as_bytes(rack())
    assert refused(b"GIF89a" + b"x" * 100) == "picture-kind"
    assert refused(b"") == "picture-kind"
    assert refused(whole[:8] + b"nothing of the kind") == "picture-broken"
    assert refused(whole[:len(whole) // 2]) == "picture-broken"


def test_too_large_a_file_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(reading, "MOST_MB", 0)
    assert refused(as_bytes(rack())) == "picture-heavy"


def bomb(side):
    """A small PNG that says it is `side` dots wide and high, all white."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" + b"\xff" * side) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_made_to_unpack_to_too_much_is_refused():
    exploding = bomb(9_000)
    assert len(exploding) < 200_000
    assert refused(exploding) == "picture-wide"


def test_a_child_without_memory_is_stopped_and_we_live_on():
    assert refused(bomb(6_000), confines=Confines(memory=90, seconds=20)) == "picture-stopped"
