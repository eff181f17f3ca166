"""Words that no sentence of a pack may hold: they judge a person instead of describing conduct."""

from __future__ import annotations

import re

from complaint_rules.signals.fold import fold

CHINESE = (
    "奥客", "刁民", "疯子", "疯婆", "神经病", "神经质", "白痴", "白目", "智障", "脑残", "弱智", "笨蛋", "蠢",
    "废物", "人渣", "贱", "泼妇", "泼辣", "无赖", "流氓", "骗子", "垃圾", "讨厌鬼", "烦人", "难缠", "妄想", "变态",
    "无理取闹", "胡搅蛮缠", "胡闹", "不可理喻", "没水准", "没素质", "没教养", "爱哭", "装可怜", "巨婴", "老番颠",
    "痴线", "黐线", "死缠烂打",)
ENGLISH = (
    "idiot", "idiots", "idiotic", "stupid", "moron", "moronic", "imbecile", "fool", "dumb", "crazy", "insane",
    "mad", "nutter", "nutcase", "lunatic", "psycho", "hysterical", "paranoid", "delusional", "retarded", "liar",
    "liars", "crook", "scum", "trash", "loser", "whiner", "whining", "crybaby", "drama queen", "nuisance", "pest",
    "troll", "bully", "brat", "spoilt", "spoiled", "arrogant", "pathetic", "ridiculous", "unreasonable person",
    "difficult customer", "problem customer", "troublemaker", "time-waster", "time waster", "vexatious", "crank",
    "karen", "creep", "pervert", "bitch", "bastard", "asshole", "jerk",)

_FOUND = re.compile("|".join([*map(re.escape, map(fold, CHINESE)),
                              rf"\b(?:{'|'.join(map(re.escape, ENGLISH))})\b"]))


def insult_in(sentence: str) -> str | None:
    """The first insulting word of a sentence, as it stands there; None where there is none."""
    match = _FOUND.search(fold(sentence))
    return sentence[match.start():match.end()] if match else None
