"""Words that say the same of the other sex, or in another region: a phrase written with one is read with the other too.

Each row begins with the word that stands for all of it.
"""

from __future__ import annotations

import re
from itertools import product

from complaint_rules.lazy import lazy_pattern

_SEXES = (
    ("he", "she"), ("he's", "she's"), ("he'll", "she'll"), ("he'd", "she'd"), ("him", "her", "his", "hers"),
    ("himself", "herself"), ("man", "woman", "lady", "gentleman"), ("men", "women", "ladies", "gentlemen"),
    ("husband", "wife"), ("father", "mother"), ("dad", "mum", "mom"), ("son", "daughter"), ("brother", "sister"),
    ("boy", "girl"), ("boys", "girls"), ("lad", "lass"), ("boyfriend", "girlfriend"), ("grandfather", "grandmother"),
    ("grandson", "granddaughter"), ("nephew", "niece"), ("uncle", "aunt"), ("sir", "madam", "ma'am"),
    ("mr", "mrs", "ms", "miss"),
    ("先生", "小姐", "女士", "太太"), ("丈夫", "妻子"), ("老公", "老婆"), ("儿子", "女儿"), ("爸爸", "妈妈"),
    ("父亲", "母亲"), ("爷爷", "奶奶"), ("外公", "外婆"), ("男生", "女生"), ("男孩", "女孩"), ("男人", "女人"),
    ("男友", "女友"), ("叔叔", "阿姨"),
)
_REGIONS = (
    ("colour", "color"), ("favour", "favor"), ("apologise", "apologize"), ("apologised", "apologized"),
    ("realise", "realize"), ("realised", "realized"), ("organisation", "organization"), ("centre", "center"),
    ("cheque", "check"), ("mobile", "cellphone"), ("parcel", "package"), ("queue", "line"), ("holiday", "vacation"),
    ("flat", "apartment"), ("neighbour", "neighbor"), ("neighbours", "neighbors"), ("behaviour", "behavior"),
    ("licence", "license"), ("programme", "program"), ("whilst", "while"), ("till", "register"),
    ("影片", "视频"), ("讯息", "信息"), ("品质", "质量"), ("网路", "网络"), ("软体", "软件"), ("简讯", "短信"),
    ("计程车", "出租车"), ("列印", "打印"), ("萤幕", "屏幕"), ("服务生", "服务员"), ("公车", "公交"),
    ("宅配", "快递"), ("外送", "外卖"),
)
# Chinese pronouns, which stand within longer words as well, are made alike where text is folded.
_ROW_OF = {word: row for row in (*_SEXES, *_REGIONS) for word in row}
STANDS_FOR = {word: row[0] for word, row in _ROW_OF.items() if word != row[0]}
MOST = 16
_ANY = lazy_pattern("|".join([*(rf"\b{re.escape(word)}(?![\w'])" for word in _ROW_OF if word.isascii()),
                            *(word for word in _ROW_OF if not word.isascii())]))


def said_alike(form: str) -> set[str]:
    """The form itself, and the same with every such word replaced by the others of its row (at most 16 forms)."""
    places = list(_ANY.finditer(form))
    choices = [_ROW_OF[match.group()] for match in places]
    found = {form}
    for words in product(*choices):
        if len(found) == MOST:
            break
        parts, end = [], 0
        for match, word in zip(places, words, strict=True):
            parts += [form[end:match.start()], word]
            end = match.end()
        found.add("".join(parts) + form[end:])
    return found
