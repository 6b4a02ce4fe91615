"""Lessons as tests ask for them: a small real film, a small real PDF, a short case."""

import io
from functools import lru_cache

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from paeonia.modules.academy.lessons import actions
from paeonia.modules.academy.lessons.demo_film import webm
from paeonia.modules.academy.lessons.models import Lesson

CASE = """
words: {zh: 病例, en: A case}
about: {zh: 虚构的病例, en: An invented case}
age: 58
steps:
- day: 0
  title: {zh: 开始, en: Beginning}
  known: {zh: ER 阳性, en: ER positive}
  facts: [{variable: er, value: positive}, {variable: therapy, drug: letrozole, setting: advanced, start: 0, stop: 90}]
  ask: {zh: 选什么, en: What do you choose}
  options: [{zh: 甲, en: One}, {zh: 乙, en: Two}]
  right: 2
  discussion: {zh: 因为, en: Because}
  source: A paper, 2022
  sentence: {variant: {gene: ESR1}}
  after: {zh: 后来, en: Afterwards}
- day: 100
  title: {zh: 之后, en: Later}
  known: {zh: 查了基因, en: Genes were looked at}
  facts: [{variable: variant, gene: ESR1, significance: pathogenic}]
  ask: {zh: 现在呢, en: And now}
  options: [{zh: 甲, en: One}, {zh: 乙, en: Two}, {zh: 丙, en: Three}]
  discussion: {zh: 都可以, en: Either}
  source: Another paper
  sentence: {variant: {gene: ESR1}}
  after: {zh: 好, en: Well}
"""


def upload(body, name):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, body)


@lru_cache(maxsize=4)
def a_film(seconds=20):
    """A WebM film that plays."""
    frames = [Image.new("RGB", (64, 36), (9 * number % 255, 80, 120)) for number in range(seconds * 2)]
    return webm(frames, 500)


def a_pdf(pages=3, size=(480, 270), **more):
    """A PDF with some words on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, **more)
    for number in range(pages):
        canvas.drawString(40, 120, f"Words of page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_lesson(activity, teacher, kind="text", shown=True, **fields) -> Lesson:
    """A lesson with something in it, shown to those who take part."""
    said = {"title_zh": "课时", "title_en": "A lesson", "minutes": 30, "place": 1, **fields}
    if kind == "text":
        said = {"text_zh": "**急性期**", "text_en": "**acute** phase", **said}
    made = actions.keep(said, kind, activity, teacher)
    if kind == "slides":
        actions.hand_in_slides(made, [upload(a_pdf(), "slides.pdf")], teacher)
    if kind == "video":
        actions.hand_in_film(made, upload(a_film(), "film.webm"), teacher)
    if kind == "case":
        actions.hand_in_case(made, CASE, teacher)
    if shown:
        actions.publish(made, True, teacher)
    return made
