"""CDISC ODM 1.3.2: a snapshot of a study's site data with its metadata, in both languages."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree as ET  # noqa: S405  writes only

from ..models import Study
from .dataset import Form, Item, Words, by_subject, forms_of

NS = "http://www.cdisc.org/ns/odm/v1.3"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EVENT, VERSION = "SE.SITE", "MDV.1"
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def odm_of(study: Study, now: datetime) -> bytes:
    """The whole file, in UTF-8."""
    ET.register_namespace("", NS)
    stamp, oid = now.isoformat(timespec="seconds"), f"ST.{study.trial.number}"
    root = ET.Element(f"{{{NS}}}ODM", {
        "FileType": "Snapshot", "FileOID": f"paeonia.{study.pk}.{now:%Y%m%d%H%M%S}", "CreationDateTime": stamp,
        "AsOfDateTime": stamp, "ODMVersion": "1.3.2", "SourceSystem": "Paeonia"})
    _metadata(root, study, oid)
    data = _add(root, "ClinicalData", StudyOID=oid, MetaDataVersionOID=VERSION)
    codes, rows = by_subject(study)
    for pk, code in codes.items():
        subject = _add(data, "SubjectData", SubjectKey=code)
        event = _add(subject, "StudyEventData", StudyEventOID=EVENT)
        for form, place, row in rows[pk]:
            repeat = {"FormRepeatKey": str(place)} if form.many else {}
            held = _add(event, "FormData", FormOID=f"FO.{form.name}", **repeat)
            group = _add(held, "ItemGroupData", ItemGroupOID=f"IG.{form.name}")
            for item in form.items:
                value = item.value(row)
                if value is not None:
                    _add(group, "ItemData", ItemOID=_oid(form, item), Value=_written(value))
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _metadata(root: ET.Element, study: Study, oid: str) -> None:
    about = _add(root, "Study", OID=oid)
    known = _add(about, "GlobalVariables")
    for name, said in (("StudyName", study.short_name), ("StudyDescription", study.trial.title),
                       ("ProtocolName", study.protocol_version)):
        _add(known, name).text = _written(said)
    version = _add(about, "MetaDataVersion", OID=VERSION, Name="Site data")
    _add(_add(version, "Protocol"), "StudyEventRef", StudyEventOID=EVENT, OrderNumber="1", Mandatory="Yes")
    event = _add(version, "StudyEventDef", OID=EVENT, Name="Site data", Repeating="No", Type="Common")
    known_forms = forms_of(study)
    for order, form in enumerate(known_forms, 1):
        _add(event, "FormRef", FormOID=f"FO.{form.name}", OrderNumber=str(order), Mandatory="No")
    _definitions(version, known_forms)


def _definitions(version: ET.Element, all_forms: tuple[Form, ...]) -> None:
    """Kind by kind, as the schema wants them: forms, groups, items, code lists."""
    for form in all_forms:
        one = _add(version, "FormDef", OID=f"FO.{form.name}", Name=form.words["en"], Repeating="Yes" if form.many else "No")
        _said(_add(one, "Description"), form.words)
        _add(one, "ItemGroupRef", ItemGroupOID=f"IG.{form.name}", Mandatory="Yes", OrderNumber="1")
    for form in all_forms:
        group = _add(version, "ItemGroupDef", OID=f"IG.{form.name}", Name=form.words["en"], Repeating="No")
        for order, item in enumerate(form.items, 1):
            _add(group, "ItemRef", ItemOID=_oid(form, item), OrderNumber=str(order), Mandatory="No")
    items = [(form, item) for form in all_forms for item in form.items]
    for form, item in items:
        _item(version, form, item)
    for form, item in items:
        if item.codes:
            _codes(version, form, item)


def _codes(version: ET.Element, form: Form, item: Item) -> None:
    held = _add(version, "CodeList", OID=f"CL.{form.name}.{item.name}", Name=item.words["en"], DataType="text")
    for code, words in item.codes:
        _said(_add(_add(held, "CodeListItem", CodedValue=code), "Decode"), words)


def _item(version: ET.Element, form: Form, item: Item) -> None:
    size = {"text": {"Length": "4000"}, "integer": {"Length": "10"},
            "float": {"Length": "20", "SignificantDigits": "8"}}.get(item.type, {})
    one = _add(version, "ItemDef", OID=_oid(form, item), Name=item.words["en"], DataType=item.type, **size)
    _said(_add(one, "Question"), item.words)
    if item.codes:
        _add(one, "CodeListRef", CodeListOID=f"CL.{form.name}.{item.name}")


def _oid(form: Form, item: Item) -> str:
    return f"IT.{form.name}.{item.name}"


def _said(parent: ET.Element, words: Words) -> None:
    for language, tag in (("en", "en"), ("zh", "zh-Hans")):
        text = _add(parent, "TranslatedText")
        text.set(XML_LANG, tag)
        text.text = words[language]


def _add(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{NS}}}{name}", attributes)


def _written(text: str) -> str:
    # XML has no way to write some characters; a question mark keeps their place.
    return _UNWRITABLE.sub("?", text)
