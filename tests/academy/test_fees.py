"""The book of fees: states are told by entries, a mistake is met by its opposite, a statement is matched by reference."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from academy.desk import a_category, paid, registered
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from openpyxl import Workbook

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy.registration import actions, booking, codes, queries
from paeonia.modules.academy.registration.models_person import Payment
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def made(course):
    return course(questions=0)


@pytest.fixture
def held(made, teacher, physician):
    return registered(made, a_category(made, teacher), physician)


def fee(made, who):
    return queries.mine(made, who).account.fee


def test_states_follow_the_entries(made, held, physician, teacher):
    said = [fee(made, physician)]
    for amount in ("200.00", "1000.00", "0.50"):
        paid(held, teacher, amount)
        said.append(fee(made, physician))
    assert said == ["unpaid", "partly", "paid", "over"]
    actions.pay(held.row, Decimal("0.50"), TODAY(), "back", teacher, reason="多付")
    assert fee(made, physician) == "paid"
    academy.withdraw(held.row.enrolment, physician)
    account = queries.mine(made, physician).account
    assert account.fee == "over" and account.owed == -1200, "what she paid is to be paid back"


def test_nothing_is_entered_that_says_nothing(held, physician, teacher):
    for amount in ("0", "-5", "0.001", "10000000"):
        with pytest.raises(Refused, match="a sum above zero"):
            paid(held, teacher, amount)
    with pytest.raises(Refused, match="cannot lie ahead"):
        paid(held, teacher, days=-1)
    with pytest.raises(Refused, match="say why"):
        paid(held, teacher, way="waived")
    with pytest.raises(PermissionDenied):
        paid(held, physician)
    assert paid(held, teacher, way="waived", reason="讲者").way == "waived"


def test_an_entry_is_met_by_its_opposite_and_never_changed(made, held, physician, teacher):
    entry = queries.payment(paid(held, teacher).pk, held.row, teacher)
    with pytest.raises(Refused, match="say why"):
        actions.take_back(entry, " ", teacher)
    actions.take_back(entry, "记错人", teacher)
    with pytest.raises(Refused, match="taken back already"):
        actions.take_back(entry, "again", teacher)
    assert fee(made, physician) == "unpaid" and not queries.mine(made, physician).account.open_entries
    with acting(teacher):
        for deed in (lambda: Payment.objects.filter(pk=entry.pk).update(amount=1), lambda: entry.delete(),
                     lambda: Payment.objects.create(registration=held.row, amount=-1, on=TODAY(), way="counter", reason="x",
                                                    counters_id=entry.pk, by_id=teacher.user_id)):
            with pytest.raises(DatabaseError), transaction.atomic():
                deed()


def test_she_reads_her_entries_and_cannot_write_them(held, physician, teacher):
    paid(held, teacher, "5.00")
    with acting(physician):
        assert Payment.objects.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            Payment.objects.create(registration=held.row, amount=1200, on=TODAY(), way="cash", by_id=physician.user_id)


def test_a_statement_keeps_what_is_good_and_lists_the_rest(made, held, physician, viewer, hospital, teacher):
    second = registered(made, held.row.category, viewer("nurse", hospital), "王小雨")
    one, two = codes.shown(held.row.reference), second.row.reference
    other = codes.reference()
    text = ("某银行对公账户明细,,,\n交易日期,贷方发生额,流水号,附言\n"
            f"2026-11-02,\"1,200.00\",A1,峰会注册费 {one}\n2026/11/03,600,A2,{two}王小雨\n2026-11-03,600,A2,{two}王小雨\n"
            f"2026-11-04,1200,A3,会议费\n2026-11-04,1200,A4,{other}\n20261105,88,A5,{one}与{two}\n"
            f"2026-11-05,,A6,{one}\n昨天,5,A7,{one}\n{(TODAY() + timedelta(days=3)):%Y-%m-%d},5,A8,{one}\n")
    booked = booking.enter(SimpleUploadedFile("明细.csv", text.encode("gb18030")), made, teacher)
    assert [(line.row.pk, line.amount) for line in booked.entered] == [
        (held.row.pk, Decimal("1200.00")), (second.row.pk, Decimal("600.00"))]
    said = [line.text("en") for line in booked.left]
    assert [line.partition(", row ")[2].partition(":")[0] for line in said] == ["5", "6", "7", "8", "9", "10", "11"]
    for line, word in zip(said, ("entered before", "no reference code", codes.shown(other), "several references",
                                 "is no amount", "“昨天” is no day", "is no day"), strict=True):
        assert word in line
    assert fee(made, physician) == "paid"
    assert booking.enter(SimpleUploadedFile("明细.csv", text.encode("gb18030")), made, teacher).entered == []


def test_a_statement_as_a_workbook_and_one_that_is_none(made, held, physician, teacher):
    book, out = Workbook(), BytesIO()
    book.active.append(["记账日期", "收入金额", "摘要"])
    for _ in range(2):      # the same sum twice on one day, and no number of the bank: both came
        book.active.append([TODAY() - timedelta(days=1), 600, f"{held.row.reference} 注册费"])
    book.save(out)
    assert len(booking.enter(SimpleUploadedFile("a.xlsx", out.getvalue()), made, teacher).entered) == 2
    assert fee(made, physician) == "paid"
    again = booking.enter(SimpleUploadedFile("a.xlsx", out.getvalue()), made, teacher)
    assert (len(again.entered), len(again.left)) == (0, 2)
    with pytest.raises(Refused, match="no column for the day was found in “b.csv”") as wrong:
        booking.enter(SimpleUploadedFile("b.csv", "姓名,金额\n陈,5\n".encode()), made, teacher)
    assert "没有找到日期列" in wrong.value.problems[0].text("zh")
    with pytest.raises(Refused):
        booking.enter(SimpleUploadedFile("c.csv", b""), made, teacher)
