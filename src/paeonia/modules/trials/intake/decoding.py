"""Bytes of a registry file as text: UTF-8, or the encoding of Chinese programs (GB18030, which holds GBK and GB2312)."""

from __future__ import annotations

import codecs
import re

_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CHINESE = re.compile(rb"\A\s*<\?xml[^>]*encoding\s*=\s*[\"'](?:gb18030|gbk|gb2312|gb_2312-80|hz)[\"']", re.IGNORECASE)
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
    return _cut_off(data) if text is None else text


def xml_of(data: bytes) -> bytes:
    """An XML document in UTF-8; what declares another encoding is only written anew where its bytes are Chinese.

    A Chinese encoding may also be declared over plain letters, or over UTF-8: the reader of XML knows none of them.
    """
    if (plain := _decoded(data, "utf-8-sig")) is not None and data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _DECLARED.sub("", plain).encode() if _CHINESE.match(data.removeprefix(codecs.BOM_UTF8)) else data
    text = text_of(data)
    return data if text is None else _DECLARED.sub("", text).encode()


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _cut_off(data: bytes) -> str | None:
    """A text that breaks off within a character: what stands in front is kept, the half character shown as one."""
    for encoding in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(data.removeprefix(codecs.BOM_UTF8))
        except UnicodeDecodeError:
            continue
        if _chinese(text):
            return text + "\ufffd"
    return None


def _chinese(text: str) -> bool:
    runs = [len(run) for run in _HAN.findall(text)]
    return bool(runs) and sum(run for run in runs if run > 1) >= _SURE * sum(runs)
