"""While a page is read the same question is put to the database once, and never longer."""

from paeonia.people.once import once, reading

asked = []


@once
def number_of(what):
    asked.append(what)
    return len(asked)


def test_asked_once_while_reading_and_anew_afterwards():
    asked.clear()
    with reading():
        assert [number_of("a"), number_of("a"), number_of("b")] == [1, 1, 2]
    with reading():
        assert number_of("a") == 3, "what an earlier page was told is forgotten"


def test_outside_a_page_every_question_is_asked():
    asked.clear()
    assert [number_of("a"), number_of("a")] == [1, 2]


def test_a_page_inside_a_page_keeps_its_own():
    asked.clear()
    with reading():
        number_of("a")
        with reading():
            assert number_of("a") == 2
        assert number_of("a") == 1
