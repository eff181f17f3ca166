"""Makes alike, before words are counted or encoded, what must not tell one customer from another: names, places,
origin, sex, age, disability, dialect, numbers and addresses; and leaves out greetings and thanks.

What a sentence is about stays: a disability becomes *disabled*, a dialect *some dialect*, so that what is said of them
can still be read.
"""

from __future__ import annotations

import re

from complaint_rules.signals.alike import STANDS_FOR
from complaint_rules.signals.fold import fold, half_width

# A capital inside a sentence: names of people, places, firms, months. Words of office stay.
_PROPER = re.compile(r"[A-Z](?<=[\w,;:(\"“—–-] [A-Z])(?=[a-z])(?!(?:anager|irector|upervisor|ead|eam|ustomer|"
                     r"ervice|ffice|olice|ourt|mbudsman|ir|adam|erms|oard|hief|ouncil)\b)[a-z'’-]+"
                     r"(?:[ -][A-Z][a-z'’-]+)*")
_SIGNATURE = re.compile(r"\A\W{0,3}[A-Z][a-z'’-]+(?: [A-Z]\.)?(?: [A-Z][a-z'’-]+){1,2}\W{0,3}\Z")
_NATIONS = ("american|british|english|scottish|welsh|irish|french|german|italian|spanish|portuguese|dutch|russian|"
            "ukrainian|romanian|bulgarian|hungarian|greek|turkish|iranian|iraqi|syrian|egyptian|moroccan|algerian|"
            "nigerian|ghanaian|kenyan|somali|ethiopian|south african|indian|pakistani|bangladeshi|sri lankan|nepali|"
            "nepalese|chinese|taiwanese|japanese|korean|vietnamese|thai|filipino|filipina|indonesian|malaysian|"
            "singaporean|australian|canadian|mexican|brazilian|colombian|cuban|jamaican|african|asian|european|arab|"
            "lithuanian|latvian|albanian|afghan|burmese|cambodian")
_ORIGIN = re.compile(rf"\b(?:{_NATIONS})\b")
_COUNTRIES = ("越南|菲律宾|印尼|印度尼西亚|印度|泰国|缅甸|柬埔寨|寮国|老挝|日本|韩国|朝鲜|蒙古|美国|英国|法国|德国|俄罗斯|乌克兰|波兰|捷克|匈牙利|"
              "罗马尼亚|意大利|义大利|西班牙|葡萄牙|荷兰|比利时|瑞士|瑞典|挪威|芬兰|丹麦|奥地利|希腊|土耳其|爱尔兰|加拿大|墨西哥|巴西|阿根廷|智利|"
              "秘鲁|古巴|哥伦比亚|巴拉圭|澳洲|澳大利亚|纽西兰|新西兰|新加坡|马来西亚|巴基斯坦|孟加拉|尼泊尔|斯里兰卡|阿富汗|伊朗|伊拉克|叙利亚|"
              "以色列|沙特|沙乌地|埃及|摩洛哥|奈及利亚|尼日利亚|肯亚|肯尼亚|迦纳|加纳|南非|衣索比亚|埃塞俄比亚|索马里|索马利亚|非洲|欧洲|亚洲|中国|"
              "台湾|大陆|内地|香港|澳门")
_ORIGIN_ZH = re.compile(f"外国人?|[本外]地人|外劳|新住民|原住民|(?:{_COUNTRIES}|新疆|西藏|客家|河南|河北|东北|湖南|湖北|四川|广东|广西|福建|"
                        "浙江|江苏|江西|安徽|贵州|云南|甘肃|上海|北京|山东|山西|陕西|维吾尔|藏|回|满|壮|苗)(?:籍|人(?!民)|妹|仔|佬|族)")
_DIALECT_ZH = re.compile("(?:粤|闽南|客家|潮州|上海|四川|普通|台|国|广东|广州|福州|温州|东北|河南|湖南|台山|海南|山东|陕西)(?:语|话)")
_PLACE = re.compile("(?:台北|新北|桃园|台中|台南|高雄|基隆|新竹|苗栗|彰化|南投|云林|嘉义|屏东|宜兰|花莲|台东|澎湖|金门|板桥|九龙|旺角|"
                    "沙田|荃湾|屯门|元朗|观塘|铜锣湾|北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|武汉|成都|西安|长沙|郑州|青岛|济南|"
                    "大连|沈阳|哈尔滨|长春|厦门|福州|昆明|南宁|合肥|南昌|太原|贵阳|兰州|无锡|宁波|温州|东莞|佛山|珠海|海口|石家庄|"
                    f"襄阳|保定|大理|{_COUNTRIES})[省市县区]?")
_SURNAMES = ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
             "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤欧简游詹翁阮")
_TITLES = "先生|小姐|女士|太太|阿姨|阿伯|伯伯|大叔|大姐|大哥|妈妈|爸爸|老师|师傅|医生|医师|护士|经理|主任|店长|主管|专员|组长|教授"
_NAMED = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}?(?=(?:{_TITLES}))"
                    rf"|[\u4e00-\u9fff](?:(?<=我叫.)|(?<=名叫.)|(?<=姓名:.))(?<![你他经主老店客])[\u4e00-\u9fff]{{1,4}}(?=[^\w]|\Z)"
                    rf"|[{_SURNAMES}](?:(?<=我是.)|(?<=本人.))[\u4e00-\u9fff]{{1,2}}(?=[^\w]|\Z)"
                    rf"|[{_SURNAMES}](?<=我姓.)"
                    "|[小老][王李张陈刘林黄周吴徐孙杨赵何郑谢罗蔡许](?![\u4e00-\u9fff]?(?:子|路|牌))")
_SIGNATURE_ZH = re.compile("\\A[\u4e00-\u9fff·]{2,6}[敬谨][上启]\\W*\\Z")
_MR = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr)\b\.?(?: x\b| (?!x\b)[a-z][a-z'-]{1,20})?")
_INTRODUCED = re.compile(r"\b(my name is|my name's|name:) [a-z][a-z'-]+(?: [a-z][a-z'-]+){0,2}(?=[^\w ]|\Z| and )")
_GREETED = re.compile(r"\A(dear|hi|hello) [a-z][a-z'-]{1,20}(?=[,.!]|\Z)")
_ADDRESS = re.compile(r"\S{1,60}@\S{1,60}|https?://\S{1,200}|@\w{1,40}")
_TENS = "twent(?:y|ies)|thirt(?:y|ies)|fort(?:y|ies)|fift(?:y|ies)|sixt(?:y|ies)|sevent(?:y|ies)|eight(?:y|ies)|ninet(?:y|ies)"
_AGE = re.compile(rf"\b(?:\d{{1,3}}|(?:{_TENS}|eighteen|nineteen)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
                  r"[- ](?:years?[- ]olds?|yrs? old|y/o)\b"
                  rf"|\bin (?:my|his|her|their) (?:early |mid |mid-|late )?(?:\d0'?s|{_TENS})\b|\baged \d{{1,3}}\b"
                  r"|\b(?:old[- ]age )?pensioner\b|\boap\b|\bsenior citizen\b|\bteenager\b")
_AGE_ZH = re.compile("(?:今年)?[\\d一二三四五六七八九十]{1,4}[多几来]?岁|年[近过][\\d一二三四五六七八九十]{1,3}")
_DISABLED = re.compile(r"(?:\b(?:am|is|have|has|use|uses|with) (?:an? )?|(?<=i)'m (?:an? )?)?\b(?:"
                       r"(?:hearing|visually|sight|mobility)[- ]impaired|hard of hearing|partially sighted|"
                       r"(?:(?<=i'm )|(?<=am )|(?<=as a )|(?<=a )|(?<=my )|(?<=profoundly )|(?<=registered ))(?:deaf|blind)|"
                       r"wheelchair(?: user)?|autistic|autism|dyslexic|dyslexia|epileptic|epilepsy|amputee|paraplegic)\b")
_DISABLED_ZH = re.compile("(?:[是坐用有]|患有)?(?:听障|视障|残障|残疾|身障|肢障|聋哑|聋(?=人)|盲(?=人)|自闭症|自闭|弱视|色盲|轮椅|助听器)"
                          "(?:人士?|者)?")
_WORD = re.compile(r"[a-z][a-z'/]*")
_NATION_WORDS = frozenset([*_NATIONS.split("|"), "polish", "south", "sri"])
_MR_WORDS = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr"))
_GREETING_WORDS = frozenset(("dear", "hi", "hello", "name", "name's"))
_AGE_WORDS = frozenset(("old", "olds", "y/o", "aged", "in", "pensioner", "oap", "citizen", "teenager"))
_DISABLED_WORDS = frozenset(("impaired", "hearing", "sighted", "deaf", "blind", "wheelchair", "autistic", "autism", "dyslexic",
                             "dyslexia", "epileptic", "epilepsy", "amputee", "paraplegic"))
_DIGITS = re.compile(r"\d[\d.,:/-]{0,30}")
_HAN_BLANK = re.compile(r"(?<=[\u3000-\u9fff]) | (?=[\u3000-\u9fff])")

_ALIKE_CHARACTERS = str.maketrans("牠它您佢嘅唔咗喺嚟睇啲", "他他你他的不了在来看些")
_CHINESE = re.compile("|".join([word for word in STANDS_FOR if not word.isascii()] + ["冇"]))
_ALIKE = {**STANDS_FOR, "冇": "没有"}

_EDGE = r"[\s,.!?~:;。、…)(—-]*"
_FORMULAS = (
    r"(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|dear (?:x|sir|sirs|team|all|support|customer service)"
    r"|to whom it may concern)(?: (?:there|team|all|everyone|again|sir|x|or|him|sir or madam|sir or sir))*(?=[^\w']|\Z)"
    r"|(?:many |with )?(?:thanks|thank you|thx|cheers)(?: (?:you|so much|very much|a lot|again|in advance|all|kindly)){0,3}"
    r"(?: for (?:reading|listening|(?:your |the |taking the |all your )(?:time|help|attention|patience|support|understanding|reply|assistance)"
    r"(?: and (?:help|time|attention|patience|support|understanding))?)(?: (?:in this matter|to read this))?)?(?=\s*[,.!~;:)]|\Z)"
    r"|(?:(?:kind|best|warm|many) )?(?:regards|wishes)(?: x)?(?=\W|\Z)|yours (?:sincerely|faithfully|truly)(?: x)?"
    r"|i hope (?:you are|you're|this finds you|this message finds you|this email finds you|you are all|all is)"
    r" (?:well|keeping well|having a (?:good|nice|lovely) day|doing well)(?=\W|\Z)"
    r"|have a (?:good|nice|lovely|great) (?:day|evening|afternoon|weekend|week)(?=\W|\Z)"
    r"|sorry (?:to|for) (?:bother(?:ing)?|trouble|troubling|disturb(?:ing)?)(?: you)?(?=\W|\Z)"
    r"|i (?:look forward to|await) (?:your reply|hearing from you)(?=\W|\Z)"
)
_FORMULAS_ZH = (
    r"(?:您|你)们?好[啊呀哦]?|早安|早上好|午安|下午好|晚上好|晚安|大家好|哈[啰喽]|嗨|客服(?:人员)?(?:您|你)好"
    r"|(?:非常|十分|真的|很|先|多|再次|麻烦了?)?(?:感谢|谢谢|多谢|不该|感恩)(?:晒|大家|你们?){0,2}"
    r"(?:的?(?:帮忙|帮助|协助|耐心|时间|服务|处理|关注|回复|阅读|理解|配合|支持)){0,3}[啦喔哦啊了]?(?![\w])"
    r"|(?:麻烦|打扰|辛苦|有劳|劳烦)(?:你们?|大家)?了?(?![\w])|不好意思,?(?:打扰|麻烦)(?:你们?)?了?(?![\w])"
    r"|祝(?:你们?|大家)?(?:一切)?(?:工作)?(?:顺利|顺心|平安|生活愉快|愉快|安好|周末愉快)(?![\w])|此致|敬礼|顺颂商祺|敬祝"
)


def _at_ends(formulas: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (re.compile(rf"{_EDGE}(?:(?:{formulas}){_EDGE}){{1,4}}"),
            re.compile(rf"[\s,.!~。、;-]{{1,4}}(?:(?:{formulas}){_EDGE}){{1,4}}\Z"))


_COURTESY = _at_ends(_FORMULAS)
_COURTESY_ZH = _at_ends(_FORMULAS_ZH)
_COURTEOUS_WORDS = frozenset(("hello", "hi", "hey", "good", "greetings", "dear", "whom", "thanks", "thank", "thx", "cheers",
                              "regards", "wishes", "yours", "hope", "have", "sorry", "forward", "await"))
_COURTEOUS = re.compile("[好安谢感该嗨哈烦扰苦劳祝敬顺]")


def neutral(sentence: str) -> str:
    """The sentence (as it was written) made alike: folded, without what tells a person, greetings and thanks. Empty
    where nothing else was in it."""
    text = half_width(sentence)
    text = fold(_PROPER.sub("x", _SIGNATURE.sub("", text)))
    if "@" in text or "://" in text:
        text = _ADDRESS.sub("@", text)
    words = frozenset(_WORD.findall(text))
    if words:
        text = _neutral_english(text, words)
    if not text.isascii():
        text = _neutral_chinese(text)
    text = _DIGITS.sub("0", text)
    if words & _COURTEOUS_WORDS:
        text = _without(_COURTESY, text)
    if _COURTEOUS.search(text):
        text = _without(_COURTESY_ZH, text)
    text = " ".join(text.split()).rstrip(".。 ")
    return "" if text == "x" else text


def _without(courtesy: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> str:
    leading, trailing = courtesy
    opening = leading.match(text)
    return trailing.sub("", text[opening.end():] if opening else text)


def _neutral_english(text: str, words: frozenset[str]) -> str:
    # Most sentences hold none of these words; looking at the words first spares the patterns.
    if words & _NATION_WORDS:
        text = _ORIGIN.sub("x", text)
    if words & _MR_WORDS:
        text = _MR.sub("x", text)
    if words & _GREETING_WORDS:
        text = _INTRODUCED.sub(r"\1 x", _GREETED.sub(r"\1", text))
    if words & _AGE_WORDS:
        text = _AGE.sub("0 years old", text)
    if words & _DISABLED_WORDS:
        text = _DISABLED.sub(" disabled", text)
    if words & STANDS_FOR.keys():
        text = _WORD.sub(_alike, text)
    return text


def _neutral_chinese(text: str) -> str:
    if " " in text:
        text = _HAN_BLANK.sub("", text)
    text = _DIALECT_ZH.sub("某话", _SIGNATURE_ZH.sub("", text))
    text = _DISABLED_ZH.sub("残障", _AGE_ZH.sub("0岁", _ORIGIN_ZH.sub("某地人", text)))
    text = _PLACE.sub("某地", _NAMED.sub("某", text))
    return _CHINESE.sub(_alike, text.translate(_ALIKE_CHARACTERS))


def _alike(match: re.Match[str]) -> str:
    return _ALIKE.get(match.group(), match.group())
