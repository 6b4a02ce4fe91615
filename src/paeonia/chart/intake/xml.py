"""XML without tricks: no entities, no document types, no network; size refused before parsing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from paeonia.record.problems import Problem, Refused, messages

messages({
    "xml-forbidden": (
        "the file declares entities or a document type; such files are not opened. Fetch the original again.",
        "该文件含实体或文档类型声明，出于安全不予打开。请重新获取原始文件。"),
    "xml-broken": (
        "this is not well-formed XML ({why}). Fetch the file again.",
        "XML 格式不完整（{why}）。请重新获取该文件。"),
    "xml-too-large": (
        "the file is larger than {limit} MB. Split it.",
        "文件超过 {limit} MB，请拆分。"),
})


def parse(data: bytes, name: str = "", limit: int = 64) -> Element:
    """The root of a document of at most `limit` megabytes; Refused with one problem if it cannot be used."""
    if len(data) > limit * 1_000_000:
        raise Refused([Problem("xml-too-large", name, {"limit": limit})])
    try:
        root: Element = fromstring(data, forbid_dtd=True)
        return root
    except DefusedXmlException:
        raise Refused([Problem("xml-forbidden", name)]) from None
    except (ParseError, ValueError, LookupError) as trouble:
        raise Refused([Problem("xml-broken", name, {"why": str(trouble)[:120]})]) from None


def elements(source: Path | BinaryIO, tag: str, name: str = "") -> Iterator[Element]:
    """Every element called `tag`, one at a time and freed afterwards; what came before a break was already given."""
    name = name or (source.name if isinstance(source, Path) else "")
    try:
        stream = source.open("rb") if isinstance(source, Path) else source
        with stream:
            for _, element in iterparse(stream, forbid_dtd=True):
                if element.tag.rsplit("}", 1)[-1] == tag:
                    yield element
                    element.clear()
    except DefusedXmlException:
        raise Refused([Problem("xml-forbidden", name)]) from None
    except (ParseError, ValueError, LookupError) as trouble:
        raise Refused([Problem("xml-broken", name, {"why": str(trouble)[:120]})]) from None
