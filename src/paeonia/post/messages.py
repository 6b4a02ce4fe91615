"""What the post says when something cannot be."""

from paeonia.record.problems import messages

messages({
    "post-mail": ("“{said}” is no e-mail address. Write one like name@example.org.",
                  "“{said}”不是有效的邮箱地址，请按 name@example.org 的格式填写。"),
    "post-phone": ("“{said}” is no mobile number. Write 11 digits, or + and the country first.",
                   "“{said}”不是有效的手机号，请填写 11 位手机号，或以 + 和国家代码开头。"),
    "post-wechat": ("WeChat is connected by signing in with it; see “Sign in by WeChat” in your menu.",
                    "微信需通过微信登录来绑定，请在个人菜单中打开“微信登录”。"),
    "post-soon": ("a code was sent less than a minute ago. Wait a moment, then ask again.",
                  "一分钟内已发送过验证码，请稍后再试。"),
    "post-many": ("five codes were sent today. Try again tomorrow, or look whether the address is right.",
                  "今天已发送 5 次验证码，请明天再试，或检查地址是否正确。"),
    "post-none": ("no code was asked for. Write the address first.", "尚未发送验证码，请先填写地址。"),
    "post-old": ("this code is older than ten minutes. Ask for a new one.", "验证码已超过 10 分钟，请重新获取。"),
    "post-tries": ("five wrong codes. Ask for a new one.", "已连续输错 5 次，请重新获取验证码。"),
    "post-code": ("this is not the code we sent. Look at the newest message.", "验证码不正确，请以最新一条消息为准。"),
    "post-again": ("this message is not waiting for another attempt; nothing was changed.", "该消息无需重发，未作改动。"),
})
