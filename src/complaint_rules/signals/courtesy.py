"""What is left out before words are counted or encoded: greetings and thanks, apologies for one's tone, and sentences
that say of us that we broke a promise. Texts are folded."""

from __future__ import annotations

import re

from complaint_rules.lazy import lazy_pattern

_EDGE = r"\W*"
_WHAT_FOR = r"(?:time|help|attention|patience|support|understanding|reply|assistance)"
_ENGLISH = (
    r"(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|to whom it may concern"
    r"|dear (?:x|sir|sirs|team|all|support|customer service))"
    r"(?: (?:there|team|all|everyone|again|x|or|sir|him)){0,4}(?=[^\w']|\Z)"
    r"|(?:many |with )?(?:thanks|thank you|thx|cheers)(?: (?:you|so much|very much|a lot|again|in advance|all|kindly))"
    r"{0,3}"
    rf"(?: for (?:reading|listening|(?:your |the |taking the |all your ){_WHAT_FOR}(?: and {_WHAT_FOR})?)"
    r"(?: (?:in this matter|to read this|this))?)?(?=\s*[,.!~;:)]|\Z)"
    r"|(?:(?:kind|best|warm|many) )?(?:regards|wishes)(?: x)?(?=\W|\Z)|yours (?:sincerely|faithfully|truly)(?: x)?"
    r"|i hope (?:you are|you're|this finds you|this message finds you|this email finds you|you are all|all is)"
    r" (?:well|keeping well|having a (?:good|nice|lovely) day|doing well)(?=\W|\Z)"
    r"|have a (?:good|nice|lovely|great) (?:day|evening|afternoon|weekend|week)(?=\W|\Z)"
    r"|i (?:look forward to|await) (?:your reply|hearing from you)(?=\W|\Z)"
    r"|sorry (?:to|for) (?:bother(?:ing)?|trouble|troubling|disturb(?:ing)?)(?: you)?(?=\W|\Z)"
    r"|(?:(?:i'm|i am|i) )?(?:so |very |really )?(?:sorry|apologi[sz]e|apologies),?(?: for)? ?"
    r"(?:i (?:should not|shouldn't) have|that i|i|my|being)? ?(?:(?:raised|lost) my (?:voice|temper)|shout(?:ed|ing)"
    r"|yell(?:ed|ing)|snapp(?:ed|ing)|(?:harsh |sharp )?tone|temper|rude)(?: at you| earlier| just now| before){0,2}"
    r"(?=\W|\Z)|please (?:go on|continue)(?=\W|\Z)"
)
_ENGLISH_WORDS = frozenset((
    "hello", "hi", "hey", "good", "greetings", "dear", "whom", "thanks", "thank", "thx", "cheers", "regards", "wishes",
    "yours", "hope", "have", "sorry", "apologise", "apologize", "apologies", "please", "forward", "await"))
_CHINESE = (
    r"你们?好[啊呀哦]?|早安|早上好|午安|下午好|晚上好|晚安|大家好|哈[啰喽]|嗨|客服(?:人员)?你好"
    r"|(?:非常|十分|真的|很|先|多|再次|麻烦了?)?(?:感谢|谢谢|多谢|不该|感恩)(?:晒|大家|你们?){0,2}"
    r"(?:的?(?:帮忙|帮助|协助|耐心|时间|服务|处理|关注|回复|阅读|理解|配合|支持)){0,3}[啦喔哦啊了]?(?!\w)"
    r"|(?:麻烦|打扰|辛苦|有劳|劳烦)(?:你们?|大家)?了?(?!\w)|不好意思,?(?:打扰|麻烦)(?:你们?)?了?(?!\w)"
    r"|祝(?:你们?|大家)?(?:一切)?(?:工作)?(?:顺利|顺心|平安|生活愉快|愉快|安好|周末愉快)(?!\w)|此致|敬礼|顺颂商祺|敬祝"
    r"|(?:对不起|对不住|抱歉|不好意思),?我?(?:刚才|刚刚|方才|一时)?(?:是?我)?(?:的?(?:语气|口气|态度|说话|讲话))?"
    r"(?:太|有点|比较)?(?:大声|激动|不好|重|冲|凶|急|失态)了?(?!\w)|你请说(?!\w)"
)
_WORD = re.compile("[a-z]+")
_CHINESE_SIGNS = lazy_pattern("[好安谢感该嗨哈烦扰苦劳祝敬顺歉对请]")
_BROKEN_PROMISE = lazy_pattern(
    r"\W{0,3}(?:(?:but |and )?(?:you|they) (?:had |have )?(?:promised|agreed to|said you would|said they would|"
    r"told me you would)\b[^.!?]{0,80}?\b(?:nobody|no one|no-one|nothing|never|didn't|did not|haven't|have not|hasn't|"
    r"has not|still|but)\b[^.!?]{0,60}"
    r"|the (?:date|day|time|deadline) (?:that )?you (?:promised|gave|agreed)[^.!?]{0,20}(?:passed|gone|went)"
    r"[^.!?]{0,30}"
    r"|你们?(?:公司|客服)?(?:答应|承诺|说好|保证)[^。!?]{0,30}(?:没|未|过了|至今|结果)[^。!?]{0,20})[.!。\s]*\Z")
_PROMISED = ("promised", "agreed", "would", "you gave", "答应", "承诺", "说好", "保证")


def says_we_broke_a_promise(sentence: str) -> bool:
    """Whether that is all a sentence says. What we did tells nothing of the customer."""
    return any(word in sentence for word in _PROMISED) and _BROKEN_PROMISE.match(sentence) is not None


def without_courtesies(sentence: str) -> str:
    """The sentence without greetings, thanks and apologies at its ends."""
    if not _ENGLISH_WORDS.isdisjoint(_WORD.findall(sentence)):
        sentence = _without(_ENGLISH_ENDS, sentence)
    if _CHINESE_SIGNS.search(sentence):
        sentence = _without(_CHINESE_ENDS, sentence)
    return sentence


def _at_ends(formulas: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (lazy_pattern(rf"{_EDGE}(?:(?:{formulas}){_EDGE}){{1,4}}"),
            lazy_pattern(rf"[^\w?]{{1,4}}(?:(?:{formulas}){_EDGE}){{1,4}}\Z"))


_ENGLISH_ENDS = _at_ends(_ENGLISH)
_CHINESE_ENDS = _at_ends(_CHINESE)


def _without(ends: tuple[re.Pattern[str], re.Pattern[str]], sentence: str) -> str:
    leading, trailing = ends
    opening = leading.match(sentence)
    return trailing.sub("", sentence[opening.end():] if opening else sentence)
