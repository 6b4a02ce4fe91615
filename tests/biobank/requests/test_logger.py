"""The temperature logger of a parcel: read whatever its maker writes, judged by its condition, told to the tubes."""

import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from paeonia.chart import uploads
from paeonia.modules.biobank import findings
from paeonia.modules.biobank.excursions import Limits
from paeonia.modules.biobank.models import CustodyEvent
from paeonia.modules.biobank.requests.logger import actions, queries
from paeonia.modules.biobank.requests.logger.cells import celsius, moment, unit_of
from paeonia.modules.biobank.requests.logger.conditions import CONDITIONS
from paeonia.modules.biobank.requests.logger.judging import judged
from paeonia.modules.biobank.requests.logger.reading import read
from paeonia.modules.biobank.requests.models import ParcelLog, Shipment
from paeonia.modules.biobank.requests.picking import actions as picking
from paeonia.modules.biobank.requests.picking.actions import Give
from paeonia.modules.biobank.requests.shipping import actions as shipping
from paeonia.people.context import acting
from paeonia.record.problems import Refused

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ICE = CONDITIONS["dry_ice"].limits


def file(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "log.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def values(log):
    return [(timezone.localtime(at).strftime("%m-%d %H:%M"), str(value)) for at, value in log.readings]


TWO = [("03-02 08:00", "-71.2"), ("03-02 08:10", "-70.9")]
SHAPES = {
    "semicolons and decimal commas": (
        "Zeit;x\nDate/Time;Temperature (°C)\n2026-03-02 08:00;-71,2\n2026-03-02 08:10;-70,9\n", {}),
    "a preamble": (
        "Device,TempTale\nSerial,0017\nAlarm,none\n\nNo.,Time,Temperature(℃),Humidity\n1,2026/3/2 08:00:00,-71.2,3\n"
        "2,2026/3/2 08:10:00,-70.9,3\n", {}),
    "fahrenheit": ("Timestamp,Temp °F\n2026-03-02T08:00,-96.16\n2026-03-02T08:10,-95.62\n", {}),
    "both units": ("Time,Temp (°F),Temp (°C)\n2026-03-02 08:00,0,-71.2\n2026-03-02 08:10,0,-70.9\n", {}),
    "date and time apart": ("Date\tTime\tCh1 °C\n02/03/2026\t08:00\t-71.2\n02/03/2026\t08:10\t-70.9\n", {"days": "day"}),
    "half days": ("Date Time,Temperature °C\n03/13/2026 8:00:00 AM,-71.2\n03/02/2026 8:10:00 AM,-70.9\n", {}),
    "units in the cells": ("时间,温度\n2026年3月2日 08:00,-71.2℃\n2026年3月2日 08:10,-70.9℃\n", {}),
    "the unit said by hand": ("时间,读数\n2026-03-02 08:00,-71.2\n2026-03-02 08:10,-70.9\n", {"unit": "C"}),
    "the unit above the table": ("单位：℃\n时间,温度值\n2026-03-02 08:00,-71.2\n2026-03-02 08:10,-70.9\n", {}),
    "a zone": ("Time (UTC),Temperature °C\n2026-03-02 00:00,-71.2\n2026-03-02 00:10,-70.9\n", {}),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_whatever_its_maker_writes(tmp_path, shape, encoding):
    text, said = SHAPES[shape]
    later = NOW + timedelta(days=30)
    found = values(read(file(tmp_path, text, encoding), "log.csv", later, **said))
    if shape == "half days":
        assert found == [("03-02 08:10", "-70.9"), ("03-13 08:00", "-71.2")]
    else:
        assert found == TWO


def test_a_workbook_is_read_like_a_table(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Logger", "L9"], ["Time", "Temperature °C"], [datetime(2026, 3, 2, 8, 0), -71.2],  # noqa: DTZ001
                [datetime(2026, 3, 2, 8, 10), -70.9]):                                              # noqa: DTZ001
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    path = tmp_path / "log.xlsx"
    path.write_bytes(out.getvalue())
    assert values(read(path, "log.xlsx", NOW)) == TWO


def test_good_rows_are_kept_and_every_other_names_its_row_and_column(tmp_path):
    log = read(file(tmp_path, "Time,Temperature °C\n2026-03-02 08:00,-71.2\nyesterday,-70\n2026-03-02 08:10,ERR\n"
                              "2099-01-01 00:00,-70\n2026-03-02 08:00,-60\n2026-03-02 08:20,\nEnd of data\n"), "a.csv", NOW)
    assert values(log) == [("03-02 08:00", "-71.2")]
    said = [one.text("en") for one in log.wrong]
    assert [one.params["row"] for one in log.wrong] == [3, 4, 5, 6, 7, 8]
    assert "“Time”: “yesterday” is no time" in said[0]
    assert "“Temperature °C”: “ERR” is no temperature" in said[1]
    assert "still to come" in said[2]
    assert "row 2 says -71.2" in said[3]
    assert all("第" in one.text("zh") for one in log.wrong)


@pytest.mark.parametrize(("text", "words"), [
    ("Time,Temperature\n2026-03-02 08:00,-71.2\n", "°C or °F"),
    ("Time,Temperature °C\n02/03/2026 08:00,-71.2\n", "row 2, “Time”: “02/03/2026 08:00” may be two days"),
    ("a,b\n1,2\n", "no column of times"),
    ("Time,Temperature °C\n", "no readings"),
    ("Time,Temperature °C\nx,y\n", "row 2, “Time”: “x” is no time"),
    ("Time,Humidity\n2026-03-02 08:00,40\n", "no column of temperatures"),
])
def test_what_a_file_leaves_open_is_asked_and_never_guessed(tmp_path, text, words):
    with pytest.raises(Refused, match=words):
        read(file(tmp_path, text), "a.csv", NOW)


@given(st.text(max_size=60))
def test_no_cell_breaks_the_reader(text):
    moment(text, "day", None)
    celsius(text, "C")
    unit_of(text)


@pytest.mark.parametrize(("text", "unit", "value"), [
    ("-71.2", "C", "-71.2"), ("−71,2 °C", "F", "-71.2"), ("32", "F", "0.0"), ("32 °F", "C", "0.0"), ("1e3", "C", None),
    ("300", "C", None), ("-300", "C", None), ("NaN", "C", None), ("", "C", None)])
def test_a_cell_that_names_its_unit_is_taken_at_its_word(text, unit, value):
    found = celsius(text, unit)
    assert (str(found) if found is not None else None) == value


def course(*said):
    return [(NOW + timedelta(minutes=at), Decimal(value)) for at, value in said]


def test_time_outside_and_time_without_a_word_are_told_apart():
    found = judged(course((-60, 20), (0, -70), (30, -55), (50, -58), (60, -65), (400, 20)), ICE, NOW, NOW + 5 * HOUR)
    assert (found.lowest, found.highest) == (Decimal(-70), Decimal(-55))        # before and after the way nothing counts
    assert (found.warm, found.cold, found.silent) == (30, 0, 240)
    assert [(one.extreme, one.ended) for one in found.spells] == [(Decimal(-55), NOW + HOUR)]


def test_silence_within_a_warm_time_is_not_counted_as_warm():
    found = judged(course((0, -70), (10, -50), (130, -50), (140, -70)), ICE, NOW, NOW + timedelta(minutes=140))
    assert (found.warm, found.silent) == (10, 120)


def test_the_limits_themselves_are_inside_and_both_sides_count():
    cold = Limits(Decimal(2), Decimal(8))
    assert judged(course((0, 2), (10, 8)), cold, NOW, NOW + HOUR).spells == ()
    found = judged(course((0, "1.9"), (10, 5), (20, "8.1"), (30, 5)), cold, NOW, NOW + timedelta(minutes=30))
    assert (found.cold, found.warm) == (10, 10)


@pytest.fixture
def shipped(approved, tubes, technician):
    picks = picking.put_aside(approved, tubes[:2], technician)
    for one in picks:
        picking.scan(approved, one.barcode, technician)
    order = picking.distribute(approved, {one.pk: Give() for one in picks}, timezone.now() - 3 * HOUR, technician)
    parcel = shipping.pack(order, technician)
    return shipping.ship(parcel, {"courier": "SF", "condition": "dry_ice"}, timezone.now() - 2 * HOUR, technician)


def upload(*said, name="logger.csv"):
    start = timezone.localtime() - 2 * HOUR + timedelta(minutes=1)
    lines = [f"{start + timedelta(minutes=at):%Y-%m-%d %H:%M:%S},{value}" for at, value in said]
    return SimpleUploadedFile(name, "\n".join(["Time,Temperature °C", *lines, ""]).encode())


WARM = ((0, -72), (20, -50), (40, "-41.2"), (60, -70), (110, -71))
FINE = ((0, -72), (50, -70), (110, -71))


def kept(parcel, viewer, *said, condition="dry_ice"):
    return actions.keep(parcel, actions.opened(upload(*said), condition, "", ""), timezone.now(), viewer)


def exposures(viewer):
    with acting(viewer):
        return {one.specimen.label: one.fields for one in CustodyEvent.objects.filter(
            deed="quality", fields__test="temperature_exposure").select_related("specimen")}


@pytest.mark.django_db
def test_a_parcel_outside_its_limits_is_told_to_each_of_its_tubes(shipped, requester, manager, tubes):
    row = kept(shipped, requester, *WARM)       # the recipient reads it; she sees no custody of the bank
    assert (row.lowest, row.highest, row.warm, row.outside) == (Decimal(-72), Decimal("-41.2"), 40, True)
    said = exposures(manager)
    assert set(said) == {one.label for one in tubes[:2]}
    one = said[tubes[0].label]
    assert (one["value"], one["extreme_c"], one["limit_c"], one["shipment"]) == (40, -41.2, -60.0, shipped.number)
    with acting(manager):
        shown, = findings.of(tubes[0], ())
        assert (shown.verdict, shown.awaiting) == ("outside", True)
        assert "40 min outside" in shown.said["en"]
        assert "超限 40 分钟" in shown.said["zh"]
        assert findings.of(tubes[2], ()) == []


@pytest.mark.django_db
def test_a_parcel_that_kept_its_limits_flags_nothing(shipped, technician, manager, tubes):
    assert not kept(shipped, technician, *FINE).outside
    assert exposures(manager) == {}
    with acting(manager):
        assert [one.verdict for one in findings.of(tubes[0], ())] == ["within"]


@pytest.mark.django_db
def test_the_same_file_twice_is_one_reading_and_one_flag(shipped, technician, manager, tubes):
    until, opened = timezone.now(), actions.opened(upload(*WARM), "dry_ice", "", "")
    assert actions.keep(shipped, opened, until, technician) == actions.keep(shipped, opened, until, technician)
    with acting(manager):
        assert CustodyEvent.objects.filter(fields__test="temperature_exposure").count() == 2


@pytest.mark.django_db
def test_readings_of_another_time_are_refused_and_no_file_stays(shipped, technician):
    before = set(uploads.folder().iterdir())
    with pytest.raises(Refused, match="none falls into that time"):
        kept(shipped, technician, (-3000, -70), (-2900, -70))
    with pytest.raises(Refused, match="say as what"):
        actions.opened(upload(*FINE), "", "", "")
    with acting(technician):
        assert not ParcelLog.objects.exists()
    assert set(uploads.folder().iterdir()) == before


@pytest.mark.django_db
def test_what_a_logger_said_is_never_changed_and_not_everybody_reads_one(shipped, technician, viewer, two_hospitals):
    row = kept(shipped, technician, *FINE)
    for change in (lambda: ParcelLog.objects.filter(pk=row.pk).update(warm=0),
                   lambda: ParcelLog.objects.filter(pk=row.pk).delete()):
        with acting(technician), pytest.raises(DatabaseError), transaction.atomic():
            change()
    stranger = viewer("partner_physician", two_hospitals[0])
    with pytest.raises(ObjectDoesNotExist):
        kept(shipped, stranger, *FINE, condition="cold")
    assert queries.logs(shipped, stranger) == ()


def state(parcel, viewer):
    with acting(viewer):
        return Shipment.objects.get(pk=parcel.pk).state


@pytest.mark.django_db
def test_receiving_with_a_file_is_both_or_neither(shipped, technician, client, django_user_model, tubes):
    client.force_login(django_user_model.objects.get(pk=technician.user_id))
    address = f"/biobank/requests/shipments/{shipped.pk}/"
    form = {"codes": "\n".join(one.label for one in tubes[:2]), "damaged": "", "condition": "dry_ice",
            "at": timezone.localtime().strftime("%Y-%m-%dT%H:%M")}
    bad = SimpleUploadedFile("logger.csv", b"Time,Temperature\n2026-03-02 08:00,-71.2\n")
    answer = client.post(address + "receive/", form | {"file": bad})
    assert answer.status_code == 422
    assert "°C or °F" in answer.content.decode() or "°C 还是 °F" in answer.content.decode()
    assert state(shipped, technician) == "shipped"
    good = upload((0, -72), (20, -50), (40, -70), (100, -71))
    assert client.post(address + "receive/", form | {"file": good}).status_code == 302
    page = client.get(address).content.decode()
    assert 'class="hours-out"' in page
    assert "logger.csv" in page
    assert "/biobank/quality/wrong/new/?codes=" in page
    assert state(shipped, technician) == "received"
