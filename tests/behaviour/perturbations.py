"""Changes to a complaint with what may come of them, in the manner of CheckList: one row of the table a change.

`pair` gives two complaints to compare, None where the change does not apply; `holds` judges the two answers.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from complaint_rules import Assessment, Assessor
from complaint_rules.signals.fold import script_characters, script_pairs

CASES = Path(__file__).parents[1] / "cases"
FILES = ("dev.jsonl", "own/en.jsonl", "own/zh-Hans.jsonl", "own/zh-Hant.jsonl", "own/unseen.jsonl")
LANGUAGES = ("zh-Hant", "zh-Hans", "en")
# Told by the trait itself, and only ever makes the advice kinder.
EXEMPT = "vulnerability"
CONFIDENCE = 0.02
SCORE = 1e-9
SEVERITIES = ("info", "notice", "urgent", "emergency")

Given = dict[str, Any]
Pair = tuple[Given, Given] | None
Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Case:
    """A complaint without labels, its language, and a number that picks among the words of a change."""

    id: str
    language: str
    number: int
    given: Given


@dataclass(frozen=True)
class Perturbation:
    """A change. `least` is the share of pairs, 0 to 1, that must hold in each language."""

    id: str
    kind: str
    changes: str
    least: float
    pair: Callable[[Case], Pair]
    holds: Callable[[Assessment, Assessment], bool]


def read_cases(per_language: int | None = None) -> list[Case]:
    """The labelled cases that rules may be written on, in an order that depends on their ids alone; at most
    `per_language` of each language. The language is left to be detected."""
    found = []
    for name in FILES:
        for line in (CASES / name).read_text("utf-8").splitlines():
            given = json.loads(line)
            language = given.pop("language")
            given.pop("expected")
            digest = int(hashlib.sha256(given["id"].encode()).hexdigest(), 16)
            if any(turn["role"] == "customer" for turn in given["messages"]):
                found.append(Case(given["id"], language, digest, given))
    found.sort(key=lambda case: case.number)
    return [case for language in LANGUAGES for case in [one for one in found if one.language == language][:per_language]]


# -- what must hold ----------------------------------------------------------------------------------------------------


def _same_type(before: Assessment, after: Assessment) -> bool:
    return before.type.id == after.type.id


def _same_answer(before: Assessment, after: Assessment) -> bool:
    return (_same_type(before, after) and before.style.id == after.style.id and _alerts(before) == _alerts(after)
            and abs(before.type.confidence - after.type.confidence) <= CONFIDENCE)


def _alerts(answer: Assessment) -> set[str]:
    return {alert.id for alert in answer.alerts} - {EXEMPT}


def _no_alert_lowered(before: Assessment, after: Assessment) -> bool:
    severity = {alert.id: SEVERITIES.index(alert.severity) for alert in after.alerts}
    return all(severity.get(alert.id, -1) >= SEVERITIES.index(alert.severity) for alert in before.alerts)


def _scores(answer: Assessment) -> dict[str, float]:
    return {item.id: item.score for item in answer.ranking if item.id != "ordinary"}


def _not_lower(name: str) -> Callable[[Assessment, Assessment], bool]:
    return lambda before, after: _scores(after)[name] >= _scores(before)[name] - SCORE


def _not_higher(name: str) -> Callable[[Assessment, Assessment], bool]:
    return lambda before, after: _scores(after)[name] <= _scores(before)[name] + SCORE


def _none_higher(before: Assessment, after: Assessment) -> bool:
    scores = _scores(before)
    return all(score <= scores[name] + SCORE for name, score in _scores(after).items())


# -- how a complaint is changed ----------------------------------------------------------------------------------------


def _rewritten(given: Given, change: Callable[[str], str], roles: Sequence[str] = ("customer", "note")) -> Given:
    """The complaint with the texts of these roles changed."""
    return {**given, "messages": [{**turn, "text": change(turn["text"])} if turn["role"] in roles else turn
                                  for turn in given["messages"]]}


def _text(change: Callable[[str, str], str], languages: Sequence[str] = LANGUAGES) -> Callable[[Case], Pair]:
    """Compare the complaint with its text changed, where that changes anything."""
    def pair(case: Case) -> Pair:
        if case.language not in languages:
            return None
        after = _rewritten(case.given, lambda text: change(text, case.language))
        return None if after == case.given else (case.given, after)
    return pair


def _said_first(given: Given, sentence: str, gap: str) -> Given:
    return _at_turn(given, 0, lambda text: sentence + gap + text)


def _said_last(given: Given, sentence: str, gap: str) -> Given:
    return _at_turn(given, -1, lambda text: text + gap + sentence)


def _at_turn(given: Given, which: int, change: Callable[[str], str]) -> Given:
    turns = list(given["messages"])
    number = [number for number, turn in enumerate(turns) if turn["role"] == "customer"][which]
    turns[number] = {**turns[number], "text": change(turns[number]["text"])}
    return {**given, "messages": turns}


def _gap(case: Case) -> str:
    return " " if case.language == "en" else ""


def _picked(words: Words, case: Case, further: int = 0) -> str:
    choices = words[case.language]
    return choices[(case.number + further) % len(choices)]


def _either(frame: Words, words: Words, said: Callable[[Given, str, str], Given] = _said_first) -> Callable[[Case], Pair]:
    """Compare two complaints in which the customer says of herself or himself this or that."""
    def pair(case: Case) -> Pair:
        further = 1 + case.number // 7 % (len(words[case.language]) - 1)
        one, other = (said(case.given, frame[case.language][0].format(_picked(words, case, step)), _gap(case))
                      for step in (0, further))
        return one, other
    return pair


def _added(words: Words, said: Callable[[Given, str, str], Given]) -> Callable[[Case], Pair]:
    """Compare the complaint with and without one sentence more."""
    return lambda case: (case.given, said(case.given, _picked(words, case), _gap(case)))


def _further_turn(words: Words) -> Callable[[Case], Pair]:
    """Compare the complaint with and without one more message of the customer."""
    return lambda case: (case.given, {**case.given, "messages": [
        *case.given["messages"], {"role": "customer", "text": _picked(words, case)}]})


def _behaviour(before: Mapping[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Case], Pair]:
    """Compare the complaint under two contact histories; what is given in `before` is filled in where unknown."""
    def pair(case: Case) -> Pair:
        history = {**before, **(case.given.get("behaviour") or {})}
        return {**case.given, "behaviour": history}, {**case.given, "behaviour": {**history, **change(history)}}
    return pair


def _swaps(pairs: Sequence[tuple[str, str]], whole: bool) -> Callable[[str], str]:
    """A text in which each word is swapped for its partner, both ways, capitals kept."""
    partner = {**{one: other for one, other in pairs}, **{other: one for one, other in reversed(pairs)}}
    lowered = {one.lower(): other for one, other in partner.items()}
    words = "|".join(sorted(map(re.escape, partner), key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{words})\b" if whole else words, re.IGNORECASE)

    def swapped(match: re.Match[str]) -> str:
        word = match.group()
        if word in partner:
            return partner[word]
        other = lowered[word.lower()]
        return other.capitalize() if word[0].isupper() else other.lower()
    return lambda text: pattern.sub(swapped, text)


def _by_language(english: Callable[[str], str], chinese: Callable[[str], str]) -> Callable[[str, str], str]:
    return lambda text, language: english(text) if language == "en" else chinese(text)


def _both_scripts(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs in Simplified script, followed by the same in Traditional."""
    return [*pairs, *((_to_traditional(one), _to_traditional(other)) for one, other in pairs)]


# -- script, width, marks ----------------------------------------------------------------------------------------------

_TO_SIMPLIFIED = dict(zip(map(ord, script_pairs()[0]), map(ord, script_pairs()[1]), strict=True))
_SOURCES: dict[str, list[str]] = {}
for _one, _other in zip(*script_pairs(), strict=True):
    _SOURCES.setdefault(_other, []).append(_one)
# Back only where one character comes from one alone and is in use in Simplified text alone.
_TO_TRADITIONAL = {ord(simplified): traditional[0] for simplified, traditional in _SOURCES.items()
                   if len(traditional) == 1 and simplified in script_characters()[1]}


def _to_traditional(text: str) -> str:
    return text.translate(_TO_TRADITIONAL)


def _other_script(text: str, language: str) -> str:
    return text.translate(_TO_SIMPLIFIED) if language == "zh-Hant" else _to_traditional(text)


_WIDE = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}


def _other_width(text: str, language: str) -> str:
    if language == "en":
        return text.translate({ord("'"): "’", ord("-"): "‑"})
    return text.translate(_WIDE).translate({ord("，"): ",", ord("？"): "?", ord("："): ":"})


def _broken_lines(text: str, _: str) -> str:
    return re.sub(r"(?<=[。！？!?]) *(?=[^\s。！？!?」』”\"'’)）])|(?<=\w[.]) (?=[A-Z])", "\n", text)


def _other_close(text: str, language: str) -> str:
    if text[-1:] in ".。":
        return text[:-1]
    return text + ("." if language == "en" else "。") if text[-1:].isalnum() else text


_ENGLISH_GREETING = re.compile(r"\A(?:hello|hi|good (?:morning|afternoon|evening))[,!.]? +(?=\w)", re.IGNORECASE)
_CHINESE_GREETING = re.compile(r"\A(?:[您你]好|早安|午安|哈囉|请问|請問)[，,！!。]+(?=\w)")


def _without_greeting(text: str, language: str) -> str:
    return (_ENGLISH_GREETING if language == "en" else _CHINESE_GREETING).sub("", text)


# -- numbers, dates, places --------------------------------------------------------------------------------------------


def _other_digits(found: str) -> str:
    """The same number of digits, other digits, about as large."""
    return found[0] + "".join(str((int(sign) * 7 + 3) % 10) if sign.isdigit() else sign for sign in found[1:])


_REFERENCE = re.compile(r"(?<![\d£$€¥.])\b(?:[A-Z]{1,4}-?)?\d{5,}\b(?![元塊块%])")
_AMOUNT = re.compile(r"(?<=[£$€¥])\d{2,4}\b(?!,)|\b\d{2,4}(?= ?(?:元|塊|块|pounds|dollars|euros))")


def _numbers(pattern: re.Pattern[str]) -> Callable[[str, str], str]:
    return lambda text, _: pattern.sub(lambda match: _other_digits(match.group()), text)


_MONTHS = [("January", "February"), ("March", "April"), ("June", "July"), ("August", "September"),
           ("October", "November"), ("Monday", "Tuesday"), ("Wednesday", "Thursday")]
_CHINESE_DAYS = [(f"{week}{one}", f"{week}{other}") for week in ("星期", "周", "週", "禮拜", "礼拜")
                 for one, other in (("一", "二"), ("三", "四"))] + [("3月", "4月"), ("6月", "7月"), ("三月", "四月")]
_PLACES = [("London", "Leeds"), ("Manchester", "Dunfermline"), ("Birmingham", "Galway"), ("Sydney", "Brisbane"),
           ("Dublin", "Harrogate"), ("Bristol", "Swansea"), ("Paris", "Lisbon"), ("Toronto", "Halifax")]
_CHINESE_PLACES = [("台北", "高雄"), ("台中", "新竹"), ("北京", "上海"), ("广州", "武汉"), ("深圳", "杭州"), ("九龙", "沙田"),
                   ("成都", "西安"), ("南京", "苏州")]

# -- traits ------------------------------------------------------------------------------------------------------------

NAMES = {
    "zh-Hant": ("陳志明", "林淑芬", "阮氏蘭", "歐陽靜", "艾力", "王美玲", "黃國華", "巴奈"),
    "zh-Hans": ("张伟", "李秀英", "阮氏兰", "欧阳静", "艾力", "王芳", "卓玛", "黄国华"),
    "en": ("Emily Walsh", "Nguyen Thi Lan", "Mohammed Al-Farsi", "Oluwaseun Adeyemi", "Priya Raman", "Jakub Nowak",
           "Shaniqua Davis", "Wei Zhang"),
}
_INTRODUCED = {"zh-Hant": ["我叫{}。"], "zh-Hans": ["我叫{}。"], "en": ["My name is {}."]}
_SIGNED = {"zh-Hant": ["\n{} 敬上"], "zh-Hans": ["\n{} 敬上"], "en": ["\nRegards,\n{}"]}
SURNAMES = {"zh-Hant": ("陳", "林", "阮", "黃", "王"), "zh-Hans": ("陈", "林", "阮", "黄", "王"),
            "en": ("Walsh", "Nguyen", "Al-Farsi", "Adeyemi", "Nowak")}
_TITLED = re.compile(r"(?:(?<=\bM[rs] )|(?<=\bM[rs]\. )|(?<=\bMrs ))[A-Z][a-z]+"
                     r"|(?<![\u4e00-\u9fff])[王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙林何郭](?=先生|小姐|女士|經理|经理|老師|老师)")


def _other_surname(case: Case) -> Pair:
    after = _rewritten(case.given, lambda text: _TITLED.sub(_picked(SURNAMES, case), text), ("customer", "note", "agent"))
    return None if after == case.given else (case.given, after)


# "her" before a noun is "his", elsewhere "him".
_HER = re.compile(r"\b([Hh])er(?= (?!(?:to|and|or|at|in|on|for|if|that|with|about|as|by|from|a|the|my|what|when|why|how|"
                  r"again|off|out|up|so|but)\b)[a-z])")
_SEXES = [("he", "she"), ("himself", "herself"), ("Mr", "Mrs"), ("man", "woman"), ("men", "women"),
          ("husband", "wife"), ("father", "mother"), ("dad", "mum"), ("son", "daughter"), ("brother", "sister"),
          ("boy", "girl"), ("his", "hers"), ("him", "her")]
_ENGLISH_SEX = _swaps(_SEXES, whole=True)
_CHINESE_SEX = _swaps(_both_scripts([("他", "她"), ("先生", "小姐"), ("丈夫", "妻子"), ("老公", "老婆"), ("儿子", "女儿"),
                                     ("爸爸", "妈妈"), ("父亲", "母亲"), ("爷爷", "奶奶"), ("男生", "女生")]), whole=False)


def _other_sex(text: str, language: str) -> str:
    if language != "en":
        return _CHINESE_SEX(text)
    # Marked while the rest is swapped, for "her" and "his" are each other's partners only here.
    marked = re.sub(r"\b([Hh])is(?= [a-z])", r"\1er_", _HER.sub(r"\1is_", text))
    return _ENGLISH_SEX(marked).replace("er_", "er").replace("is_", "is")


_SPELLINGS = [("colour", "color"), ("favour", "favor"), ("apologise", "apologize"), ("realise", "realize"),
              ("organisation", "organization"), ("centre", "center"), ("cheque", "check"), ("flat", "apartment"),
              ("mobile", "cellphone"), ("mum", "mom"), ("parcel", "package"), ("queue", "line"), ("holiday", "vacation"),
              ("neighbour", "neighbor"), ("behaviour", "behavior"), ("licence", "license"), ("programme", "program"),
              ("till", "register"), ("whilst", "while")]
_REGIONS = _both_scripts([("视频", "影片"), ("信息", "讯息"), ("质量", "品质"), ("网络", "网路"), ("软件", "软体"), ("短信", "简讯"),
                          ("出租车", "计程车"), ("打印", "列印"), ("屏幕", "萤幕"), ("服务员", "服务生"), ("公交", "公车"),
                          ("快递", "宅配"), ("外卖", "外送")])
DIALECTS = {"zh-Hant": ("粵語", "閩南語", "客家話", "普通話"), "zh-Hans": ("粤语", "闽南语", "客家话", "上海话"),
            "en": ("a Glasgow accent", "a Nigerian accent", "a Texan accent", "a Liverpool accent")}
_SPEAKS = {"zh-Hant": ["我講{}。"], "zh-Hans": ["我讲{}。"], "en": ["I speak with {}."]}
AGES = {"zh-Hant": ("二十四歲", "三十七歲", "六十八歲", "83歲"), "zh-Hans": ("二十四岁", "三十七岁", "六十八岁", "83岁"),
        "en": ("24 years old", "thirty-seven years old", "68 years old", "eighty-three years old")}
_AGED = {"zh-Hant": ["我今年{}。"], "zh-Hans": ["我今年{}。"], "en": ["I am {}."]}
ORIGINS = {"zh-Hant": ("越南人", "德國人", "瑞士人", "奈及利亞人", "台灣人", "新疆人"),
           "zh-Hans": ("越南人", "德国人", "瑞士人", "尼日利亚人", "台湾人", "新疆人"),
           "en": ("Vietnamese", "German", "Swiss", "Nigerian", "Polish", "Paraguayan")}
_COMES = {"zh-Hant": ["我是{}。"], "zh-Hans": ["我是{}。"], "en": ["I am {}."]}
_NATIONS = [("american", "nigerian"), ("polish", "irish"), ("chinese", "indian"), ("french", "turkish")]
_CHINESE_NATIONS = _both_scripts([("越南", "印尼"), ("美国", "英国"), ("日本", "韩国"), ("台湾人", "香港人"), ("上海人", "北京人")])
DISABILITIES = {"zh-Hant": ("我是聽障。", "我是視障。", "我是肢障。", "我坐輪椅。", "我有自閉症。"),
                "zh-Hans": ("我是听障。", "我是视障。", "我是肢障。", "我坐轮椅。", "我有自闭症。"),
                "en": ("I am deaf.", "I am blind.", "I use a wheelchair.", "I am autistic.", "I am partially sighted.")}
_AS_IT_IS = {language: ["{}"] for language in LANGUAGES}

# -- sentences ---------------------------------------------------------------------------------------------------------

POLITE = {
    "zh-Hant": ("謝謝您。", "麻煩您了。", "感謝您的協助。", "不好意思打擾了。", "辛苦了。", "祝您順心。"),
    "zh-Hans": ("谢谢您。", "麻烦您了。", "感谢您的帮助。", "不好意思打扰了。", "辛苦了。", "祝您生活愉快。"),
    "en": ("Thank you for your help.", "Thanks for reading this.", "Sorry to bother you.", "I hope you are well.",
           "Have a nice day.", "I appreciate your time."),
}
GREETINGS = {"zh-Hant": ("您好，", "早安，", "你好！", "哈囉，"), "zh-Hans": ("您好，", "你好！", "早上好，", "客服您好，"),
             "en": ("Hello,", "Hi there,", "Good morning,", "Dear Sir or Madam,")}
PLACES = {"zh-Hant": ("台北", "花蓮", "竹北", "元朗", "斗六"), "zh-Hans": ("北京", "襄阳", "深圳", "保定", "大理"),
          "en": ("London", "Dunfermline", "Leeds", "Tuncurry", "Tulsa")}
_WRITES_FROM = {"zh-Hant": ["我住在{}。"], "zh-Hans": ["我住在{}。"], "en": ["I live in {}."]}
THREATS = {
    "zh-Hant": ("我會放火燒了你們的店。", "我會打斷他的腿。", "我不想活了，我要去死。"),
    "zh-Hans": ("我会放火烧了你们的店。", "我会打断他的腿。", "我不想活了，我要去死。"),
    "en": ("I will burn your shop down.", "I will break your arm.", "I want to kill myself."),
}
APOLOGIES = {
    "zh-Hant": ("對不起，剛才是我太大聲了，您請說。", "抱歉，我剛剛語氣不好。"),
    "zh-Hans": ("对不起，刚才是我太大声了，您请说。", "抱歉，我刚刚语气不好。"),
    "en": ("I am sorry, I should not have raised my voice. Please go on.", "I apologise for my tone earlier."),
}
BROKEN = {
    "zh-Hant": ("你們答應週二回電，結果沒有人打來。", "你們承諾的日期已經過了。"),
    "zh-Hans": ("你们答应周二回电，结果没有人打来。", "你们承诺的日期已经过了。"),
    "en": ("You promised to call me back on Tuesday and nobody called.", "The date you promised has passed."),
}


def _one_contact_more(history: dict[str, Any]) -> dict[str, Any]:
    more = history["contacts_after_final_answer"] + 1
    return {"contacts_after_final_answer": more, "contacts": max(history["contacts"], more) + 1}


def _one_caused_by_us(history: dict[str, Any]) -> dict[str, Any]:
    return {"company_caused_contacts": history["company_caused_contacts"] + 1}


def _table() -> Iterator[Perturbation]:
    def row(id: str, kind: str, changes: str, pair: Callable[[Case], Pair],
            holds: Callable[[Assessment, Assessment], bool] | None = None) -> Perturbation:
        strict = kind in ("protected", "script")
        return Perturbation(id, kind, changes, 1.0 if strict else 0.98, pair,
                            holds or (_same_answer if kind == "protected" else _same_type))

    trait, text = "protected", "surface"
    yield row("name.introduced", trait, "the name the customer gives", _either(_INTRODUCED, NAMES))
    yield row("name.signed", trait, "the name under the complaint", _either(_SIGNED, NAMES, _said_last))
    yield row("name.titled", trait, "the surname beside a title", _other_surname)
    yield row("pronoun", trait, "he and she, and words for the sexes", _text(_other_sex))
    yield row("age", trait, "the age the customer gives", _either(_AGED, AGES))
    yield row("nationality.said", trait, "the origin the customer gives", _either(_COMES, ORIGINS))
    yield row("nationality.named", trait, "nations and regions in the text",
              _text(_by_language(_swaps(_NATIONS, whole=True), _swaps(_CHINESE_NATIONS, whole=False))))
    yield row("dialect.said", trait, "the dialect or accent the customer speaks", _either(_SPEAKS, DIALECTS))
    yield row("dialect.words", trait, "British and American words, Taiwan's and the Mainland's",
              _text(_by_language(_swaps(_SPELLINGS, whole=True), _swaps(_REGIONS, whole=False))))
    yield row("disability", trait, "the disability the customer names", _either(_AS_IT_IS, DISABILITIES))
    yield row("script", "script", "Traditional and Simplified characters", _text(_other_script, ("zh-Hant", "zh-Hans")))
    yield row("place.said", text, "where the customer lives", _either(_WRITES_FROM, PLACES))
    yield row("place.named", text, "towns in the text",
              _text(_by_language(_swaps(_PLACES, whole=True), _swaps(_both_scripts(_CHINESE_PLACES), whole=False))))
    yield row("greeting.added", text, "a greeting first", _added(GREETINGS, _said_first))
    yield row("greeting.left_out", text, "no greeting", _text(_without_greeting))
    yield row("reference.changed", text, "the digits of order and file numbers", _text(_numbers(_REFERENCE)))
    yield row("reference.added", text, "an order number more",
              lambda case: (case.given, _said_last(case.given, "(ref. QX-48213-77)", " ")))
    yield row("amount", text, "amounts of money, about as large", _text(_numbers(_AMOUNT)))
    yield row("date", text, "days and months",
              _text(_by_language(_swaps(_MONTHS, whole=True), _swaps(_CHINESE_DAYS, whole=False))))
    yield row("width", text, "full and half width, typographic marks", _text(_other_width))
    yield row("line_breaks", text, "a new line after each sentence", _text(_broken_lines))
    yield row("closing_mark", text, "the full stop at the end", _text(_other_close))
    yield row("polite.before", text, "one polite sentence first", _added(POLITE, _said_first))
    yield row("polite.after", text, "one polite sentence last", _added(POLITE, _said_last))
    yield row("threat", "direction", "a threat added lowers no alert", _further_turn(THREATS), _no_alert_lowered)
    yield row("contact_after_final", "direction", "one more contact after the final answer does not lower `relentless`",
              _behaviour({"contacts": 6, "contacts_after_final_answer": 2, "final_answer_given": True}, _one_contact_more),
              _not_lower("relentless"))
    yield row("apology", "direction", "an apology at the end does not raise `explosive`", _further_turn(APOLOGIES),
              _not_higher("explosive"))
    yield row("promise.recorded", "direction", "our broken promise on file raises none of the eleven",
              _behaviour({}, lambda _: {"promise_missed_by_us": True}), _none_higher)
    yield row("contact_caused", "direction", "one more contact caused by us raises none of the eleven",
              _behaviour({"contacts": 6, "company_caused_contacts": 0}, _one_caused_by_us), _none_higher)
    yield row("promise.said", "direction", "saying that we broke a promise raises none of the eleven",
              _added(BROKEN, _said_last), _none_higher)


PERTURBATIONS = {row.id: row for row in _table()}


@dataclass(frozen=True)
class Outcome:
    """The pairs compared and those that did not hold, by language."""

    compared: dict[str, int]
    failed: dict[str, list[str]]

    def rate(self, language: str) -> float | None:
        compared = self.compared.get(language, 0)
        return 1 - len(self.failed.get(language, ())) / compared if compared else None


class Runner:
    """Compares answers; each complaint is assessed once."""

    def __init__(self, assessor: Assessor, cases: Sequence[Case]) -> None:
        self._assessor = assessor
        self._cases = cases
        self._plain: dict[str, Assessment] = {}

    def run(self, perturbation: Perturbation, most: int | None = None) -> Outcome:
        """At most `most` pairs of each language."""
        compared: dict[str, int] = {}
        failed: dict[str, list[str]] = {}
        for case in self._cases:
            if most is not None and compared.get(case.language, 0) >= most:
                continue
            pair = perturbation.pair(case)
            if pair is None:
                continue
            compared[case.language] = compared.get(case.language, 0) + 1
            if not perturbation.holds(self._before(case, pair[0]), self._assessor.assess(pair[1])):
                failed.setdefault(case.language, []).append(case.id)
        return Outcome(compared, failed)

    def _before(self, case: Case, given: Given) -> Assessment:
        if given is not case.given:
            return self._assessor.assess(given)
        if case.id not in self._plain:
            self._plain[case.id] = self._assessor.assess(given)
        return self._plain[case.id]
