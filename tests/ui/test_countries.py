"""Names of countries, as forms offer them and pages and messages say them."""

import pytest
from django.utils import translation

from paeonia.ui.countries import countries, country


@pytest.mark.parametrize(("spoken", "code", "name"), [
    ("zh-hans", "CN", "中国"), ("en", "CN", "China"), ("zh-hans", "us", "美国"), ("zh-hans", "TW", "中国台湾"),
    ("en", "QQ", "QQ"), ("en", "", "")])
def test_letters_are_said_in_the_readers_language(spoken, code, name):
    with translation.override(spoken):
        assert country(code) == name


def test_a_message_in_both_languages_names_it_whatever_the_reader_speaks():
    with translation.override("en"):
        assert (country("DE", "zh"), country("DE", "en")) == ("德国", "Germany")


@pytest.mark.parametrize("spoken", ["zh-hans", "en"])
def test_a_form_offers_each_country_once_and_ones_own_first(spoken):
    with translation.override(spoken):
        codes = [code for code, _ in countries()]
    assert codes[0] == "CN"
    assert len(codes) == len(set(codes)) > 240
    assert not {"EU", "ZZ", "XA"} & set(codes)
