"""What this room says when something cannot be."""

from paeonia.record.problems import messages

messages({
    "album-picture": (
        "only a JPEG, PNG or WebP picture of at most 12 MB can be taken. Save it anew and choose it again.",
        "仅支持不超过 12 MB 的 JPEG、PNG 或 WebP 图片，请另存后重新选择。"),
    "album-name": ("write the name of who can be recognised.", "请填写可辨认者的姓名。"),
    "album-paper": (
        "say when she signed, not in the future, and where the paper lies.",
        "请填写签署日期（不晚于今天）及纸质文件存放处。"),
    "album-nobody-here": ("there is nobody with the sign-in “{name}”.", "没有登录名为“{name}”的人员。"),
    "album-twice": ("she is named for this picture already.", "该人员已登记在此照片中。"),
    "album-gone": ("this picture is deleted.", "该照片已删除。"),
    "album-empty": (
        "name those who can be recognised first, or say that nobody can.",
        "请先登记可辨认的人员，或确认无人可辨认。"),
})
