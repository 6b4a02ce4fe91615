"""What is handed in: slides are drawn anew, films told by their header, captions cleaned; the rest is refused."""

import io
import struct
import zlib

import pytest
from academy.laid_lessons import a_film, a_lesson, a_pdf, upload
from django.core.exceptions import PermissionDenied
from PIL import Image

from paeonia.chart import uploads
from paeonia.chart.intake.confined import Confines
from paeonia.modules.academy.lessons import actions, captions, films, pages, queries, reading
from paeonia.modules.academy.lessons.models import Deck
from paeonia.people.context import acting
from paeonia.record.problems import Refused


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    return tmp_path


def picture(kind="PNG", **more):
    out = io.BytesIO()
    Image.new("RGB", (400, 200), "teal").save(out, kind, **more)
    return out.getvalue()


def test_pages_are_drawn_with_their_words():
    found = list(pages.drawn([upload(a_pdf(2), "a.pdf"), upload(picture(), "b.png")]))
    assert [page.text for page in found] == ["Words of page 1", "Words of page 2", ""]
    assert all(Image.open(io.BytesIO(page.picture)).format == "JPEG" for page in found)
    assert found[0].wide == 1600 and found[2].wide == 400


def huge_png():
    """A picture of a few kilobytes that would unpack to gigabytes."""
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("name", "body", "said"), [
    ("many.pdf", lambda: a_pdf(2000), "has 2000 pages; at most 120"),
    ("locked.pdf", lambda: a_pdf(encrypt="secret"), "asks for a password"),
    ("torn.pdf", lambda: b"%PDF-1.7\n" + bytes(500), "could not be read"),
    ("bomb.png", huge_png, "too much memory or time"),
    ("torn.png", lambda: picture()[:60], "could not be read"),
    ("slides.pptx", lambda: b"PK\x03\x04" + bytes(90), "neither a PDF nor"),
    ("sound.wav", lambda: b"RIFF\0\0\0\0WAVEfmt ", "neither a PDF nor"),
])
def test_what_cannot_be_drawn_is_named(name, body, said):
    with pytest.raises(Refused, match=said) as refused:
        list(pages.drawn([upload(body(), name)]))
    assert name in str(refused.value)


def laughing_pdf():
    """A few hundred bytes: a page that draws a form ten times, which draws another ten times, and so on to 10^12 marks."""
    deep = 12
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 480 270]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
             b"<</Length 50>>stream\n" + b"/F Do " * 8 + b"  \nendstream"]
    for level in range(deep):
        inner = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level) if level < deep - 1 else b""
        drawn = b"/F Do " * 10 if inner else b"0 0 9 9 re f" * 10
        parts.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 480 270]%s/Length %d>>stream\n%s\nendstream" % (
            inner, len(drawn), drawn))
    return b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (number, body) for number, body in enumerate(parts, 1)) + (
        b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(parts) + 1))


def test_a_pdf_that_would_be_drawn_for_ever_is_stopped(monkeypatch):
    monkeypatch.setattr(pages, "CONFINES", Confines(memory=1200, seconds=4))
    with pytest.raises(Refused, match="too much memory or time"):
        list(pages.drawn([upload(laughing_pdf(), "laughs.pdf")]))


def test_memory_that_runs_out_is_the_childs_alone(monkeypatch):
    monkeypatch.setattr(pages, "CONFINES", Confines(memory=34, seconds=20))
    with pytest.raises(Refused, match="“a.pdf”"):
        list(pages.drawn([upload(a_pdf(1), "a.pdf")]))


def test_a_page_as_large_as_a_field_is_drawn_small():
    (page,) = pages.drawn([upload(a_pdf(1, size=(14_000, 14_000)), "field.pdf")])
    assert page.wide <= 1600 and page.high <= 1600


def test_films_are_told_by_their_header(home):
    path = home / "film"
    path.write_bytes(a_film())
    assert films.kind_of(path.read_bytes()[:16]) == films.WEBM and films.length_of(path) == 20_000
    moov = struct.pack(">I4sI", 8 + 108, b"mvhd", 0) + struct.pack(">IIII", 0, 0, 600, 6600) + bytes(92)
    made = struct.pack(">I4s8s", 16, b"ftyp", b"isom\0\0\0\0") + struct.pack(">I4s", 8 + len(moov), b"moov") + moov
    path.write_bytes(made)
    assert films.kind_of(made[:16]) == films.MP4 and films.length_of(path) == 11_000


@pytest.mark.parametrize("body", [
    b"", b"\x1aE\xdf\xa3", b"\x1aE\xdf\xa3\x01" + b"\xff" * 40, struct.pack(">I4s8s", 16, b"ftyp", b"isom"),
    struct.pack(">I4sI", 0, b"ftyp", 0), a_film()[:120], struct.pack(">I4sQ", 1, b"ftyp", 2**63) + bytes(30)])
def test_a_header_that_lies_or_ends_early_has_no_length(home, body):
    path = home / "film"
    path.write_bytes(body)
    assert films.length_of(path) is None


def test_captions_are_kept_plain():
    told = captions.clean(("\ufeffWEBVTT - x\n\nSTYLE\n::cue{}\n\n1\n"
                           "00:01.000 --> 00:04.000 line:0\n<b>急性期</b> <i>a\n").encode())
    assert told == "WEBVTT\n\n\n00:01.000 --> 00:04.000\n急性期 a\n"
    for wrong in (b"", b"1\n00:01 --> 00:02\nx", b"WEBVTT\n\nno times", b"\xff\xfe", b"WEBVTTX\n00:01.000 --> 00:04.000\nx"):
        assert captions.clean(wrong) is None


@pytest.mark.parametrize(("text", "kept", "gone"), [
    ("# 一\n\n**粗** <script>alert(1)</script>", "<h2>一</h2>", "script"),
    ("<h2>a</h2>\n\n#### b\n\n# c", "<h2>a</h2>\n<h3>b</h3>\n<h2>c</h2>", "h4"),
    ("<img src=https://x.test/a.png onerror=go()><a href=' javascript:go()'>b</a>", "<a", "javascript"),
    ("<p onclick=go() style='x'>hello</p><iframe src=//x></iframe>", "hello", "onclick"),
    ("|a|b|\n|-|-|\n|1|2|", "<td>1</td>", "style"),
    ("<svg><a href='javascript:go()'>x</a></svg><style>p{}</style>y", "y", "style"),
])
def test_a_text_runs_nothing_and_fetches_nothing(text, kept, gone):
    said = str(reading.shown(text))
    assert kept in said and gone not in said and "<img" not in said and "iframe" not in said


class Huge:
    """Two gigabytes, without their bytes."""

    name, size = "film.mp4", 2 * 2**30

    def seek(self, place):
        """Never read."""

    def read(self, many=0):
        raise AssertionError("a file that is too large is not read")

    chunks = read


@pytest.mark.django_db
def test_a_wrong_film_changes_nothing(course, teacher, home):
    lesson = a_lesson(course(), teacher, "video")
    for file, said in ((Huge(), "has 2048 MB; at most 500"), (upload(b"no film at all", "a.mp4"), "no film we can play"),
                       (upload(a_film()[:120], "b.webm"), "does not tell how long"), (None, "choose a file")):
        with pytest.raises(Refused, match=said):
            actions.hand_in_film(lesson, file, teacher)
    with acting(teacher):
        assert queries.film(lesson).length == 20_000
    assert len(list(uploads.folder().iterdir())) == 1, "what was refused is not kept"


@pytest.mark.django_db
def test_wrong_slides_leave_the_former_ones(course, teacher):
    lesson = a_lesson(course(), teacher, "slides")
    with pytest.raises(Refused, match="could not be read"):
        actions.hand_in_slides(lesson, [upload(a_pdf(2), "a.pdf"), upload(picture()[:60], "torn.png")], teacher)
    with acting(teacher):
        assert [one.number for one in queries.slides(lesson)] == [1, 2, 3] and Deck.objects.count() == 1
    assert len(list(uploads.folder().iterdir())) == 3


@pytest.mark.django_db
def test_what_was_signed_is_what_stood_there(course, teacher):
    signed = {"signed_by": "林若舟", "signed_on": "2026-11-01"}
    lesson = a_lesson(course(), teacher, "slides", **signed)
    actions.keep({"minutes": 20, **signed}, "slides", lesson.activity, teacher, lesson)
    assert lesson.signed_by
    actions.hand_in_slides(lesson, [upload(a_pdf(1), "a.pdf")], teacher)
    assert not lesson.signed_by and lesson.signed_on is None
    text = a_lesson(lesson.activity, teacher, **signed)
    actions.keep({"text_zh": text.text_zh, "text_en": "changed", **signed}, "text", text.activity, teacher, text)
    assert not text.signed_by


@pytest.mark.django_db
def test_an_empty_lesson_is_not_shown_and_others_write_none(course, teacher, physician):
    made = course()
    for kind in ("slides", "video", "case"):
        lesson = actions.keep({"title_zh": "空", "title_en": "Empty"}, kind, made, teacher)
        with pytest.raises(Refused, match="nothing in this lesson yet"):
            actions.publish(lesson, True, teacher)
    with pytest.raises(PermissionDenied):
        actions.keep({"title_zh": "x", "title_en": "x"}, "text", made, physician)
