"""Folds a text for matching, one character for one, so that offsets still point into the original.

Both Chinese scripts fold to Simplified, full width to half width, upper to lower case, typographic quotes and
apostrophes to plain ones, white space to a blank, and the Chinese pronouns of a woman to those of anybody.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

# Simplified characters that are common in Traditional text too.
_IN_BOTH = frozenset("后里面台只干斗丑谷表松系余云发征几制卷布折御志曲札朱蒙辟郁胡克准冲吊吁困回姜家布才扎托向"
                     "尸局岳巨布幸并床征念恤扑托据担旋朴朱杰板杯梁欲沈沾注游溪炮烟症着確群背苏范荐蜡表谷迹采里"
                     "钟链闲雇面须颓饥鱼了于什他你么仆价优伙佣俯借们占冬凌凑刨制千升卜卤占厂厘厕只叶吃合同名汇咨"
                     "咸周啊妳它汝秋秘秆筑签籴系累繆维网致舍苹药蒸虫蚀表袜认证诉谣赞踊踪迤郎都里锈")


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


@cache
def script_pairs() -> tuple[str, str]:
    """The Traditional characters and, place by place, their Simplified ones."""
    traditional, simplified = resources.files(__package__).joinpath("t2s.txt").read_text("utf-8").split("\n")[:2]
    return traditional, simplified


@cache
def script_characters() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that only Traditional text has, and those that only Simplified text has."""
    traditional, simplified = map(frozenset, script_pairs())
    return traditional - simplified, simplified - traditional - _IN_BOTH


@cache
def _table() -> dict[int, int]:
    """The folding table. The pairs of the scripts come from `t2s.txt` beside this module: one line of Traditional,
    one line of Simplified characters (facts of OpenCC's t2s mapping, 1.4.2, restricted to single characters)."""
    traditional, simplified = script_pairs()
    table = dict(zip(map(ord, traditional), map(ord, simplified), strict=True))
    table.update((code, ord(_lower(chr(code - 0xFEE0)))) for code in range(0xFF01, 0xFF5F))
    table.update((code, code + 32) for code in range(0x41, 0x5B))
    for ranges in ((0xC0, 0x250), (0x370, 0x530)):
        table.update((code, ord(_lower(chr(code)))) for code in range(*ranges) if _lower(chr(code)) != chr(code))
    table.update(dict.fromkeys(map(ord, "\t\n\r\v\f\u00a0\u3000\u2028\u2029"), 32))
    table.update(dict.fromkeys(map(ord, "’‘`´′｀"), 39))
    table.update({ord("她"): ord("他"), ord("妳"): ord("你")})
    table.update(dict.fromkeys(map(ord, "“”„‟″"), 34))
    table.update(dict.fromkeys(map(ord, "‐‑‒–—―"), 45))
    return table


_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """The text with full-width letters, digits and marks in half width; case and script stay."""
    return text if text.isascii() else text.translate(_WIDTH)


_ASCII = str.maketrans({**{chr(code): chr(code + 32) for code in range(0x41, 0x5B)},
                        **dict.fromkeys("\t\n\r\v\f", " "), "`": "'"})


def fold(text: str) -> str:
    """The folded text, of exactly the same length in code points."""
    return text.translate(_ASCII) if text.isascii() else text.translate(_table())
