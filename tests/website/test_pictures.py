"""Uploads: a picture loses what it hid, a bomb is refused, and sound is sent in the parts that are asked for."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image

from paeonia.modules.website import pictures, sound


def jpeg(note="GPS 31.2304 121.4737"):
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = note
    Image.new("RGB", (64, 48), "pink").save(made, "JPEG", exif=exif)
    return made.getvalue()


def bomb():
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)

    def part(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 5000)) + part(b"IEND", b"")


def test_a_picture_loses_whatever_is_not_its_dots():
    before = jpeg()
    assert b"GPS 31.2304" in before
    after, ends = pictures.drawn_anew(before)
    assert b"GPS" not in after and ends == "jpg" and Image.open(io.BytesIO(after)).size == (64, 48)


@pytest.mark.parametrize("file", [b"", b"<svg onload='x'/>", b"GIF89a" + b"\0" * 40, b"\xff\xd8\xff broken", bomb()],
                         ids=["empty", "svg", "gif", "broken", "bomb"])
def test_what_is_no_picture_or_too_large_is_refused(file):
    with pytest.raises(ValidationError):
        pictures.drawn_anew(file)


@pytest.fixture
def episode(tmp_path):
    path = tmp_path / "one.mp3"
    path.write_bytes(b"ID3" + bytes(range(97)) * 10)
    return path


@pytest.mark.parametrize(("asked", "status", "length"), [
    (None, 200, 973), ("bytes=0-9", 206, 10), ("bytes=970-", 206, 3), ("bytes=-5", 206, 5), ("bytes=2000-", 416, 0),
    ("bytes=a-b", 200, 973)])
def test_a_player_gets_the_part_it_asks_for(episode, asked, status, length):
    answer = sound.sent(RequestFactory().get("/", headers={"range": asked} if asked else {}), episode)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, len(body)) == (status, length)
    if status == 206 and asked == "bytes=0-9":
        assert body == episode.read_bytes()[:10] and answer["Content-Range"] == "bytes 0-9/973"


def test_what_is_no_sound_is_refused_whatever_its_name():
    with pytest.raises(ValidationError):
        sound.accepted(SimpleUploadedFile("song.mp3", b"<html>not a song</html>"))
    sound.accepted(SimpleUploadedFile("song.txt", b"ID3" + b"\0" * 30))
