"""What can go wrong between us and the endpoint, and with what it answers, in both languages."""

from __future__ import annotations

from paeonia.record.problems import messages

messages({
    "proposing-off": (
        "machine proposals are off. Whoever runs this installation can set PAEONIA_PROPOSING_URL and "
        "PAEONIA_PROPOSING_MODEL.",
        "机器建议未启用。系统管理员可设置 PAEONIA_PROPOSING_URL 与 PAEONIA_PROPOSING_MODEL 后启用。"),
    "proposing-setting": (
        "the setting {name} is “{value}”, but must be {expected}. Machine proposals stay off until it is mended.",
        "设置 {name} 为“{value}”，应为{expected_zh}。更正之前机器建议保持停用。"),
    "proposing-no-host": (
        "the name “{host}” of the endpoint is not known here. Check PAEONIA_PROPOSING_URL.",
        "无法解析服务地址“{host}”。请检查 PAEONIA_PROPOSING_URL。"),
    "proposing-outside": (
        "“{host}” leads to {address}, which is not inside the hospital; nothing was sent. If it is the hospital's own, "
        "name its range in PAEONIA_PROPOSING_NETWORKS.",
        "“{host}”指向 {address}，不属于院内地址，未发送任何内容。如确属本院，请在 PAEONIA_PROPOSING_NETWORKS 中注明网段。"),
    "proposing-unreachable": (
        "the endpoint did not give a usable answer ({why}, asked {attempts} times). Try again later.",
        "服务未能给出可用的回答（{why}，已尝试 {attempts} 次）。请稍后再试。"),
    "proposing-refuses": (
        "the endpoint refuses the question (HTTP {status}). Check the address, the model's name and the key.",
        "服务拒绝了请求（HTTP {status}）。请检查地址、模型名称与密钥。"),
    "proposing-redirect": (
        "the endpoint sends us on to another address; it was not followed. Name the final address in "
        "PAEONIA_PROPOSING_URL.",
        "服务要求转到其他地址，未跟随。请在 PAEONIA_PROPOSING_URL 中填写最终地址。"),
    "proposing-too-long": (
        "the answer is longer than {most} kB and was not read. Ask for fewer lines at once.",
        "回答超过 {most} kB，未读取。请减少一次提交的行数。"),
    "proposing-too-slow": (
        "the answer was not complete after {seconds} seconds. Try again, or set a longer PAEONIA_PROPOSING_TIMEOUT.",
        "{seconds} 秒内未收到完整回答。请重试，或调高 PAEONIA_PROPOSING_TIMEOUT。"),
    "proposing-not-chat": (
        "this is no answer of an OpenAI-compatible chat endpoint ({why}). Check PAEONIA_PROPOSING_URL.",
        "这不是 OpenAI 兼容对话接口的回答（{why}）。请检查 PAEONIA_PROPOSING_URL。"),
    "proposing-cut-off": (
        "the model stopped before it had finished (its limit of length). What was complete was read.",
        "模型因长度限制提前停止。已读取其中完整的部分。"),
    "proposing-unread": (
        "“{said}” cannot be read as a proposal: {why}.", "“{said}”无法作为建议读取：{why_zh}。"),
    "proposing-stray": (
        "the model proposed something for line {line}, which it was not asked about; it was left out.",
        "模型对未询问的第 {line} 行给出了建议，已舍弃。"),
    "proposing-twice": (
        "the model proposed two sentences for this line; neither is taken. Write it by hand.",
        "模型对该行给出了两个不同的句子，均不采用。请人工书写。"),
    "proposing-asks": (
        "the model proposed a question to a person. Questions are written by people.",
        "模型建议向人提问。问题由人来写。"),
    "proposing-silent": (
        "the model proposed nothing for this line.", "模型未对该行给出建议。"),
    "proposing-cannot": (
        "the model says that it cannot: “{why}”.", "模型表示无法书写：“{why}”。"),
    "proposing-number": (
        "the number {number} stands in the sentence, but not in the text. Compare them.",
        "句子中的数字 {number} 未出现在原文中，请核对。"),
})
