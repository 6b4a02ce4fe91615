"""The printed worklist: nothing that the face cannot draw."""

from paeonia.ui.pdf_font import marked, ready


def test_a_raised_digit_is_drawn_raised_and_never_lost():
    assert marked("≥ 1.5 ×10⁹/L") == "≥ 1.5 ×10<super>9</super>/L"


def test_signs_of_the_sheet_are_in_the_embedded_face():
    assert not [sign for sign in "✓?□≤≥×·–%" if ord(sign) not in ready()]
