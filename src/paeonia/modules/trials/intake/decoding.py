"""Bytes of a registry file as text: UTF-8, or the encoding of Chinese programs (GB18030, which holds GBK and GB2312)."""

from __future__ import annotations

import codecs
import re

_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SURE = 0.8     # of the Chinese characters stand beside another one


def text_of(data: bytes) -> str | None:
    """The text, None when it is neither; Western letters that happen to decode as Chinese are not believed."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _decoded(data, "utf-16")
    text = _decoded(data, "utf-8-sig")
    if text is None:
        text = _decoded(data, "gb18030")
        if text is not None and not _chinese(text):
            return None
    return text


def xml_of(data: bytes) -> bytes:
    """An XML document in UTF-8; what declares another encoding is only written anew where its bytes are Chinese."""
    if _decoded(data, "utf-8-sig") is not None and data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data
    text = text_of(data)
    return data if text is None else _DECLARED.sub("", text).encode()


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _chinese(text: str) -> bool:
    runs = [len(run) for run in _HAN.findall(text)]
    return bool(runs) and sum(run for run in runs if run > 1) >= _SURE * sum(runs)
