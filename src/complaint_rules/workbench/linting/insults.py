"""Words that no sentence of a pack may hold: they judge a person instead of describing conduct."""

from __future__ import annotations

import re

from complaint_rules.judging import words_against_the_person
from complaint_rules.signals.fold import fold

# Beside the words that no record may hold (`judging`): those that a record may need, since they are said of things too.
CHINESE = (
    "疯婆", "神经质", "白目", "智障", "脑残", "弱智", "笨蛋", "蠢", "废物", "人渣", "贱", "泼妇", "泼辣", "流氓",
    "垃圾", "讨厌鬼", "烦人", "难缠", "变态", "胡闹", "不可理喻", "没水准", "没素质", "没教养", "爱哭", "装可怜",
    "巨婴", "老番颠", "痴线", "黐线",)
ENGLISH = (
    "idiotic", "moron", "moronic", "imbecile", "fool", "dumb", "mad", "nutcase", "retarded", "crook", "scum", "trash",
    "loser", "whiner", "whining", "crybaby", "drama queen", "pest", "troll", "bully", "brat", "spoilt", "spoiled",
    "arrogant", "pathetic", "ridiculous", "unreasonable person", "problem customer", "vexatious", "karen", "creep",
    "pervert", "bitch", "bastard", "asshole", "jerk",)

_FOUND = re.compile("|".join([*map(re.escape, map(fold, CHINESE)),
                              rf"\b(?:{'|'.join(map(re.escape, ENGLISH))})\b"]))


def insult_in(sentence: str) -> str | None:
    """The first insulting word of a sentence, as it stands there; None where there is none."""
    match = _FOUND.search(fold(sentence))
    return sentence[match.start():match.end()] if match else next(iter(words_against_the_person(sentence)), None)
