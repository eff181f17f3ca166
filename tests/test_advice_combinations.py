"""Advice for every combination: what an alert forbids is never said, and what is owed never changes."""

import itertools
from typing import get_args

import pytest

from complaint_rules.advice import Adviser, Situation
from complaint_rules.complaint import Channel, Merit
from complaint_rules.pack.names import ALERTS, LANGUAGES, STYLES, TYPES
from complaint_rules.pack.runtime import load_compiled

COMPILED = load_compiled()
ADVISER = Adviser(COMPILED)
KINDS = (*TYPES, "undecided")
CHANNELS = (None, *get_args(Channel))
MODES = ("serve", "limit", "stop")
WAYS = (None, "casual", "shallow", "technical", "active")
SHAPES = list(itertools.product(KINDS, STYLES, CHANNELS, MODES))
LIMITED = {"limit": ("relentless", "entitled", "lecturer", "time_killer"), "stop": ("stalker", "relentless")}


def advise(language, kind="ordinary", style="unknown", channel=None, mode="serve", alerts=(), merit=None,
           listening=None, noticed=frozenset()):
    return ADVISER.recommendation.__wrapped__(Situation(
        language, kind, style, mode, mode != "serve", tuple(alerts), channel, merit, listening, noticed, None))


@pytest.mark.parametrize(("language", "alert"), list(itertools.product(LANGUAGES, ALERTS)))
def test_whatever_the_type_style_channel_and_mode_an_alert_leads_and_its_ban_holds(language, alert):
    rule = COMPILED["alerts"][alert]
    text = COMPILED["advice"][language]["alerts"][alert]
    forbidden, slots = set(rule["forbids"]), set(rule["forbids_slots"])
    for kind, style, channel, mode in SHAPES:
        answer = advise(language, kind, style, channel, mode, [alert])
        said = answer.phrases
        assert not forbidden & {phrase.purpose for phrase in said}, (kind, style, channel, mode)
        assert not slots & {slot for phrase in said for slot in phrase.slots}
        own = [phrase.id.startswith(f"alert.{alert}.") for phrase in said]
        assert own[0]
        assert sum(own) >= 2
        assert own == sorted(own, reverse=True)
        assert answer.strategy.steps[:2] == (text["action"], text["stop_when"])
        assert answer.strategy.avoid[:len(text["avoid"])] == tuple(text["avoid"])
        if rule["sets_matter_aside"]:
            assert all(own)
            assert answer.strategy.goal == text["goal"]
        if rule["severity"] != "info" or (mode == "serve" and kind != "stalker"):
            assert answer.escalation.to == text["escalation"]["to"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_alerts_add_up_their_bans(language):
    for pair in itertools.combinations(ALERTS, 2):
        forbidden = {purpose for name in pair for purpose in COMPILED["alerts"][name]["forbids"]}
        for kind in KINDS:
            said = advise(language, kind, "expressive", "in_person", "stop", pair).phrases
            assert not forbidden & {phrase.purpose for phrase in said}
            assert said, (pair, kind)


@pytest.mark.parametrize(("language", "merit"), list(itertools.product(LANGUAGES, get_args(Merit))))
def test_what_is_owed_never_changes_with_type_style_channel_mode_alert_or_listening(language, merit):
    owed = COMPILED["advice"][language]["merits"][merit]
    for kind, style, channel, mode in SHAPES:
        assert advise(language, kind, style, channel, mode, merit=merit).strategy.steps.count(owed) == 1
    for kind, alert, listening in itertools.product(KINDS, ALERTS, WAYS):
        strategy = advise(language, kind, alerts=[alert], merit=merit, listening=listening).strategy
        aside = COMPILED["alerts"][alert]["sets_matter_aside"]
        assert (*strategy.steps, *strategy.do).count(owed) == 1
        assert (owed in strategy.steps) is not aside


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_belies_the_facts(language):
    book = COMPILED["advice"][language]
    kept = {phrase["id"]: phrase["merits"] for part in ("types", "styles") for entry in book[part].values()
            for phrase in entry["phrases"] if phrase["merits"]}
    assert {"fastidious.apologise.1", "ordinary.explain.1", "victim_minded.apologise.2"} <= set(kept)
    for kind, style, channel, merit in itertools.product(KINDS, STYLES, CHANNELS, (None, *get_args(Merit))):
        said = {phrase.id for phrase in advise(language, kind, style, channel, merit=merit).phrases}
        assert not {name for name in said & set(kept) if merit and merit not in kept[name]}, (kind, style, merit)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_else_is_raised_somebody_who_speaks_of_dying_is_asked_whether_they_are_safe(language):
    for other in ALERTS:
        answer = advise(language, "ordinary", channel="phone", alerts=["self_harm", other])
        assert "alert.self_harm.check.1" in {phrase.id for phrase in answer.phrases}, other
        steps = COMPILED["advice"][language]["alerts"]["legal_action"]["action"]
        assert steps not in answer.strategy.steps


@pytest.mark.parametrize("language", LANGUAGES)
def test_limits_open_with_the_checklist_and_are_said_only_when_earned(language):
    modes = COMPILED["advice"][language]["modes"]
    for kind, mode in ((kind, mode) for mode, kinds in LIMITED.items() for kind in kinds):
        for channel in CHANNELS:
            answer = advise(language, kind, channel=channel, mode=mode)
            assert answer.strategy.steps[:len(modes[mode]["steps"])] == tuple(modes[mode]["steps"])
            assert next(phrase.id for phrase in answer.phrases if not phrase.id.startswith("channel.")).startswith(
                f"mode.{mode}.")
            assert "close" not in {phrase.purpose for phrase in answer.phrases if phrase.id.startswith("channel.")}
            assert [phrase for phrase in answer.phrases if phrase.id.startswith(f"{kind}.{mode}")
                    or phrase.id == "relentless.close.1"], (kind, channel)
    for kind, style, channel in itertools.product(KINDS, STYLES, CHANNELS):
        said = advise(language, kind, style, channel).phrases
        assert not {"limit", "stop"} & {phrase.purpose for phrase in said}
        assert not any(phrase.id.startswith("mode.") for phrase in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_has_five_phrases_to_say_in_every_channel_and_none_twice(language):
    for kind, style, channel in itertools.product(KINDS, STYLES, CHANNELS):
        said = advise(language, kind, style, channel).phrases
        assert len([phrase for phrase in said if phrase.id.startswith(f"{kind}.")]) >= 5, (kind, style, channel)
        assert len({phrase.text for phrase in said}) == len(said)
        assert len({phrase.purpose for phrase in said}) >= 4


@pytest.mark.parametrize(("language", "style"), list(itertools.product(LANGUAGES, STYLES[:-1])))
def test_a_style_has_words_of_its_own_and_changes_the_advice_for_every_type(language, style):
    book = COMPILED["advice"][language]["styles"][style]
    for kind in TYPES[:-1]:
        do = advise(language, kind, style).strategy.do
        assert do[0] == book["types"][kind]
        if kind != "stalker":
            assert do[1:4] == (book["pace"], book["order"], book["tone"])
            assert len([phrase for phrase in advise(language, kind, style, "phone").phrases
                        if phrase.id.startswith(f"style.{style}.")]) >= 2
    shown = {advise(language, "ordinary", other).strategy.do for other in STYLES}
    assert len(shown) == len(STYLES)


def test_nobody_is_charmed_or_hurried_where_the_manner_is_set_aside():
    for alert in ("self_harm", "stalking_risk", "vulnerability", "staff_misconduct", "safety_defect"):
        ids = {phrase.id for phrase in advise("en", "ordinary", "expressive", "phone", alerts=[alert]).phrases}
        assert not {name for name in ids if name.startswith("style.")} | ids & {"ordinary.listen.2"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_channels_differ_in_greeting_and_closing_and_on_site_there_is_a_seat(language):
    groups = ("phone", "letter", "chat", "in_person", "web")
    shown = {channel: [phrase for phrase in advise(language, channel=channel).phrases
                       if phrase.id.startswith("channel.")] for channel in groups}
    assert all(phrases[-1].purpose == "close" for phrases in shown.values())
    assert len({phrases[-1].slots for phrases in shown.values()}) == len(groups)
    assert advise(language, channel="letter").phrases[0].id == "channel.letter.open.1"
    assert shown["in_person"][0].purpose == "calm"
    assert max(len(phrase.text) for phrase in shown["chat"]) < max(len(phrase.text) for phrase in shown["letter"]) / 1.5
    for kind in ("stalker", "relentless", "time_killer"):
        assert "channel.in_person.calm.1" not in {
            phrase.id for phrase in advise(language, kind, channel="in_person").phrases}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_trade_expert_and_the_negotiator_are_answered_differently(language):
    expert = advise(language, "know_it_all", noticed=frozenset(["says.claims_expertise"]))
    negotiator = advise(language, "know_it_all", noticed=frozenset(["says.bargains_skilfully"]))
    assert expert.phrases[0].id == "know_it_all.thank.3"
    assert negotiator.phrases[0].id == "know_it_all.explain.4"
    assert expert.strategy.do[0] != negotiator.strategy.do[0]


def test_equal_situations_are_answered_from_memory():
    at = Situation("en", "ordinary", "driver", "serve", False, (), "phone", None, None, frozenset(), None)
    assert ADVISER.recommendation(at) is ADVISER.recommendation(at)
