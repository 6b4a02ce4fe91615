"""A picture that arrives is drawn anew by a child process with limits; places, names and whatever else it hid are gone."""

from __future__ import annotations

import base64
import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm

from paeonia.chart.intake.confined import Confines, Stopped, lines

CONFINES = Confines(memory=900, seconds=20)
MOST_DOTS = 40_000_000
_CHILD = Path(__file__).with_name("pictures_child.py")
_BEGINS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")


def drawn_anew(picture: bytes) -> tuple[bytes, str]:
    """The same picture without anything but its dots, and how its name ends; ValidationError for what is none."""
    if not picture.startswith(_BEGINS):
        raise ValidationError(_("This is no JPEG, PNG or WebP picture."))
    with tempfile.NamedTemporaryFile(prefix="paeonia-", suffix=".picture") as kept:
        kept.write(picture)
        kept.flush()
        program = [str(_CHILD), kept.name, str(MOST_DOTS), str(CONFINES.memory), str(CONFINES.seconds)]
        try:
            told = [json.loads(line) for line in lines(program, CONFINES) if line]
        except Stopped:
            told = []
    if not told or "picture" not in told[0]:
        raise ValidationError(_("The picture could not be read. Save it anew, not larger than 40 megapixels."))
    return base64.b64decode(told[0]["picture"]), told[0]["ends"]


class PictureForm(BaseImageForm):   # type: ignore[misc]
    """What an editor fills in for a picture."""

    def clean_file(self) -> Any:
        """The picture drawn anew; one that is already there is left alone."""
        file = self.cleaned_data.get("file")
        if file is None or "file" not in self.changed_data:
            return file
        file.seek(0)
        dots, ends = drawn_anew(file.read())
        stem = Path(file.name).stem[:60]
        kind = "image/png" if ends == "png" else "image/jpeg"
        return self.fields["file"].clean(SimpleUploadedFile(f"{stem}.{ends}", dots, kind), None)
