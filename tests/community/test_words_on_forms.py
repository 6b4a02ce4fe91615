"""What labels of the community say: a capital begins a line, and a language one speaks is not one a text is in."""

import pytest
from django.utils import translation

from paeonia.modules.academy.lessons.choices import Tongue as Written
from paeonia.modules.community.forum import case
from paeonia.modules.community.forum.forms import CaseForm
from paeonia.modules.community.mentors.choices import Tongue as Spoken


def test_labels_of_a_case_begin_with_a_capital():
    with translation.override("en"):
        labels = {name: CaseForm().fields[name].label for name in case.CODED}
    assert labels["menopausal"] == "Menopausal status" and labels["er"] == "ER status"


@pytest.mark.parametrize(("tongue", "spoken", "written"), [("zh-hans", "英语", "英文"), ("en", "English", "English")])
def test_a_language_spoken_is_told_apart_from_one_written(tongue, spoken, written):
    with translation.override(tongue):
        assert (str(Spoken.ENGLISH.label), str(Written.EN.label)) == (spoken, written)
