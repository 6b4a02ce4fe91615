"""Sentences of a first draft, in plain words of both languages."""

FIXED = {
    "en": {
        "tests": "This trial tests {drugs}.", "and": " and ", "or": " or ",
        "groups": "There are {n} groups:", "one": "Everybody gets the same:",
        "placebo": "A placebo (looks the same but has no drug in it) is used, so that the groups can be compared fairly.",
        "for": "It is about breast cancer of this kind: {kinds}.",
        "doctor": "There are more conditions. Your doctor will check whether it suits you.",
        "chance": "A computer puts each person into one of the groups by chance. Neither you nor your doctor can choose.",
        "ask_chance": "[Writer: the record does not say whether the groups are made by chance.]",
        "write_part": "[Writer: visits, tests, tablets or drips, for how long.]",
        "unknown": "Nobody knows yet whether the new treatment is better. It may have harms that are not known yet.",
        "ask": "Ask your doctor or your nurse. You may bring somebody along.",
        "more": "and {n} more conditions"},
    "zh": {
        "tests": "这项研究试验的是{drugs}。", "and": "、", "or": "或",
        "groups": "参加者分为 {n} 组：", "one": "所有参加者接受同样的治疗：",
        "placebo": "研究会使用安慰剂（外观相同但不含药物），这样才能公平比较。",
        "for": "适用的乳腺癌类型：{kinds}。",
        "doctor": "还有其他条件，是否适合您，由医生来判断。",
        "chance": "由电脑随机分组（像抽签一样），您和医生都不能挑选。",
        "ask_chance": "［请撰写人补充：记录中未注明是否随机分组。］",
        "write_part": "［请撰写人补充：来院次数、检查、口服或打点滴、持续多久。］",
        "unknown": "目前还不知道新治疗是否更好，也可能出现尚未了解的不良反应（治疗带来的不适或损害）。",
        "ask": "请向您的医生或护士询问，也可以请家人一起来听。",
        "more": "以及另外 {n} 项条件"},
}
SETTING = {
    "neoadjuvant": {"en": "It is for people before their operation.", "zh": "适用于手术前的患者。"},
    "adjuvant": {"en": "It is for people after their operation.", "zh": "适用于手术后的患者。"},
    "post_neoadjuvant": {"en": "It is for people who had treatment before and an operation after it.",
                         "zh": "适用于先用药、后手术的患者。"},
    "advanced": {"en": "It is for people whose cancer has spread or cannot be removed.",
                 "zh": "适用于癌已扩散或无法手术切除的患者。"},
    "prevention": {"en": "It is for people without cancer who have a raised risk.", "zh": "适用于未患癌但风险较高的人。"},
}
PHASE = {
    "1": {"en": "It is an early trial (phase 1): the right dose and the harms are being looked for.",
          "zh": "这是早期研究（I 期）：寻找合适的剂量，观察安全性。"},
    "1/2": {"en": "It is an early trial (phase 1/2): first the right dose, then whether it works.",
            "zh": "这是早期研究（I/II 期）：先找合适的剂量，再看是否有效。"},
    "2": {"en": "It is a middle-stage trial (phase 2): does the treatment work at all, and how is it borne?",
          "zh": "这是中期研究（II 期）：看治疗是否有效、是否耐受。"},
    "2/3": {"en": "It is a trial in two steps (phase 2/3): does it work, and is it better than what is usual?",
            "zh": "这是分两步的研究（II/III 期）：先看是否有效，再与常规治疗比较。"},
    "3": {"en": "It is a large, late trial (phase 3): the new treatment is compared with the usual one.",
          "zh": "这是后期的大型研究（III 期）：把新治疗与常规治疗作比较。"},
    "4": {"en": "It is a trial of a treatment that is already in use (phase 4).", "zh": "这是已上市治疗的研究（IV 期）。"},
}
_BLIND = {"en": "Neither you nor your doctor will know which group you are in. In an emergency this can be found out.",
          "zh": "您和医生都不知道您在哪一组；紧急情况下可以查明。"}
BLINDING = {
    "NONE": {"en": "You and your doctor know which group you are in.", "zh": "您和医生都知道您在哪一组。"},
    "SINGLE": {"en": "One side does not know which group you are in; ask which.",
               "zh": "有一方不知道您在哪一组，请询问医生。"},
    "DOUBLE": _BLIND, "TRIPLE": _BLIND, "QUADRUPLE": _BLIND,
}
LINES = {"en": "These must be so:", "zh": "需要符合："}
AGAINST = {"en": "These must not be so:", "zh": "不能有下列情况："}
