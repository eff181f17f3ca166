"""Checks of what people read: reasons, insulting words, missing and mixed-up languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from complaint_rules.pack.merged import Merged
from complaint_rules.pack.model_advice import PhraseText
from complaint_rules.pack.names import LANGUAGES
from complaint_rules.pack.templates import slots_of
from complaint_rules.signals.fold import script_characters
from complaint_rules.workbench.linting.finding import Flaw, check
from complaint_rules.workbench.linting.insults import insult_in
from complaint_rules.workbench.linting.sentences import books, parts
from complaint_rules.workbench.linting.subject import Subject

_EMPTY_REASON = re.compile(r"(?i)\W*(to ?do|tbd|fixme|xxx+|n/?a|none|why|reason|because|待补|待補|待定|同上)?\W*\Z")
_CHINESE = re.compile("[\u3400-\u9fff]")
# Frequent characters of Simplified text that Traditional text never has.
_SIMPLIFIED = frozenset("们这说时对请问题买卖东还让给应谢认识无关发现开见样经过间长门亲电话产费级约组终结统书头业务"
                        "质员实际响账单换货订坏")


def _no_reason(subject: Subject) -> Iterator[Flaw]:
    merged = subject.merged
    for entries in (merged.signals, merged.patterns, merged.rules, merged.listening):
        for name, item in entries.items():
            for key in ("why", "mistakes"):
                if _EMPTY_REASON.match(getattr(item.value, key)):
                    yield Flaw(name, item, (key,), f"{getattr(item.value, key)!r} gives no reason"
                               if key == "why" else f"{item.value.mistakes!r} names no known mistake",
                               "say in one sentence where it comes from" if key == "why"
                               else "say in one sentence what it takes for something else")


no_reason = check("no-reason", "warning", "A signal or rule without a reason or known mistakes.")(_no_reason)


def _insults(subject: Subject) -> Iterator[Flaw]:
    for about, item, below, _, sentence in subject.sentences:
        if (word := insult_in(sentence)) is not None:
            yield Flaw(about, item, below, f"{word!r} judges the person in {sentence!r}",
                       "describe what was said or done; the customer may read it")


insult = check("insult", "error", "Insulting words in says, labels, advice or phrases.")(_insults)


def _missing_language(subject: Subject) -> Iterator[Flaw]:
    merged = subject.merged
    for name, item in merged.signals.items():
        if item.value.is_expression:
            for key, other in (("zh", "en"), ("en", "zh")):
                if getattr(item.value, key) and not getattr(item.value, other):
                    yield Flaw(name, item, (key,), f"has expressions under {key} but none under {other}",
                               f"add what {_NAMES[other]} speakers say, or make another signal for it")
    yield from _phrases_missing(merged)
    for language in LANGUAGES:
        for pair, item in ((pair, item) for other in LANGUAGES for pair, item in merged.probes.get(other, {}).items()):
            if pair not in merged.probes.get(language, {}):
                yield Flaw("/".join(pair), item, (), f"this question is missing in {language}",
                           f"add the pair to advice/{language}/probes.yaml")


_NAMES = {"zh": "Chinese", "en": "English"}


def _phrases_missing(merged: Merged) -> Iterator[Flaw]:
    """Phrases by id: each stands in every language, with the same slots."""
    said = {language: books(merged, language) for language in LANGUAGES}
    entries = dict.fromkeys((kind, name) for book in said.values() for kind in book for name in book[kind])
    for kind, name in entries:
        items = {language: said[language][kind][name] for language in LANGUAGES if name in said[language].get(kind, {})}
        texts = {language: {part.id: (below, part.text) for below, part in parts(item.value)
                            if isinstance(part, PhraseText)} for language, item in items.items()}
        for language, phrases in texts.items():
            for phrase, (below, text) in phrases.items():
                for other in items:
                    if phrase not in texts[other]:
                        yield Flaw(phrase, items[language], below, f"this phrase is missing in {other}",
                                   f"add it to the file of the same name under advice/{other}/")
                    elif other > language and set(slots_of(text)) != set(slots_of(texts[other][phrase][1])):
                        yield Flaw(phrase, items[language], (*below, "text"), f"its slots differ from those in {other}",
                                   "use the same slot names in every language")


missing_language = check("missing-language", "warning", "Expressions, phrases or questions that one of the languages "
                                                        "lacks.")(_missing_language)


def _wrong_script(subject: Subject) -> Iterator[Flaw]:
    traditional, _ = script_characters()
    for about, item, below, language, sentence in subject.sentences:
        if language == "en":
            wrong = _CHINESE.findall(sentence)
        else:
            foreign = _SIMPLIFIED if language == "zh-Hant" else traditional
            wrong = [] if foreign.isdisjoint(sentence) else [sign for sign in sentence if sign in foreign]
        if wrong:
            yield Flaw(about, item, below, f"{''.join(wrong)!r} does not belong to {language} in {sentence!r}",
                       f"write the sentence in {language}")


wrong_script = check("wrong-script", "warning", "A sentence in another language or script than its own."
                     )(_wrong_script)


def _no_example(subject: Subject) -> Iterator[Flaw]:
    tried: dict[str, set[str]] = {}
    for text in subject.texts:
        if text.key == "match":
            tried.setdefault(text.owner, set()).add(text.language)
    for name, item in subject.merged.signals.items():
        for key in ("zh", "en"):
            if getattr(item.value, key) and key not in tried.get(name, set()):
                yield Flaw(name, item, ("match",), f"no example under match is {_NAMES[key]}",
                           f"add a {_NAMES[key]} sentence that must match")


no_example = check("no-example", "warning", "A signal with expressions of a language and no example of it."
                   )(_no_example)

CHECKS = (no_example, no_reason, insult, missing_language, wrong_script)
