"""Patterns of what tells one person from another, in folded text: names, places, origin, dialect, age, disability.

Lists of words are joined into alternatives; patterns with a list of their own are tried only where one of its words
stands in the sentence.
"""

from __future__ import annotations

from complaint_rules.lazy import lazy_pattern


def _either(words: str) -> str:
    return "|".join(words.split())


_NATIONS = _either(
    "american british english scottish welsh irish french german italian spanish portuguese dutch russian "
    "ukrainian romanian bulgarian hungarian greek turkish iranian iraqi syrian egyptian moroccan algerian "
    "nigerian ghanaian kenyan somali ethiopian indian pakistani bangladeshi nepali nepalese chinese taiwanese "
    "japanese korean vietnamese thai filipino filipina indonesian malaysian singaporean australian canadian "
    "mexican brazilian colombian cuban jamaican african asian european arab lithuanian latvian albanian afghan "
    "burmese cambodian"
)
_COUNTRIES = _either(
    "越南 菲律宾 印尼 印度尼西亚 印度 泰国 缅甸 柬埔寨 寮国 老挝 日本 韩国 朝鲜 蒙古 美国 英国 法国 德国 俄罗斯 "
    "乌克兰 波兰 捷克 匈牙利 罗马尼亚 意大利 义大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 奥地利 "
    "希腊 土耳其 爱尔兰 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 古巴 哥伦比亚 巴拉圭 澳洲 澳大利亚 纽西兰 新西兰 "
    "新加坡 马来西亚 巴基斯坦 孟加拉 尼泊尔 斯里兰卡 阿富汗 伊朗 伊拉克 叙利亚 以色列 沙特 沙乌地 埃及 摩洛哥 "
    "奈及利亚 尼日利亚 肯亚 肯尼亚 迦纳 加纳 南非 衣索比亚 埃塞俄比亚 索马里 索马利亚 非洲 欧洲 亚洲 中国 台湾 "
    "大陆 内地 香港 澳门"
)
_REGIONS = _either(
    "新疆 西藏 客家 河南 河北 东北 湖南 湖北 四川 广东 广西 福建 浙江 江苏 江西 安徽 贵州 云南 甘肃 上海 北京 "
    "山东 山西 陕西 维吾尔"
)
_TOWNS = _either(
    "台北 新北 桃园 台中 台南 高雄 基隆 新竹 苗栗 彰化 南投 云林 嘉义 屏东 宜兰 花莲 台东 澎湖 金门 板桥 九龙 "
    "旺角 沙田 荃湾 屯门 元朗 观塘 铜锣湾 北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 武汉 成都 西安 长沙 郑州 "
    "青岛 济南 大连 沈阳 哈尔滨 长春 厦门 福州 昆明 南宁 合肥 南昌 太原 贵阳 兰州 无锡 宁波 温州 东莞 佛山 珠海 "
    "海口 石家庄 襄阳 保定 大理"
)
_SURNAMES = ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
             "崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤欧简游詹翁阮")
_TITLES = _either(
    "先生 小姐 女士 太太 阿姨 阿伯 伯伯 大叔 大姐 大哥 妈妈 爸爸 老师 师傅 医生 医师 护士 经理 主任 店长 主管 "
    "专员 组长 教授"
)
_DIALECTS = _either(
    "粤 闽南 客家 潮州 上海 四川 普通 台 国 广东 广州 福州 温州 东北 河南 湖南 台山 海南 山东 陕西"
)
_TENS = "(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y|ies)"
_ONES = "one|two|three|four|five|six|seven|eight|nine"

# A capital inside a sentence: names of people, places, firms, months. Words of office stay.
PROPER = lazy_pattern(
    r"[A-Z](?<=[\w,;:(\"“—–-] [A-Z])(?=[a-z])(?!(?:anager|irector|upervisor|ead|eam|ustomer|ervice|ffice|olice|ourt|"
    r"mbudsman|ir|adam|erms|oard|hief|ouncil|rs?|s|iss)\b)[a-z'’-]+(?:[ -]?[A-Z][a-z'’-]+)*")
SIGNATURE = lazy_pattern(r"\A\W{0,3}[A-Z][a-z'’-]+(?: [A-Z]\.)?(?: [A-Z][A-Za-z'’-]+){1,2}\W{0,3}\Z")
SIGNATURE_ZH = lazy_pattern("\\A[\u4e00-\u9fff·]{2,6}[敬谨][上启]\\W*\\Z")
ADDRESS = lazy_pattern(r"\S{1,60}@\S{1,60}|https?://\S{1,200}|@\w{1,40}")
DIGITS = lazy_pattern(r"\d[\d.,:/-]{0,30}")

ORIGIN = lazy_pattern(rf"\b(?:{_NATIONS}|south african|sri lankan)\b")
ORIGIN_WORDS = frozenset([*_NATIONS.split("|"), "african", "lankan"])
ORIGIN_ZH = lazy_pattern(f"(?:{_COUNTRIES}|{_REGIONS})(?:籍|人(?!民)|妹|仔|佬|族)")
STRANGER_ZH = lazy_pattern("外国人?|本地人|外地人|外劳|新住民|原住民|藏族|回族|满族|壮族|苗族")
PLACE_ZH = lazy_pattern(f"(?:{_TOWNS}|{_COUNTRIES})[省市县区]?")
DIALECT_ZH = lazy_pattern(f"(?:{_DIALECTS})[语话]")

TITLED = lazy_pattern(r"\b(?:mr|mrs|ms|miss|mx|dr)\b\.?(?: x\b| (?!x\b)[a-z][a-z'-]{1,20})?")
TITLED_WORDS = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr"))
INTRODUCED = lazy_pattern(r"\b(my name is|my name's|name:) [a-z][a-z'-]+(?: [a-z][a-z'-]+){0,2}(?=[^\w ]|\Z| and )")
GREETED = lazy_pattern(r"\A(dear|hi|hello) [a-z][a-z'-]{1,20}(?=[,.!]|\Z)")
NAMED_WORDS = frozenset(("dear", "hi", "hello", "name"))
NAMED_ZH = lazy_pattern(
    rf"[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}?(?=(?:{_TITLES}))"
    r"|[\u4e00-\u9fff](?:(?<=我叫.)|(?<=名叫.)|(?<=姓名:.))(?<![你他经主老店客])[\u4e00-\u9fff]{1,4}(?=[^\w]|\Z)"
    rf"|[{_SURNAMES}](?:(?<=我是.)|(?<=本人.))[\u4e00-\u9fff]{{1,2}}(?=[^\w]|\Z)"
    rf"|[{_SURNAMES}](?<=我姓.)"
    r"|[小老][王李张陈刘林黄周吴徐孙杨赵何郑谢罗蔡许](?![\u4e00-\u9fff]?[子路牌])")

AGE = lazy_pattern(
    rf"\b(?:\d{{1,3}}|(?:{_TENS}|eighteen|nineteen)(?:[- ](?:{_ONES}))?)[- ](?:years?[- ]olds?|yrs? old|y/o)\b"
    rf"|\bin (?:my|his|her|their) (?:early |mid |mid-|late )?(?:\d0'?s|{_TENS})\b|\baged \d{{1,3}}\b"
    r"|\b(?:(?:old[- ]age )?pensioner|oap|senior citizen|teenager)\b")
AGE_WORDS = frozenset(("old", "olds", "o", "aged", "in", "pensioner", "oap", "citizen", "teenager"))
AGE_ZH = lazy_pattern(r"(?:今年)?[\d一二三四五六七八九十]{1,4}[多几来]?岁|年[近过][\d一二三四五六七八九十]{1,3}")

# "Deaf" and "blind" are insults too; the customer's own are meant.
DISABLED = lazy_pattern(
    r"(?:\b(?:am|is|have|has|use|uses|with) (?:an? )?|(?<=i)'m (?:an? )?)?\b(?:"
    r"(?:hearing|visually|sight|mobility)[- ]impaired|hard of hearing|partially sighted|"
    r"(?:(?<=i'm )|(?<=am )|(?<=as a )|(?<=a )|(?<=my )|(?<=profoundly )|(?<=registered ))(?:deaf|blind)|"
    r"wheelchair(?: user)?|autistic|autism|dyslexic|dyslexia|epileptic|epilepsy|amputee|paraplegic)\b")
DISABLED_WORDS = frozenset((
    "impaired", "hearing", "sighted", "deaf", "blind", "wheelchair", "autistic", "autism", "dyslexic", "dyslexia",
    "epileptic", "epilepsy", "amputee", "paraplegic"))
DISABLED_SIGNS_ZH = lazy_pattern("[障残聋盲闭弱色轮听]")
DISABLED_ZH = lazy_pattern("(?:[是坐用有]|患有)?(?:听障|视障|残障|残疾|身障|肢障|聋哑|聋(?=人)|盲(?=人)|自闭症?|弱视|"
                           "色盲|轮椅|助听器)(?:人士?|者)?")
