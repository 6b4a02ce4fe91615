"""Why the rules of human genetic resources stop something, and the document that is missing, in both languages."""

WHY = {
    "country": {"en": "the country of the recipient is not known.", "zh": "未说明接收方所在国家或地区。"},
    "foreign": {"en": "it is not known whether the recipient is held or controlled from abroad.",
                "zh": "未说明接收方是否由境外设立或控制。"},
    "cooperation": {"en": "no approval or filing of international cooperation in force names {recipient} for it.",
                    "zh": "无现行有效且列明 {recipient} 的国际合作批件或备案。"},
    "export": {"en": "no approval in force lets it leave for {country} to this recipient.",
               "zh": "无现行有效的材料出境批件，不得运往 {country} 的该接收方。"},
    "exit": {"en": "exit certificate {number} is not in force for it and this recipient.",
             "zh": "出境证明 {number} 对该样本及接收方无效或不在有效期内。"},
    "preservation": {"en": "it is kept for future research without an approval to preserve in force.",
                     "zh": "为未来研究而保藏，但无现行有效的保藏批件。"},
    "collection": {"en": "more than {people} people in one study need an approval to collect.",
                   "zh": "单项研究采集超过 {people} 人须取得采集批件。"},
    "headcount": {"en": "approval {number} allows {people} people, and they are all registered.",
                  "zh": "批件 {number} 批准的 {people} 人已全部登记。"},
    "information": {"en": "no prior report in force names {recipient}.",
                    "zh": "无现行有效且列明 {recipient} 的信息对外提供事先报告。"},
    "backup": {"en": "the report {number} has no receipt of the information backup.",
               "zh": "事先报告 {number} 缺少信息备份回执。"},
    "security": {"en": "exome or genome data of {people} people would have gone to foreign parties; above {most} they need a"
                       " security review.",
                 "zh": "向境外提供的外显子组或基因组信息将达 {people} 人，超过 {most} 人须通过安全审查。"},
}
MISSING = {
    "country": {"en": "the country of the recipient", "zh": "接收方所在国家或地区"},
    "foreign": {"en": "a statement on who holds the recipient", "zh": "接收方控制关系的说明"},
    "cooperation": {"en": "approval or filing of international cooperation", "zh": "国际合作批件或备案"},
    "export": {"en": "approval to export", "zh": "材料出境批件"},
    "exit": {"en": "exit certificate", "zh": "人类遗传资源材料出境证明"},
    "preservation": {"en": "approval to preserve", "zh": "保藏批件"},
    "collection": {"en": "approval to collect", "zh": "采集批件"},
    "headcount": {"en": "approval to collect with a higher headcount", "zh": "增加人数的采集批件"},
    "information": {"en": "prior report on information", "zh": "信息对外提供事先报告"},
    "backup": {"en": "receipt of the information backup", "zh": "信息备份回执"},
    "security": {"en": "security review", "zh": "安全审查意见"},
}
