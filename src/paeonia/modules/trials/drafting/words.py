"""Words of grammar: what joins, compares, forbids, dates and frames. Words of medicine come from the dictionary.

One table for a tag, English first; phrases are separated by `|
`. Hyphens and plurals are folded before comparing.
"""

from __future__ import annotations

# Framing that changes nothing: who is meant, how it was confirmed, what must be done about it.
FILL = """any form of|definitive clinical or radiologic evidence of|hemorrhagic or ischemic|ischemic or hemorrhagic|
a|an|the|you|your|patient|subject|participant|individual|person|must|should|shall|will|have|has|had|
having|be|is|are|was|
were|been|being|with|of|in|on|any|all|who|and their|their|his|her|its|they|he|she|it|eligible patient|
documented|documentation of|confirmed|histologically|cytologically|pathologically|pathological|histological|
histopathologically|microscopically|biopsy proven|proven|proof of|known|diagnosed|diagnosed as|presence of|
evidence of|clinical evidence of|radiological evidence of|diagnosis of|a diagnosis of|clinical|clinically|
at baseline|at screening|baseline|at study entry|at entry|at the time of enrollment|at the time of screening|
at enrollment|at registration|at time of registration|at time of enrollment|at time of screening|
at the time of registration|at the time of study entry|currently|that is|that are|this|these|those|there|
following|adult|as follows|for inclusion|for entry|required|is required|also|both|either|level|count|value|
score|serum|plasma|blood level|absolute|total|new|subject has|patient has|for study entry|for enrollment|
for eligibility|be considered|considered|to be eligible|in order to|suffering from|suffer from|presenting with|
present with|presenting|presence|evidence|to have|to be|histology|of the breast|of breast|status|obtained|
performed|drawn|primary|clinical or radiographic evidence of|radiographic evidence of|radiologic evidence of|
imaging evidence of|clinical or radiological evidence of|criterion|reporting|included|enrolled|suspected|
known or suspected|of any kind|at any time|history|a history of|history of|medical history of|
history of or active|history of, or active|history of or current|history and/or current evidence of|
history or presence of|history or current evidence of|history or evidence of|history of or known|
personal history of|past medical history of|have a history of|known history of|demonstrated|verified|
established|assessed|measured|患者|受试者|病人|的|者|须|必须|应|需|具有|有|为|是|经|且|并|存在|伴有|伴|合并|
previous diagnosis of|known diagnosis of|confirmed diagnosis of|history or current|prior or current history of|
stage|of any grade|any grade|from any cause|of any cause|
of any type|
pathologic|pathologic diagnosis of|pathologic confirmation of|pathological diagnosis of|histologic diagnosis of|
histologic|histologic confirmation of|histological confirmation of|cytologic|cytological|cytologic confirmation of|
histologic or cytologic|histological or cytological|histologically or cytologically|
histologic or cytologic diagnosis of|
histologic or cytologic confirmation of|documentation|who are or may be|are or may be|is or may be|
radiologically|radiographically|24 hour urine|24 hr urine|a 24 hour urine collection|24 hour urine collection|
timed urine collection|pretreatment|pre treatment|within the institution|approved|mesylate|hydrochloride|hcl|
tosylate|ditosylate|tartrate|for any reason|fasting|
fasting or non fasting|non fasting|fasting or nonfasting|nonfasting|non infectious|noninfectious|prior to study|
current stage|each|existing|calculated|survivor|additionally|outpatient or inpatient|inpatient or outpatient|
be known to have|the presence of|radiologic|radiographic|mammographically|
at study start|occurring|which occurred|must be|should be|prior to enrollment|before enrollment|
before registration|before randomization|
by clinical diagnosis|on study|results of|result of|resulting value|last|first|self reported|female breast|
actively|current history of|current evidence of|previously documented|currently have|currently has|who is|
who have|
who has|who are|who were|women who are|that have|that has|have been|has been|had been|postoperative|
preoperative value|subject with|patient with|participant with|individual with|person with|
at time of consent|at time of study entry|at time of study enrollment|at time of informed consent|
prior diagnosis of|established diagnosis of|known to be|known to have|found to be|
临床|距今|患有|已知|组织学|细胞学|病理学|病理|确诊|证实|确认|诊断为|诊断|或细胞学|女性患者须|既往史|病史|史|
任何|其|该|等|
符合|对|目前|当前|筛选时|入组时|研究者|基线|检查|检测|水平|值|计数|评分|分|入选|排除|筛选期|首次|入组|以下|下列|
情况|满足|要求|处于|或病史|发生过|发生|出现过|出现|罹患|外|曾有|正在患"""
# Ways of measuring and defining that leave the demand as it is.
METHOD = """ihc|by echocardiogram|by echocardiography|by echo|by muga|by muga scan|by multigated acquisition|
echocardiogram|
echocardiography|muga|muga scan|by echocardiogram or muga|multigated acquisition scan|echo|by cockcroft gault|
cockcroft gault|cockcroft gault formula|cockcroft and gault|according to cockcroft gault|
using the cockcroft gault formula|per recist|per recist 1.1|recist|recist 1.1|recist version 1.1|recist v1.1|
by recist|by recist criterion|recist criterion|according to recist|according to recist 1.1|
per recist version 1.1|as defined by recist|as per recist|
according to response evaluation criterion in solid tumor|response evaluation criterion in solid tumor|
by immunohistochemistry|immunohistochemistry|by ihc|by local laboratory|by central laboratory|by local lab|
local lab|central lab|by central lab|by local laboratory assessment|by local assessment|local laboratory|
central laboratory|by asco cap guideline|asco cap|asco cap guideline|according to asco cap guideline|
per asco cap guideline|by histology or cytology|by histology|by cytology|by biopsy|on biopsy|by ct|by mri|
by ct or mri|by imaging|by pathology|by ecg|by electrocardiogram|per institutional standard|
by institutional standard|per local laboratory|for men and women|per investigator assessment|by fish|by ish|
nci ctcae|ctcae|by ctcae|per ctcae|nci ctc|according to ajcc|ajcc|per ajcc|at least one|without transfusion|
nyha functional classification system|nyha classification|new york heart association classification|
nyha criterion|national cancer institute common terminology criterion|
common terminology criterion for adverse event|
national cancer institute common terminology criterion for adverse event|
nci common terminology criterion for adverse event|
national cancer institute common terminology criterion|multiple gated acquisition|
multiple gated acquisition scan|by multiple gated acquisition scan|
multigated radionuclide angiography|multi gated acquisition scan|2 d echocardiogram|multigated acquisition|
multi gated acquisition|
multigated acquisition muga|nci ctcae criterion|nci ctc criterion|
nci common toxicity criterion for adverse effect|common toxicity criterion for adverse event|
common toxicity criterion for adverse effect|common terminology criterion for adverse effect|common toxicity criterion|
national cancer institute|national cancer institute common toxicity criterion|ctc|version 2.0|version 3.0|
version 4.0|
version 4.03|version 5.0|v3.0|v4.0|v4.03|v5.0|v 3.0|v 4.0|v 4.03|vs 4.03|common terminology criterion|
in the absence of transfusion|
in the absence of red blood cell transfusion|without transfusion support|version 1.1|version 1.0|v1.1|v 1.1|
至少有一个|至少一个|至少有1个|至少1个|根据recist 1.1标准|根据recist 1.1|recist 1.1标准|按照recist 1.1标准|
依据recist 1.1|根据实体瘤疗效评价标准|超声心动图|经超声心动图|心脏彩超|免疫组化|组织学或细胞学|
mri|mri scan|ct|ct scan|pet|pet scan|pet ct|x ray|on ct or mri|by ct or mri scan|on ct or mri scan|on ct scan or mri|
by mri|by ct scan|on mri|on ct|on ct scan|by pet|by x ray|by ultrasound|on ultrasound|on imaging|by physical exam|
by physical examination|on physical exam|on physical examination|on examination|by imaging study|
by imaging or physical exam|following a standard tumor staging work up|standard tumor staging work up|staging work up|
standard staging work up|based on staging work up|as defined by the new york heart association|
according to the new york heart association|on imaging or physical exam|by mammography|on mammography|
on core biopsy|by core biopsy|
by clinical diagnosis|by medical history|by history|by ecg or echo|on ecg|on electrocardiogram|on ekg|by ekg|
by echocardiogram or multigated acquisition|by echo or muga|echo or muga|muga or echo|by muga or echo|
by echocardiogram or multiple gated acquisition|by either echo or muga|cockcroft gault estimate|
cockcroft gault equation|using cockcroft gault|
美国东部肿瘤协作组"""
# Words behind which it only says how somebody came to know.
EXPLAINS = """documented by|documented on|documented at|confirmed by|as confirmed by|confirmed on|determined by|
assessed by|as assessed by|measured by|evaluated by|as evaluated by|calculated by|as calculated by|calculated using|
calculated according to|estimated by|estimated using|based on|according to|as per|detected by|diagnosed by|verified by|
proven by|obtained by|as assessed using|measured using|using|per"""
NEG = """no|not|without|absence of|free of|free from|never|none|neither|nor|lack of|no evidence of|
no clinical evidence of|no history of|no known history of|no prior history of|no known|no personal history of|
no documented|negative for|seronegative for|may not have|cannot have|must not have|do not have|does not have|
have not|has not|
may not be|must not be|cannot be|should not be|should not have|must not|may not|cannot|not be|are not|is not|
non|no sign of|must not present|must not be|must not have had|
should not have had|cannot have had|have not had|has not had|have never had|have never|did not|
no presence of|no radiographic evidence of|no radiologic evidence of|no radiological evidence of|
no pathologic evidence of|no current evidence of|no previous history of|
no clinical or radiographic evidence of|no clinical or radiological evidence of|no current|无|没有|未|不|非|
否认|不存在|不得|
不能|未曾|从未|不应|无任何"""
AND = "and|as well as|plus|&|且|和|及|与|以及|并且|同时|并"
OR = "or|或|或者|和或|any of the following"
ANDOR = "and or|and/or|either or|和/或|及/或"
EXCEPT = """except|except for|with the exception of|exception|other than|excluding|unless|apart from|除外|除|除了|
不包括|
以外"""
IF = """if|provided|provided that|in case of|in the case of|in the presence of|when|whenever|in patient with|
for patient with|in subject with|for subject with|in patient who have|for patient who have|if patient have|
in participant with|for participant with|若|如果|如|当|对于|伴有|如有|若有|若存在"""
# What narrows or explains; whatever it begins is no demand of its own.
NARROW = """requiring|require|requires|that require|that requires|which require|which requires|that|which|who|
whom|whose|where|during|while|
due to|related to|caused by|resulting in|resulting|
despite|only|limited to|until|after|as|by|under|because|since|including|including but not limited to|
including, but not limited to|including, but not limited to,|
including but not limited to,|this includes|such as|
e.g|i.e|eg|ie|to|at|before|using|needing|need|would|could|might|may|can|than|then|so|
because of|associated with|secondary to|需要|导致|由于|因|包括|例如|如下|后|期间"""
ALLOWED = """is not an exclusion|are not an exclusion|is not an exclusion criterion|are not exclusionary|
is not exclusionary|
not an exclusion|are not excluded|is not excluded|allowed|permitted|eligible|are eligible|is eligible|
acceptable|may be enrolled|may participate|
can be enrolled|
may be included|are allowed|is allowed|is permitted|are permitted|will be allowed|no limit|no limit on|
no limitation|no restriction|no restriction on|regardless of|irrespective of|may enroll|allowable|may continue|
may have received|may have had|not excluded|not be excluded|should not be excluded|does not exclude|
do not exclude|will not be excluded|允许|可以入组|可入组|均可|不限|可接受"""
UNCLEAR = """not specified|unspecified|unknown status"""
JUDGE = """in the opinion of the investigator|investigator|in the investigator's opinion|physician|judgment|
judgement|
discretion|investigator's judgement|opinion|interfere|preclude|compromise|jeopardize|inappropriate|unsuitable|
研究者判断|研究者认为|影响|干扰"""
PRIOR = """active or prior|active or history of|active or prior history of|current or prior|prior or current|
current or previous|previous or current|past or current|current or past|present or past|past or present|
current or history of|
prior history of|past history of|previous history of|prior|preexisting|pre existing|previous|
previously|past|
earlier|ever|prior use of|previous use of|既往|曾|曾经|以往|先前|此前|过去"""
RECEIVED = """participated in any other study in which receipt of|treated previously with|
previously been treated with|been previously treated with|
previously received|
receiving prior|prior use of|history of treatment with|history of receiving|treatment by|prior treatment with|
previous treatment with|prior exposure to|previous exposure to|prior therapy with|
previous therapy with|prior administration of|previously treated with|received|receive|receipt of|treated with|
treatment with|undergone|undergo|underwent|received treatment with|completed|have had|has had|exposed to|
exposure to|taken|administration of|therapy with|use of|used|pretreated with|接受过|接受|使用过|使用|应用|用过|
完成|治疗过|经过"""
NOW = """chronic daily treatment with|current chronic daily treatment with|current chronic treatment with|
current and ongoing treatment with|chronic treatment with|chronic use of|long term use of|
long term treatment with|chronic therapy with|
requirement for chronic use of|requirement of chronic use of|requirement for|requirement of|
requirement for treatment with|
undergoing|currently undergoing|patient on|subject on|woman on|concurrent|concomitant|ongoing|presently taking|
currently receiving|
currently taking|currently on|receiving|taking|concurrently receiving|concurrent use of|concomitant use of|
current use of|currently using|currently treated with|concurrent treatment with|current treatment with|
concomitant treatment with|on concurrent|concurrent therapy with|concomitant therapy with|
concurrent administration of|simultaneous|concurrently|being treated with|need for|requiring treatment with|
is receiving|are receiving|on treatment with|正在接受|正在使用|同时使用|同时接受|正在"""
PLANNED = """will receive|to receive|will undergo|to undergo|will be treated with|planned|plan|scheduled|
anticipated|anticipate|expected|intend|intended|计划|拟"""
OTHER = "other|another|additional|其他|其它|另外"
MUST = """must have received|must have had|should have received|must have undergone|须接受过|
必须接受过"""
ACTIVE = "active|unresolved|current|current active|currently active|acute|clinically active|活动性|活动期|急性"
UNCONTROLLED = """uncontrolled|unstable|poorly controlled|inadequately controlled|not controlled|
that cannot be controlled|cannot be controlled|not well controlled|
that is not well controlled|
not adequately controlled|that is not controlled|which is not controlled|未控制|控制不佳|未经控制|
未得到控制|不稳定的|不稳定|
无法控制|未控制的"""
SEVERE = """serious|severe|significant|clinically significant|clinically relevant|major|decompensated|
life threatening|moderate|moderate or severe|relevant|overt|严重|严重的|重度|
有临床意义的|临床显著|明显"""
CHRONIC = "chronic|持续|慢性"
WITHIN = """within|within the past|within the last|within the previous|within the prior|in the past|in the last|
in the previous|in the prior|during the past|during the last|during the previous|over the past|over the last|
within past|within last|within previous|within prior|w/in|w/in the past|w/in past|w/in the last|in past|in last|
at any time in the last|within the prior|within the past|for the past|
for the last|within the preceding|in the preceding|近|最近|过去|入组前|首次用药前|随机前|筛选前|治疗前|给药前|
签署知情同意书前|首次给药前|开始治疗前|研究治疗前|随机化前"""
INSIDE = "内|以内|之内"
SINCE = """末次|最后一次|距末次|距最后一次|post completion of|since the completion of|since the last dose of|
since last dose of|since the last administration of|since last administration of|

after completing|following completion of|from the last dose of|from end of|since end of|since|since last|
since the last|since prior|since completion of|
since the end of|since completing|from last|
from prior|from the last|from completion of|after|after last|after completion of|have elapsed since|
must have elapsed since|elapsed since|has elapsed since|must have passed since|since their last|
have passed since|beyond|post|after the last"""
BEFORE = "before|prior to|preceding|earlier than|previous to|前|之前|以前"
SETTINGS = {
    "advanced": """for metastatic disease|in the metastatic setting|for metastatic breast cancer|
in metastatic setting|
for advanced disease|in the advanced setting|for advanced breast cancer|
for locally advanced or metastatic disease|for locally advanced or metastatic breast cancer|
for recurrent or metastatic disease|for stage iv disease|for recurrent or metastatic breast cancer|
for metastatic or locally recurrent disease|for advanced or metastatic disease|
in the locally recurrent or metastatic setting|for inoperable locally advanced or metastatic breast cancer|
for locally recurrent or metastatic breast cancer|for locally recurrent or metastatic disease|
for metastatic or recurrent breast cancer|for mbc|in the advanced or metastatic setting|
for their metastatic disease|for inoperable locally advanced or metastatic triple negative breast cancer|
for metastasis|for inoperable locally advanced or metastatic disease|for advanced or metastatic breast cancer|
for treatment of metastatic disease|to treat metastatic disease|to treat their metastatic disease|
to treat metastatic breast cancer|to treat advanced disease|for treatment of metastatic breast cancer|
for the treatment of metastatic breast cancer|for locally advanced and or metastatic disease|
for metastatic or locally advanced disease|针对晚期疾病|针对转移性疾病|晚期阶段|晚期一线|转移性阶段|
复发转移阶段|针对晚期或转移性疾病|晚期解救""",
    "neoadjuvant": """as neoadjuvant therapy|as neoadjuvant treatment|neoadjuvant|in the neoadjuvant setting|
preoperative|
        新辅助|术前新辅助""",
    "adjuvant": "as adjuvant therapy|as adjuvant treatment|adjuvant|in the adjuvant setting|辅助|术后辅助",
    "early": """adjuvant or neoadjuvant|neoadjuvant or adjuvant|neo adjuvant|
in the adjuvant or neoadjuvant setting|
in the neoadjuvant or adjuvant setting|for early breast cancer|for early stage breast cancer|新辅助或辅助|
辅助或新辅助|新辅助/辅助|（新）辅助""",
}
MEANWHILE = """while on study|while on this study|while on the study|while receiving study treatment|
while taking investigational treatment|during the study|during study|during this study|during the trial|
during trial treatment|
during study treatment|during study therapy|during protocol therapy|during the course of the study|
during study participation|
while taking study medication|while on study treatment|while participating in this study|
during participation in the study|
while on protocol therapy|during the study period|while participating in the study"""
FORTHIS = """for this breast cancer|for this cancer|for breast cancer|for their breast cancer|
for current breast cancer|
for this disease|for the current breast cancer|for the present breast cancer|for cancer|
for the treatment of breast cancer|for treatment of breast cancer|for this malignancy|for any malignancy|
for any cancer|for malignancy|for any previous malignancy|for any other malignancy|for the disease|
for primary breast cancer|for any condition|for any indication|for any neoplasm|for any cancer diagnosis|
for their current breast cancer|for current malignancy|for the current malignancy|for a current breast cancer|
for the same cancer|for current cancer|for the current cancer|for current disease|for their current disease|
for invasive breast cancer|
for the currently diagnosed breast cancer|for the current disease|针对乳腺癌|因乳腺癌"""
LINES = """course|course of|prior course of|line|regimen|line of|prior line of|regimen of|lines of therapy|
different|线|种方案|个方案|线治疗"""
BETWEEN = "between"
EXCLUDED = """excluded|may not participate|cannot participate|should not participate|will not be included|
cannot be included|
may not be enrolled|may not be included|should not be enrolled|cannot be enrolled|may not enroll|may not enter|
are not to be enrolled|is prohibited|are prohibited|prohibited|not be allowed|will not be allowed|
not be permitted|
will not be permitted|
should not be included|must not be included|must not be enrolled|will not be eligible|not be eligible|
are excluded|is excluded|will be excluded|are not eligible|not eligible|ineligible|
are ineligible|
should be excluded|must be excluded|exclude|not be enrolled|not allowed|are not allowed|is not allowed|
not permitted|is not permitted|are not permitted|be ineligible|will be ineligible|不能入组|不得入组"""
ENDED = "discontinued|stopped|finished|terminated|停用|停止"
PRIMARY = "primary|原发性|原发"
FROM = "from"
FOR = "for|for treatment of|for the treatment of|in treatment of|针对"
INSETTING = "setting|disease setting|阶段"
EXTRA = """newly diagnosed|first diagnosed|new diagnosis of|non recurrent|treatment naive|initially diagnosed|
recently diagnosed|operable|resectable|potentially operable|surgically resectable|high risk|palpable|
clinically palpable|new primary|previously untreated|初诊|新诊断"""
DEFINED = """defined as|defined by|as defined by|as defined in|which is defined as|as evidenced by|
as indicated by|
as demonstrated by|evidenced by|indicated by|as shown by|by the presence of|as measured by|characterized by|
defined|as defined|as determined by|定义为|表现为"""
