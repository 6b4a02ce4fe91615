"""What the forum says when something cannot be."""

from paeonia.record.problems import messages

messages({
    "forum-empty": ("write something first.", "请先填写内容。"),
    "forum-attest": (
        "say that you have read it through and that nobody can be recognised.", "请确认您已通读全文，且无法据此认出患者。"),
    "forum-why": ("say why, in a few words: it is kept.", "请简要说明理由，理由会留存。"),
    "forum-closed": ("this thread is closed; start a new one and name it there.", "该讨论已关闭，请另开新帖并注明原帖。"),
    "forum-not-shown": ("this is not shown now, so nothing can be added.", "该内容目前未展示，暂不能补充。"),
    "forum-not-hers": ("only who began the thread can do that.", "仅发起人可进行此操作。"),
    "forum-once": ("you have reported this already; a moderator will look at it.", "您已举报过，管理员会查看。"),
    "forum-done": ("somebody else has looked at it already; nothing was changed.", "已有同事处理过，未作改动。"),
    "forum-dicom": (
        "this is a DICOM file: it names the patient inside. Export a picture (PNG or JPEG) without any text.",
        "这是 DICOM 文件，内含患者信息。请导出不带文字的 PNG 或 JPEG 图片后再传。"),
    "forum-picture": (
        "only a JPEG, PNG or WebP picture of at most 10 MB can be taken. Save it anew and choose it again.",
        "仅支持不超过 10 MB 的 JPEG、PNG 或 WebP 图片，请另存后重新选择。"),
    "forum-pictures": ("a thread holds at most six pictures.", "每帖最多 6 张图片。"),
})
