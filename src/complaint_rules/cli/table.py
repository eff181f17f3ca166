"""An assessment for people: the next sentence to say first, then why, with the quotes marked in the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from complaint_rules.assessment import Assessment, Evidence, Quote, Refusal
from complaint_rules.assessor import advised_in
from complaint_rules.complaint import Complaint
from complaint_rules.visible import visible

SHOWN_EVIDENCE = 8
SHOWN_WEIGHT = 0.05
SHOWN_PHRASES = 4
SHOWN_TEXT = 1200

_WORDS = {
    "en": {"say": "Say next", "seen": "Seen as", "style": "Work style", "why": "Why", "steps": "Do", "ask": "Ask",
           "up": "Pass on to", "manager": "A manager decides.", "text": "Text", "against": "against",
           "of_style": "work style"},
    "zh-Hant": {"say": "接下來說", "seen": "判讀", "style": "行事風格", "why": "依據", "steps": "做法", "ask": "詢問",
                "up": "轉請", "manager": "須由主管決定。", "text": "原文", "against": "反向",
                "of_style": "風格"},
    "zh-Hans": {"say": "接下来说", "seen": "判读", "style": "行事风格", "why": "依据", "steps": "做法", "ask": "询问",
                "up": "转给", "manager": "须由主管决定。", "text": "原文", "against": "反向",
                "of_style": "风格"},
}


def _telling(answer: Assessment) -> list[Evidence]:
    """The evidence for what was answered: the alerts, the type and the style; the rest is in the JSON."""
    about = {f"type:{answer.type.id}", f"style:{answer.style.id}", *(f"alert:{alert.id}" for alert in answer.alerts)}
    if answer.type.id == "undecided":
        about |= {f"type:{item.id}" for item in answer.ranking[:2]}
    return [item for item in answer.evidence
            if item.supports in about and (item.supports.startswith("alert:") or abs(item.weight) >= SHOWN_WEIGHT)
            ][:SHOWN_EVIDENCE]


class _Console(Console):
    """A console that leaves a closed pipe to the command."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class TableWriter:
    """Writes assessments to a stream, in colour where it is a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._console = _Console(file=stream, highlight=False, soft_wrap=False, markup=False, emoji=False)

    def write(self, complaint: Complaint | None, answer: Assessment | Refusal) -> None:
        """One complaint's answer, or the reason for its refusal."""
        if isinstance(answer, Refusal):
            where = f"line {answer.line}" if answer.line else "input"
            field = f"{answer.error.field}: " if answer.error.field else ""
            self._console.print(Text(f"{where}: {visible(field + answer.error.message)}", style="red"))
            return
        language = advised_in(complaint, answer.language)
        words = _WORDS[language]
        self._console.print(Rule(Text(visible(answer.complaint_id or "")), style="dim"))
        for alert in answer.alerts:
            self._console.print(Text(f"‼ {alert.label}: {alert.action}", style="bold red"))
        advice = answer.recommendation
        if advice.phrases:
            self._line(words["say"], Text(advice.phrases[0].text, style="bold green"))
            for phrase in advice.phrases[1:SHOWN_PHRASES]:
                self._line("", Text(phrase.text, style="green"))
        for one in advice.choices:
            self._line("", Text(f"〔{one.slot}〕 {' / '.join(one.choices)}", style="dim"))
        share = f"{answer.type.confidence:.0%}"
        self._line(words["seen"], Text(f"{answer.type.label} ({answer.type.standing}, {share})", style="bold"))
        self._line(words["style"], Text(f"{answer.style.id} ({answer.style.confidence:.0%})"))
        for number, item in enumerate(_telling(answer)):
            self._line(words["why"] if not number else "", self._reason(item, words))
        for number, step in enumerate(advice.strategy.steps):
            self._line(words["steps"] if not number else "", Text(f"{number + 1}. {step}"))
        if advice.next_question:
            self._line(words["ask"], Text(advice.next_question))
        if advice.escalation:
            self._line(words["up"], Text(f"{advice.escalation.to}: {advice.escalation.when}"))
        if advice.needs_manager:
            self._line("", Text(words["manager"], style="bold"))
        for note in answer.notes:
            self._line("", Text(note.message, style="yellow"))
        if complaint is not None:
            self._text(complaint, answer, words["text"])
        self._console.print()

    def _line(self, name: str, value: Text) -> None:
        width = sum(2 if ord(character) > 0x2E80 else 1 for character in name)
        line = Text(name + " " * max(1, 13 - width), style="dim")
        self._console.print(Padding(line + value, (0, 0, 0, 0)))

    @staticmethod
    def _reason(item: Evidence, words: Mapping[str, str]) -> Text:
        remarks = [words[name] for name, applies in (("of_style", item.supports.startswith("style:")),
                                                     ("against", item.weight < 0)) if applies]
        line = Text(f"{item.weight:+.1f} {item.says}" + (f" ({', '.join(remarks)})" if remarks else ""))
        if item.quotes:
            line.append(" «" + " … ".join(visible(quote.text) for quote in item.quotes[:2]) + "»", style="italic")
        return line

    def _text(self, complaint: Complaint, answer: Assessment, name: str) -> None:
        quotes: dict[int, list[Quote]] = {}
        for item in answer.evidence:
            for quote in item.quotes:
                quotes.setdefault(quote.message, []).append(quote)
        for number, turn in enumerate(complaint.turns):
            shown = Text("")
            last = 0
            for quote in sorted(quotes.get(number, []), key=lambda item: (item.start, -item.end)):
                if quote.start < last or quote.start > SHOWN_TEXT:
                    continue
                shown.append(visible(turn.text[last:quote.start]))
                shown.append(visible(turn.text[quote.start:quote.end]), style="reverse")
                last = quote.end
            shown.append(visible(turn.text[last:max(last, SHOWN_TEXT)]) + ("…" if len(turn.text) > SHOWN_TEXT else ""))
            self._line(name if not number else "", Text(f"{turn.role}: ", style="dim") + shown)
