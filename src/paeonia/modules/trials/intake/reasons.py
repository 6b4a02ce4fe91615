"""What the readers of JSON and XML found wrong, in both languages: they speak English only."""

from __future__ import annotations

import re

# Beginnings of what Python's reader of JSON and expat say; what follows them (a line, a column, a letter) is kept.
_JSON = {
    "Expecting value": "此处应有数据", "Expecting property name enclosed in double quotes": "此处应为双引号括起的字段名",
    "Expecting ':' delimiter": "缺少冒号", "Expecting ',' delimiter": "缺少逗号", "Extra data": "结尾之后还有多余内容",
    "Unterminated string starting at": "字符串没有结束引号", "Invalid control character at": "字符串中有控制字符",
    "Invalid control character": "字符串中有控制字符", "Invalid \\escape": "反斜杠转义无效",
    "Invalid \\uXXXX escape": "\\u 转义无效", "Illegal trailing comma before end of object": "对象末尾多出逗号",
    "Illegal trailing comma before end of array": "列表末尾多出逗号",
}
_XML = {
    "not well-formed (invalid token)": "含有无效字符", "no element found": "内容为空或提前结束",
    "mismatched tag": "标签不配对",
    "unclosed token": "标签未写完", "unclosed CDATA section": "CDATA 段未结束", "undefined entity": "使用了未定义的实体",
    "duplicate attribute": "属性重复", "junk after document element": "根元素之后还有多余内容",
    "unknown encoding": "编码声明无法识别",
    "encoding specified in XML declaration is incorrect": "编码声明与实际编码不符",
    "XML declaration not well-formed": "XML 声明有误",
    "XML or text declaration not at start of entity": "XML 声明不在文件开头",
    "reference to invalid character number": "引用了无效的字符编号", "unbound prefix": "命名空间前缀未声明",
    "syntax error": "不是 XML", "multi-byte encodings are not supported": "不支持所声明的编码",
}
_SPOT = re.compile(r":? ?line (\d+),? column (\d+)")


def json_reason(said: str) -> dict[str, str]:
    """Why a text is no JSON, without the place: the message names it itself."""
    return {"en": said, "zh": _chinese(said, _JSON, "格式有误")}


def xml_reason(said: str) -> dict[str, str]:
    """Why a text is no XML, with its line and column; expat counts columns from 0."""
    found = _SPOT.search(said)
    zh = _chinese(said, _XML, "格式有误")
    return {"en": said, "zh": f"第 {found[1]} 行第 {found[2]} 列：{zh}" if found else zh}


def _chinese(said: str, known: dict[str, str], otherwise: str) -> str:
    # The longest beginning counts: "Invalid control character at" before "Invalid control character".
    fitting = [begin for begin in known if said.startswith(begin)]
    return known[max(fitting, key=len)] if fitting else otherwise
