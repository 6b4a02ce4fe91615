"""Pictures an editor brings: drawn anew before they are kept, with what she is told when one cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm

from paeonia.chart import redrawing


def drawn_anew(picture: bytes) -> tuple[bytes, str]:
    """The same picture without anything but its dots, and how its name ends; ValidationError for what is none."""
    try:
        return redrawing.drawn_anew(picture)
    except redrawing.NoPicture as none:
        if none.kind == "broken":
            raise ValidationError(_("The picture could not be read. Save it anew, not larger than 40 megapixels.")) from None
        raise ValidationError(_("This is no JPEG, PNG or WebP picture.")) from None


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
        return self.fields["file"].clean(SimpleUploadedFile(f"{stem}.{ends}", dots, redrawing.KINDS[ends]), None)
