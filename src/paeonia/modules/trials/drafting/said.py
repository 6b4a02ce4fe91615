"""How protocols call things: phrases that name a part of a criterion, and protocol words for codes of the dictionary.

What the dictionary itself calls a thing is not repeated here; these are the words that only protocols use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paeonia.modules.trials.drafting import said_codes

# tag -> value -> phrases
PHRASES: dict[str, dict[Any, str]] = {
    "AGE": {"": "current age|age|aged|ages|age of|minimum age|年龄|周岁年龄"},
    "OLD": {"": "years of age|year old|of age|years old|age or older"},
    "SEX": {
        "female": "female|woman|female patient|female gender|女性|女",
        "male": "male|man|male gender|男性|男",
    },
    "GENDER": {"": "sex|gender|性别"},
    "ECOG": {"": """eastern cooperative oncology group|eastern co operative oncology group|ecog|zubrod|ecog ps|
        ecog pfs|zubrod performance status|ecog performance status|who performance status|
        world health organization|who ps|swog performance status|ecog who|体力状况|体能状态|体力状态|
        美国东部肿瘤协作组"""},
    "KPS": {"": """karnofsky|kps|karnofsky performance status|karnofsky performance score|karnofsky scale|
        kps评分|卡氏评分"""},
    "PS": {"": """performance status|ps|performance status index|index|performance score|performance|scale|
        体能评分|体力评分"""},
    "LIFE": {"": """life expectancy|estimated life expectancy|expected survival|minimum life expectancy|
        survival|预计生存期|预期生存期|预计生存时间|生存期|预期寿命"""},
    "MENO": {
        "post": "postmenopausal|post menopausal|postmenopausal status|menopausal|after menopause|绝经后|绝经",
        "pre": "premenopausal|pre menopausal|premenopausal status|绝经前",
        "peri+post": "peri or postmenopausal|peri or post menopausal|perimenopausal or postmenopausal",
        "pre+peri": "pre or perimenopausal|pre or peri menopausal|premenopausal or perimenopausal",
        "peri": "perimenopausal|peri menopausal|围绝经期",
    },
    "MENOSTATUS": {"": "menopausal status|menopause status|月经状态"},
    "REC": {
        "er": """er|oestrogen receptors|estrogen receptor|oestrogen receptor|estrogen receptor status|er status|
        雌激素受体""",
        "pr": "pr|pgr|progesterone receptor|pr status|progesterone receptor status|孕激素受体",
        "hr": """hr|hormone receptor|steroid hormone receptor|hormonal receptor|hormone receptor status|
            hr status|激素受体""",
        "her2": """her2|her 2|her2 neu|her2/neu|her-2/neu|her 2/neu|her 2 neu|erbb2|erbb 2|erb b2|c erbb2|
        c erbb 2|
            human epidermal growth factor receptor|human epidermal growth factor receptor 2|
        human epidermal growth factor receptor type 2|
            human epidermal growth factor 2|her2 status|her2 neu status|human epidermal growth receptor 2|
            人表皮生长因子受体2|人类表皮生长因子受体2|人表皮生长因子受体 2""",
    },
    "POS": {"": """positive serology for|seropositive for|serologically positive for|positive test for|positive|
    positivity|positive status|overexpressing|overexpression|over expression|
        over expressing|over expressed|overexpressed|amplified|amplification|overexpress|gene amplification|
        positive disease|阳性|过表达|扩增"""},
    "NEGATIVE": {"": """negative|negativity|non amplified|nonamplified|not amplified|normal expression|
        not overexpressed|non overexpressing|no overexpression|negative status|阴性|无扩增|未扩增"""},
    "LOW": {"": "low|low expression|low expressing|低表达"},
    "TNBC": {"": """triple negative|triple negative breast cancer|tnbc|triple negative disease|mtnbc|
        triple negative breast carcinoma|三阴性|三阴性乳腺癌|三阴乳腺癌"""},
    "ISH": {"": """fish ratio|ish ratio|fish|ish|cish|sish|in situ hybridization|fluorescence in situ hybridization|
        fluorescent in situ hybridization|原位杂交|荧光原位杂交"""},
    "BREASTCA": {"": """breast cancer|breast carcinoma|carcinoma of the breast|adenocarcinoma of the breast|
        breast adenocarcinoma|cancer of the breast|mammary carcinoma|breast tumor|breast malignancy|乳腺癌|
        乳腺恶性肿瘤|breast neoplasm|adenocarcinoma|primary breast cancer|primary invasive breast cancer|
        female breast cancer"""},
    "DISEASE": {"": "disease|tumor|cancer|carcinoma|lesion|neoplasm|疾病|肿瘤|病灶|癌"},
    "INVASIVE": {"": "invasive|infiltrating|浸润性"},
    "BILATERAL": {"": "bilateral|synchronous bilateral|双侧"},
    "CONTRALATERAL": {"": "contralateral|对侧"},
    "UNILATERAL": {"": "unilateral|单侧"},
    "INFLAMMATORY": {"": """inflammatory|inflammatory breast disease|inflammatory breast cancer|
        inflammatory breast carcinoma|inflammatory carcinoma|炎性|炎性乳腺癌"""},
    "MULTIFOCAL": {"": """multifocal|multicentric|multicentric or multifocal|multifocal or multicentric|
        multi focal|multi centric|多灶性|多中心"""},
    "MEAS": {"": """measurable disease|measurable lesion|measurable tumor|measurable|可测量病灶|可测量的病灶|
        可测量靶病灶"""},
    "NONMEAS": {"": """non measurable disease|nonmeasurable disease|non measurable|nonmeasurable|
        unmeasurable disease|non measurable lesion"""},
    "EVAL": {"": "evaluable disease|evaluable|assessable disease|evaluable lesion|assessable|可评估病灶|可评估"},
    "EXTENT": {
        "metastatic": """metastatic|metastatic disease|metastatic breast cancer|distant metastasis|
            distant metastatic disease|mbc|metastatic carcinoma|distant metastases|metastatic breast carcinoma|
            distant disease|转移性|远处转移|转移性疾病|转移性乳腺癌""",
        "advanced": "advanced|advanced disease|advanced breast cancer|晚期|晚期乳腺癌",
        "inoperable": "unresectable|inoperable|non resectable|nonresectable|不可手术|不可切除",
        "locally_advanced_inoperable": """inoperable locally advanced|unresectable locally advanced|
            locally advanced unresectable|locally advanced inoperable|locally advanced non resectable|
        locally advanced nonresectable|locally advanced and inoperable|
            unresectable locally advanced disease|不可手术的局部晚期|不可切除的局部晚期""",
        "locally_advanced": """locally advanced|locally advanced disease|locally advanced breast cancer|labc|
            局部晚期""",
        "recurrent": "recurrent|recurrent disease|relapsed|recurrent breast cancer|recurrence|复发性|复发",
        "locoregional_recurrence": """locally recurrent|locoregionally recurrent|locoregional recurrence|
            local recurrence|loco regional recurrence|locally recurrent disease|局部复发""",
        "early": "early breast cancer|early stage breast cancer|early stage|early|早期乳腺癌|早期",
    },
    "INSITU": {"": "in situ|noninvasive|non invasive"},
    "METS": {"": """metastasis|metastases|metastatic lesion|metastatic involvement|mets|involvement by tumor|
        转移|转移灶|metastatic disease to"""},
    "BRAINMETS": {
        "brain": """brain metastasis|cerebral metastasis|intracranial metastasis|brain mets|脑转移|脑转移瘤|
            brain lesion|intracranial disease|metastasis to the brain|metastasis to brain|metastasis in the brain|
        spread to the brain|spread of cancer to the brain|spread of disease to the brain|brain involvement|
        metastatic brain disease|
        cerebral disease""",
        "cns": """cns metastasis|metastasis to the central nerve system|metastasis to cns|
        metastasis in the central nervous system|
            metastasis in the cns|metastasis to the cns|metastatic disease to the central nervous system|
            central nervous system metastasis|cns disease|central nervous system disease|
            cns involvement|metastatic cns disease|central nervous system cns metastasis|
            metastatic central nervous system disease|central nervous system involvement|
            metastasis to the central nervous system|cns mets|central nervous system cns disease|
            中枢神经系统转移|中枢神经系统转移瘤""",
        "leptomeningeal": """leptomeningeal disease|leptomeningeal metastasis|leptomeningeal involvement|
            meningeal disease|carcinomatous meningitis|leptomeningeal carcinomatosis|meningeal carcinomatosis|
            meningeal metastasis|leptomeningeal spread|carcinomatosis meningitis|脑膜转移|软脑膜转移|癌性脑膜炎""",
        "liver": """liver metastasis|hepatic metastasis|liver involvement|hepatic involvement|
            metastatic liver disease|肝转移""",
        "bone": "bone metastasis|osseous metastasis|skeletal metastasis|bone involvement|骨转移",
        "lung": "lung metastasis|pulmonary metastasis|肺转移",
        "visceral": "visceral metastasis|visceral disease|内脏转移",
    },
    "UNTREATED": {
        "untreated": "untreated|not previously treated|未经治疗|未治疗",
        "progressing": "progressive|progressing|进展",
    },
    "SYMPTOMATIC": {"": "symptomatic|clinically symptomatic|有症状|有症状的|症状性"},
    "VISCRISIS": {"": "visceral crisis|内脏危象"},
    "TUMSIZE": {"": """tumor size|primary tumor size|tumor diameter|size of tumor|largest diameter|size|
        diameter|in diameter|in greatest dimension|tumor measures|tumor measuring|tumor must measure|
        primary tumor measuring|in largest diameter|in largest dimension|肿瘤大小|肿瘤最大径|
        最大径|in size|in greatest diameter"""},
    "PREG": {"": "pregnant|pregnancy|pregnant woman|妊娠|妊娠期|怀孕|孕妇"},
    "LACT": {"": """lactating|lactation|breastfeeding|breast feeding|nursing|nursing mother|breastfeed|
        breast feed|nursing woman|lactating woman|breast feeding woman|breastfeeding woman|哺乳|哺乳期|
        哺乳期妇女|哺乳期女性"""},
    "PREGTEST": {"": """pregnancy test|serum pregnancy test|urine pregnancy test|beta hcg|
        serum or urine pregnancy test|urine or serum pregnancy test|serum beta hcg pregnancy test|
        beta human chorionic gonadotropin pregnancy test|blood pregnancy test|for pregnancy|serum hcg|
        pregnancy test result|妊娠试验|妊娠检测|血妊娠试验|血清妊娠试验|血清或尿妊娠试验|血或尿妊娠试验|
        妊娠检查|尿妊娠试验"""},
    "TEST": {"": "test|testing|result|结果|试验"},
    "CBP": {"": """childbearing potential|child bearing potential|of childbearing potential|
        of child bearing potential|reproductive potential|of reproductive potential|childbearing age|
        of childbearing age|child bearing age|fertile|wocbp|for woman of childbearing potential|育龄|育龄期|
        有生育能力|育龄妇女|育龄期女性|有生育能力的女性"""},
    "CONTRA": {"": """contraception|birth control|contraceptive|contraceptive method|contraceptive measure|
        method of contraception|method of birth control|barrier method|避孕|避孕措施|避孕方法"""},
    "CANCER": {"": """cancer that is distinct in primary site or histology from breast cancer|
        cancer distinct in primary site or histology from breast cancer|cancer other than breast cancer|
        non-breast malignancy|non-breast cancer|nonbreast malignancy|non-breast cancer malignancy|
        malignancy|cancer|malignant disease|malignant tumor|malignant neoplasm|invasive malignancy|
        invasive cancer|primary malignancy|second malignancy|secondary malignancy|second primary malignancy|
        neoplasm|carcinoma|malignancies|other primary tumor|other primary cancer|other primary malignancy|
        other primary neoplasm|second primary tumor|second primary neoplasm|cancer diagnosis|
        second primary cancer|恶性肿瘤|癌症|肿瘤|恶性疾病|
        第二原发肿瘤"""},
    "MINOR": {"": """basal cell carcinoma|squamous cell carcinoma|basal cell|squamous cell|
        basal cell skin cancer|skin cancer|squamous cell skin cancer|non melanoma skin cancer|
        nonmelanoma skin cancer|non melanomatous skin cancer|of the skin|nonmelanomatous skin cancer|
        squamous cell carcinoma of the skin|basal cell carcinoma of the skin|skin carcinoma|skin|
        basal and squamous cell carcinoma|basal or squamous cell carcinoma|squamous or basal cell carcinoma|
        basal|squamous|basal or squamous cell skin cancer|non melanomatous skin carcinoma|
        nonmelanomatous carcinoma of the skin|non melanoma carcinoma of the skin|superficial basal cell|
        basal cell cancer|squamous cell cancer|non melanoma|nonmelanoma|cervical carcinoma in situ|
        carcinoma in situ of the cervix|carcinoma in situ|cervical cancer in situ|in situ cervical cancer|
        in situ carcinoma of the cervix|of the cervix|of the uterine cervix|cervix|in situ|uterine cervix|
        carcinoma of the cervix|cancer of the cervix|in situ cervical carcinoma|
        cervical intraepithelial neoplasia|carcinoma in situ of the uterine cervix|cervical carcinoma|
        cervical cancer|cancer in situ of the cervix|in situ cancer of the cervix|in situ cancer|
        in situ neoplasm|noninvasive|in situ carcinoma|non invasive|皮肤基底细胞癌|皮肤鳞状细胞癌|皮肤鳞癌|
        宫颈原位癌|基底细胞癌|鳞状细胞癌|基底细胞皮肤癌|鳞状细胞皮肤癌|原位癌|皮肤癌|皮肤基底细胞癌或鳞状细胞癌"""},
    "TREATED": {"": """adequately treated|curatively treated|treated|adequately|properly treated|
        appropriately treated|successfully treated|definitively treated|effectively treated|curatively resected|
        surgically treated|treated curatively|completely resected|excised|resected|cured|surgically cured|
        treated with curative intent|curative|localized|surgically excised|with curative intent|
        previously treated|已治愈的|已治愈|充分治疗的|经充分治疗|治愈|得到充分治疗的|充分治疗"""},
    "FREE": {"": """remission|disease free|free of disease|disease free for|in remission|
        without evidence of disease|recurrence free|without recurrence|without evidence of recurrence|
        no recurrence|in complete remission|with no evidence of disease|
        no evidence of disease|curatively treated with no evidence of disease"""},
    "ALLERGY": {"": """allergy to|allergic reaction to|hypersensitivity to|known hypersensitivity to|
        allergic to|compound of similar chemical or biologic composition to|
        allergic reaction attributed to compound of similar chemical or biologic composition to|
        allergic reaction to compound of similar chemical or biologic composition to|
        allergic reaction attributed to compound of similar chemical or biological composition to|
        sensitivity to agent of similar biologic composition as|prior severe hypersensitivity reaction to|
        hypersensitivity reaction attributed to|anaphylactic reaction to|anaphylaxis to|severe reaction to|
        hypersensitivity reaction to|severe hypersensitivity to|severe hypersensitivity reaction to|
        sensitivity to|allergy|hypersensitivity|severe allergic reaction to|allergic reaction attributed to|
        history of hypersensitivity to|hypersensitivity reaction attributed to|contraindication to|
        hypersensitive to|allergy or adverse reaction to|unanticipated severe reaction to|
        severe and unexpected reaction to|
        severe unanticipated reaction to|unexpected severe reaction to|severe unexpected reaction to|
        adverse reaction to|
        immediate or delayed hypersensitivity reaction or idiosyncrasy to drug chemically related to|
        immediate or delayed hypersensitivity to|immediate or delayed hypersensitivity reaction to|
        hypersensitivity reaction or idiosyncrasy to drug chemically related to|hypersensitivity or intolerance to|
        allergy or intolerance to|intolerance or hypersensitivity to|hypersensitivity or contraindication to|
        contraindication for|contraindicated for|contraindication to use|contraindication to the use of|
        contraindication for the use of|
        contraindication to using|sensitivity or intolerance to|
        allergic reaction attributed to compound of similar or identical biologic composition to|
        hypersensitivity or contraindication to use|severe allergy to|significant allergy to|intolerance to|
        allergy or hypersensitivity to|hypersensitivity or allergy to|
        allergic reaction|过敏|过敏史|超敏反应"""},
    # What no codelist has, and what stands in lists beside what it has.
    "W": {"": """significant traumatic injury|traumatic injury|open biopsy|significant injury|serious injury|
        significant trauma|开放性活检|严重创伤|重大创伤|严重外伤|
        lack of physical integrity of the upper gastrointestinal tract|
        lack of physical integrity of upper gastrointestinal tract|
        lacking physical integrity of upper gastrointestinal tract|
        lacking physical integrity of the upper gastrointestinal tract|minor surgery|
        psychiatric illness/social situation|
        social situation"""},
    "SWALLOW": {"": """able to swallow|able to swallow and retain|ability to swallow|ability to swallow and retain|
        able to take oral|ability to take oral|able to swallow oral|capable of swallowing|can swallow|
        able to swallow tablet|able to swallow pill|able to swallow capsule|able to tolerate oral|
        able to swallow and retain oral|ability to swallow and retain oral|ability to swallow oral|
        able to swallow and absorb|能够吞咽|能吞咽|可以吞咽|具有吞咽|能够口服"""},
    "SITE": {"brain": "cranial|whole brain|intracranial"},
    "EXCIPIENT": {"": """any of its excipient|its excipient|any component of the formulation|
        any of their excipient|its component|any of its component|their excipient|or any of its excipient|
        their component|any component of its formulation|component of its formulation|
        any component of their formulation|
        other component of its formulation|component of|any component of|ingredient of|any ingredient of|
        excipient of|any excipient of|
        component of the formulation|any of the component of|one of its component|other component of|
        inactive ingredient of|任何辅料|其辅料|其成分"""},
    "GERM": {"": "germline|gbrca|hereditary|胚系"},
    "MUT": {"": """mutation|mutated|mutant|pathogenic mutation|deleterious mutation|gene mutation|
        pathogenic variant|mutation positive|deleterious or suspected deleterious|
        deleterious or suspected deleterious mutation|suspected deleterious mutation|deleterious|
        mutation carrier|alteration|activating mutation|突变|致病突变|致病性突变|基因突变"""},
    "NONMETS": {"": "non metastatic|nonmetastatic|non metastatic disease|nonmetastatic disease|无远处转移"},
    "NONHORMONAL": {"": """systemic non hormonal anti cancer therapy|systemic non hormonal anticancer therapy|
        non hormonal anticancer therapy|non hormonal anti cancer therapy|systemic nonhormonal anticancer therapy|
        non hormonal systemic therapy|systemic non hormonal therapy"""},
    "REACTION": {"bleeding_event": """hemorrhage/bleeding event|hemorrhage or bleeding event|bleeding event|
    hemorrhagic event|
        bleeding/hemorrhage event|hemorrhage/bleeding"""},
    "CUMDOSE": {"": """total dose|lifetime dose|cumulative dose of|total cumulative dose of|
        lifetime cumulative dose of|cumulative lifetime dose of|
        cumulative dose|total cumulative dose|total cumulative life time dose of|cumulative life time dose of|
        total dose of|
        maximum cumulative dose of|accumulated dose of|total accumulated dose|lifetime dose of|cumulative total dose of|
        total lifetime dose of|cumulative exposure to|cumulative anthracycline dose|prior cumulative dose of"""},
    "BP": {"": "blood pressure|bp|血压"},
    "SMOKE": {"": "smoked|smoker|smoking|tobacco use|smoke|吸烟"},
    "PREPOSTANY": {"": "pre or postmenopausal|pre or post menopausal|any menopausal status"},
    "GEN": {"": """therapy|treatment|agent|drug|medication|based|containing|product|compound|use|based therapy|
        containing therapy|based regimen|containing regimen|based chemotherapy|containing chemotherapy|medicine|
        administration|治疗|药物|类药物|方案|为基础的|药|抑制剂治疗|疗法|类"""},
    "RADIO": {"": """radiotherapy|radiation therapy|radiation|radiation treatment|irradiation|
        therapeutic radiation|radiation therapy rt|external beam radiotherapy|external beam radiation|
        external beam radiation therapy|rt|xrt|放疗|放射治疗"""},
    "CONTRABC": {"": """contralateral breast cancer|contralateral breast carcinoma|
        contralateral invasive breast cancer|对侧乳腺癌"""},
    "ORGAN": {"": """cardiac|renal|hepatic|liver|kidney|bone marrow|hematologic|organ|hematopoietic|marrow|
        hematological|end organ|major organ|heart|organ and marrow|hematologic and end organ|coagulation|骨髓|
        肝|肾|肝肾|器官|心脏|主要器官|造血"""},
    "FUNC": {"": "function|reserve|organ function|functioning|功能"},
    "TRIAL": {"": """participation in another clinical trial|participating in another clinical trial|
        enrolled in another clinical trial|participation in other clinical trial|
        enrollment in another clinical trial|participation in another therapeutic clinical trial|
        participation in another clinical study|participating in another clinical study|
        participation in any other clinical trial|enrolled in another clinical study|
        participation in another interventional clinical trial|another clinical trial|
        participation in another investigational study|参加其他临床试验|参加其他临床研究|正在参加其他临床试验|
        participation in another trial|participation in another study|participated in another clinical trial|
        participation in any other clinical study|participated in another clinical study|
        participated in a clinical study|
        participation in a clinical trial|participation in a clinical study|participated in a clinical trial|
        participating in other clinical trial|participating in other clinical study|
        participating in any other clinical trial|
        enrollment in another clinical study|enrolled in any other clinical trial|enrolled in another trial|
        participation in any other clinical trial|participation in any other investigational study|
        participation in an investigational study|participated in an investigational study|
        participation in other clinical study|
        participating in any other clinical study|participated in any other clinical trial|
        enrolled in other clinical trial|
        participation in any investigational drug study|participation in an investigational drug study|
        participation in an investigational drug trial|participated in an investigational drug study|
        participation in any clinical study|participated in a study|participation in another therapeutic trial|
        participation in another investigational drug trial|participation in another investigational trial|
        participating in another investigational study|participation in other investigational trial|
        concurrent enrollment in another clinical study|concurrent participation in another clinical trial|
        participation in other trial|participation in any clinical trial|participating in any clinical trial|
        participating in a clinical trial|involved in another clinical study|involved in another clinical trial|
        another clinical study|simultaneous participation in another clinical trial"""},
    "NOCURE": {"": """not amenable to resection with curative intent|not amenable to curative therapy|
        not amenable to curative treatment|not amenable to curative surgery|not amenable to curative resection|
        not amenable to surgery|not amenable to resection|
        not amenable to resection or radiation with curative intent|
        not amenable to surgical or local therapy with curative intent|
        not amenable to resection or radiation therapy with curative intent|
        not amenable to treatment with curative intent|
        not amenable to surgery or radiation with curative intent|not amenable to local therapy|
        not curable by surgery|not amenable to curative treatment by surgery or radiotherapy|
        not amenable to curative surgery or radiotherapy|not amenable to curative intent treatment|
        not suitable for surgery|不可根治|不能手术切除"""},
    "IVABX": {"": """parenteral antibiotic|intravenous antibiotic|iv antibiotic|systemic antibiotic|
        intravenous treatment|parenteral antimicrobial|iv antimicrobial|systemic anti infective|静脉抗生素|
        静脉抗感染治疗|intravenous antimicrobial|parenteral antibiotic therapy|systemic treatment|
        iv or oral antibiotic|intravenous anti infective treatment"""},
    "UL": {"": """upper limit of normal|uln|upper normal limit|institutional upper limit of normal|
        the upper limit of normal|upper limit"""},
    "PROGRESSED": {"": """progression on|progressed on|disease progression on|progression while on|
        progressed while on|progression during|progressed during|disease progression during|
        progression while receiving|disease progression has occurred while receiving|
        disease progression while receiving|progressed while receiving|failed|failure of|treatment failure with|
        progressed after|progression after|progressive disease during|progressive disease on|
        progressive disease while on|
        disease progressed on|disease progressed during|progression of disease on|progression of disease during|
        progression of disease while on|progressive disease while receiving|relapse on|relapsed while on|
        relapse while on|
        must have progressed on|must have progressed during|must have progressed on or following|
        must have progressed on or after|
        must have progressed while on|must have progressed after|must have progressed following|
        progressed on or following|
        relapsed or progressed on|progressed or relapsed on|recurrence or progression on|progression or recurrence on|
        recurred or progressed on|relapse or progression on|progression or relapse on|progressed or recurred on|
        progressed on or after|progressed during or after|progression on or after|disease progression on or after|
        recurrence on|recurrence while on|recurred while on|relapse during|recurrence during|治疗失败|进展于"""},
    "VACCINE": {"": """live vaccine|live attenuated vaccine|a live vaccine|live virus vaccine|
        live attenuated virus vaccine|live viral vaccine|live vaccination|活疫苗|减毒活疫苗|活病毒疫苗"""},
    "REMARK": {"": """not specified|see disease characteristic|see patient characteristic|see chemotherapy|
        see radiotherapy|see surgery|see biologic therapy|see endocrine therapy|see prior concurrent therapy|
        unspecified|no limit|any age|any stage|not applicable|specified|见疾病特征|any menopausal status|
        either sex|any sex"""},
    "ADEQUATE": {"": """within normal limit|within normal range|within institutional normal limit|
        within the normal range|wnl|within normal institutional limit|within normal laboratory limit|
        within limit of normal|within institutional limit|within the institutional normal range|
        within the normal limit|within the institutional range of normal|in normal range|
        within normal institutional range|adequate|sufficient|acceptable|normal|good|充分|足够|正常|正常范围"""},
    "NYHA": {"": "new york heart association|nyha"},
    "CLASS": {"": "class|classification|functional class|grade"},
    "MARGIN": {"": """margin|surgical margin|resection margin|surgical resection margin|margin of resection|
        margin of the resected specimen|margin of resected specimen|histologic margin|final margin|切缘"""},
    "CLEAR": {"": "clear|uninvolved|tumor free"},
    "NODESTATE": {
        "positive": """node positive|lymph node positive|axillary node positive|axillary lymph node positive|
            nodal positive|淋巴结阳性""",
        "negative": """node negative|lymph node negative|axillary node negative|axillary lymph node negative|
            negative lymph node|negative axillary node|negative axillary lymph node|淋巴结阴性""",
    },
    "NODES": {"": """positive axillary lymph node|positive lymph node|positive axillary node|positive node|
        involved lymph node|阳性淋巴结"""},
}

# What only a person can judge, by the kind of question.
ASKED = {
    "consent": """informed consent|consent|sign|written informed consent|知情同意|知情同意书|签署|自愿参加|自愿""",
    "compliance": """comply|compliance|willing|unwilling|able to|unable to|ability|inability|accessible|
        follow up|adhere|
        cooperate|agree to|agree|language|english|read|questionnaire|依从性|依从|随访|能够|愿意|配合""",
}


_WORSE = "progression|disease progression|progression of disease|progressive disease|progressed|disease progressed"
_AGAIN = "relapse|recurrence|relapsed|recurred|disease recurrence|relapse of disease"
_UNDER = "on|during|while on|while receiving|while taking|whilst on|under"
_BEHIND = "after|following"


def _progressed() -> str:
    """`progression or relapse while on or after ...`: growth under a treatment or behind it, or return under it."""
    worse, again = _WORSE.split("|"), _AGAIN.split("|")
    pairs = [(one, other) for one in worse for other in again]
    either = [f"{one} or {other}" for one, other in pairs] + [f"{other} or {one}" for one, other in pairs]
    whose = ["", " of breast cancer", " of disease", " of the disease", " of their disease"]
    under, behind = _UNDER.split("|"), _BEHIND.split("|")
    both = [f"{one} {join} {other}" for one in under for join in ("or", "and/or") for other in behind]
    made = [f"{what}{of} {when}" for what in worse + either for of in whose for when in under + behind + both]
    return "|".join(made + [f"{what}{of} {when}" for what in again for of in whose for when in under + both])


def said() -> Iterator[tuple[str, Any, str]]:
    """Every phrase with its tag and value: protocol words for codes first, then the parts of criteria."""
    yield from said_codes.said()
    for tag, values in PHRASES.items():
        for value, phrases in values.items():
            yield tag, value, phrases
    yield "PROGRESSED", "", _progressed()
    for kind, phrases in ASKED.items():
        yield "ASKED", kind, phrases
