"""A thread, a mentor, a match and a photograph at each hospital, so that the crawler can ask for the club's rooms too."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from paeonia.modules.community.album import actions as albums
from paeonia.modules.community.album.models import Album
from paeonia.modules.community.forum import actions as forum
from paeonia.modules.community.mentors import actions as mentors
from paeonia.modules.community.mentors import queries as matches
from paeonia.people.viewer import Viewer

TEXTS = {"title": "A case", "problem": "P", "question": "Q", "discussed": ""}
OFFER = {"name": "M", "about": ["chemo"], "tongues": ["zh"], "words": ""}
FORMS = (("forum/write/", {"topic": "early", "title": "T", "problem": "P", "question": "Q", "attested": "on"}),
         ("forum/ask/", {"topic": "early", "title": "T", "question": "Q", "attested": "on"}),
         ("forum/<int:number>/", {"text": "Yes.", "attested": "on"}),
         ("<int:number>/change/", {"topic": "early", "title": "T", "problem": "P", "question": "Q", "attested": "on"}),
         ("<int:number>/follow/", {"follow": "yes"}), ("<int:number>/done/", {"reply": ""}),
         ("forum/<int:number>/flag/", {"why": "x"}), ("<int:number>/moderate/", {"deed": "hidden", "why": "x"}),
         ("mentors/offer/", {**OFFER, "consents": "on"}),
         ("mentors/ask/", {"topic": "chemo", "tongue": "zh", "said": "Hello", "name": ""}),
         ("mentors/desk/<int:mentor_id>/", {"trained_on": "2026-01-01", "training": "x", "until": "2027-06-01"}),
         ("matches/<int:match_id>/", {"answer": "yes", "reach": "x"}), ("matches/<int:match_id>/end/", {"why": "x"}),
         ("photos/<int:photo_id>/behind/", {"who": "W", "how": "paper", "signed_on": "2026-01-01", "paper": "x"}),
         ("photos/<int:photo_id>/complete/", {"nobody": "yes"}), ("photos/<int:photo_id>/delete/", {"why": "x"}),
         ("named/<int:person_id>/", {"answer": "no"}), ("<int:number>/agree/", {"agrees": "yes"}))


def plant_club(host: Any, reader: Viewer, patient: Viewer, writer: Viewer, helper: Viewer, said: str) -> dict[str, object]:
    """The numbers; `said` is what nobody elsewhere may read. The thread was given back, so that it is its writer's alone."""
    made = forum.write(None, "early", {**TEXTS, "problem": said}, {}, {}, True, writer)
    forum.moderate(made, made, "bounced", "x", reader)
    shown = forum.write(None, "early", TEXTS, {}, {}, True, writer)
    dots = io.BytesIO()
    Image.new("RGB", (8, 8)).save(dots, "PNG")
    picture = forum.picture(shown, SimpleUploadedFile("x.png", dots.getvalue()), "x", True, writer)
    today = timezone.localdate()
    mentor = mentors.offer(OFFER, True, helper)
    mentors.approve(mentor, today, "x", today + timedelta(days=99), reader)
    match = mentors.ask({"topic": "chemo", "tongue": "zh", "said": said, "name": ""}, patient)
    mentors.propose(matches.match(match.pk, reader), matches.mentor(mentor.pk, reader), reader)
    album = albums.begin(Album(hospital=host, title_zh="册", title_en="Album", day=today), reader)
    photo = albums.add(album, SimpleUploadedFile("x.png", dots.getvalue()), "x", reader)
    person = albums.name(photo, said, "online", patient.name, None, "", reader)
    return {"hidden": made.pk, "thread": shown.pk, "mentor_id": mentor.pk, "match_id": match.pk, "album_id": album.pk,
            "photo_id": photo.pk, "person_id": person.pk, "picture_id": picture.pk}
