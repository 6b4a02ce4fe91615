"""Records of the registries' XML documents: ClinicalTrials.gov's, the WHO portal's and the registers' own."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from paeonia.modules.trials.intake.ctgov_xml import XML, nested
from paeonia.modules.trials.intake.decoding import xml_of
from paeonia.modules.trials.intake.ictrp import ICTRP, flat
from paeonia.modules.trials.intake.reasons import xml_reason
from paeonia.modules.trials.intake.register_xml import REGISTER
from paeonia.modules.trials.intake.shape import Shape
from paeonia.record.problems import Problem, problem

Found = tuple[dict[str, Any], Shape]
_LISTS = ("secondary_id",)      # always a list, so that one is not another shape than two


def records(data: bytes, place: str) -> list[Found] | Problem:
    """Every record with its format; entities and document types are refused."""
    try:
        root = fromstring(xml_of(data), forbid_dtd=True)
    except DefusedXmlException:
        return Problem("registry-xml-entity", place)
    except (ParseError, ValueError, LookupError) as why:
        return problem("registry-not-xml", place, why=xml_reason(str(why)))
    studies = [root] if root.tag == "clinical_study" else list(root.iter("clinical_study"))
    if studies:
        return [(nested(study), XML) for study in studies]
    found: list[Found] = []
    for element in root.iter():
        if any(_tag(child) == "TrialID" for child in element):
            found.append((flat(_portal(element)), ICTRP))
        elif any(_tag(child) == "main" for child in element):
            found.append((_register(element), REGISTER))
    return found or Problem("registry-not-a-trial", place, {"found": f"<{_tag(root)}>"})


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _portal(element: Element) -> dict[str, Any]:
    """Leaves by name; what stands several times is one text with semicolons, as the portal's table writes it."""
    read: dict[str, str] = {}
    for child in element.iter():
        text = (child.text or "").strip()
        if child is not element and text:
            name = _tag(child)
            read[name] = f"{read[name]};{text}" if name in read else text
    return read


def _register(element: Element) -> dict[str, Any]:
    """Elements with parts as mappings; empty ones say nothing."""
    read: dict[str, Any] = {}
    for child in element:
        name, value = _tag(child), _register(child) if len(child) else (child.text or "").strip()
        if not value:
            continue
        if name in _LISTS:
            read.setdefault(name, []).append(value)
        elif name not in read:
            read[name] = value
        elif isinstance(value, str) and isinstance(read[name], str):
            read[name] = f"{read[name]};{value}"
        else:
            first = read[name]
            read[name] = [*first, value] if isinstance(first, list) else [first, value]
    return read
