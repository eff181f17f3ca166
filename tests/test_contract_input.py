"""What is accepted as a complaint, and the words in which the rest is refused."""

import math

import packs
import pytest

from complaint_rules import Assessment, Complaint, CustomerBehaviour, InvalidComplaintError, Observation

COUNTS = [
    "contacts", "company_caused_contacts", "agents_contacted", "supervisor_requests", "contacts_to_same_agent",
    "approaches_outside_work", "contacts_after_told_to_stop", "contacts_after_final_answer", "demand_changes",
    "story_changes", "compensation_demands", "demands_beyond_rule", "demands_after_limit_told",
    "fair_offers_refused", "unfounded_claims", "basic_point_explanations", "interruptions",
    "complaints_last_12_months", "minor_defect_complaints_last_12_months", "advice_contacts_last_12_months"]
TRUTHS = [
    "final_answer_given", "new_facts_since_final", "promise_missed_by_us", "work_disrupted",
    "other_customers_affected"]
NUMBERS = ["contact_minutes", "off_topic_share"]
OBSERVED = [
    "shouting", "crying", "swearing", "insults", "threatens_violence", "threatens_exposure", "refuses_to_leave",
    "refuses_to_hang_up", "waits_for_employee", "follows_employee", "interrupts", "rambling", "speaks_fast",
    "speaks_slowly", "asks_many_questions", "brings_documents", "hesitates", "jokes", "cold_tone", "warm_tone",
    "staff_afraid", "hits_or_throws"]

UNKNOWN = "is not a field of a complaint; check the spelling or remove it"
OBJECT = "must be an object in { }"
WHOLE = "must be a whole number from 0 to 1,000,000, without quotes"
TRUTH = "must be true or false, without quotes"
TOO_LOW = "input should be greater than or equal to 0; leave the field out where the value is not known"
TOO_HIGH = "input should be less than or equal to 1000000; leave the field out where the value is not known"
BOTH = "give either `text` (one customer message) or `messages`, not both"
TAG = "is not supported; use zh-Hant, zh-Hans or en, or leave it out to have it detected"


@pytest.fixture(scope="module")
def assessor(tmp_path_factory):
    return packs.assessor(packs.write_minimal(tmp_path_factory.mktemp("pack")))


def message(**fields):
    return {"messages": [{"role": "customer", "text": "a", **fields}]}


def history(**fields):
    return {"behaviour": fields}


def refusal(assessor, given):
    with pytest.raises(InvalidComplaintError) as caught:
        assessor.assess(given)
    return caught.value


@pytest.mark.parametrize(("given", "field", "said"), [
    (None, None, OBJECT),
    (5, None, OBJECT),
    ([], None, OBJECT),
    ({"txet": "a"}, "txet", UNKNOWN),
    ({"contacts": 4}, "contacts", UNKNOWN),
    ({"type": "relentless"}, "type", UNKNOWN),
    ({"text": "a", "Text": "b"}, "Text", UNKNOWN),
    ({"text": 5}, "text", "input should be a valid string"),
    ({"id": 5}, "id", "input should be a valid string"),
    ({"text": "a", "messages": []}, None, BOTH),
    ({"text": "", "messages": [{"role": "customer", "text": "a"}]}, None, BOTH),
    (message(x=1), "messages[0].x", UNKNOWN),
    (message(role="boss"), "messages[0].role", "input should be 'customer', 'agent' or 'note'"),
    (message(text=None), "messages[0].text", "input should be a valid string"),
    (message(at="yesterday"), "messages[0].at", "input should be a valid datetime or date, input is too short"),
    ({"messages": [{"text": "a"}]}, "messages[0].role", "field required"),
    ({"messages": [{"role": "note"}]}, "messages[0].text", "field required"),
    ({"messages": [{"role": "note", "text": "a"}, None]}, "messages[1]", OBJECT),
    ({"behaviour": 5}, "behaviour", OBJECT),
    ({"behaviour": []}, "behaviour", OBJECT),
    (history(contact=1), "behaviour.contact", UNKNOWN),
    (history(contacts=-1), "behaviour.contacts", TOO_LOW),
    (history(contacts=1_000_001), "behaviour.contacts", TOO_HIGH),
    (history(contacts=10**30), "behaviour.contacts", TOO_HIGH),
    (history(contacts=10**5000), "behaviour.contacts", TOO_HIGH),
    (history(contacts=True), "behaviour.contacts", WHOLE),
    (history(contacts="5"), "behaviour.contacts", WHOLE),
    (history(contacts=5.5), "behaviour.contacts", WHOLE),
    (history(contacts=math.nan), "behaviour.contacts", WHOLE),
    (history(contacts=math.inf), "behaviour.contacts", WHOLE),
    (history(contacts=[1]), "behaviour.contacts", WHOLE),
    (history(contacts=-1, interruptions=-1), "behaviour.contacts", TOO_LOW + " (and 1 more)"),
    (history(contact_minutes=-0.5), "behaviour.contact_minutes", TOO_LOW),
    (history(contact_minutes=1e30), "behaviour.contact_minutes", TOO_HIGH),
    (history(contact_minutes=math.inf), "behaviour.contact_minutes", TOO_HIGH),
    (history(off_topic_share=1.01), "behaviour.off_topic_share", TOO_HIGH.replace("1000000", "1")),
    (history(final_answer_given=1), "behaviour.final_answer_given", TRUTH),
    (history(final_answer_given="true"), "behaviour.final_answer_given", TRUTH),
    ({"merit": "ours"}, "merit",
     "input should be 'company_fault', 'shared', 'customer_error', 'third_party' or 'no_fault'"),
    ({"channel": "fax"}, "channel",
     "input should be 'phone', 'letter', 'email', 'chat', 'sms', 'social', 'in_person' or 'web'"),
    ({"language": 5}, "language", "input should be 'zh-Hant', 'zh-Hans' or 'en'"),
    ({"language": ""}, "language", f"language '' {TAG}"),
    ({"language": "ja"}, "language", f"language 'ja' {TAG}"),
    ({"language": "eng"}, "language", f"language 'eng' {TAG}"),
    ({"advice_language": "ko"}, "advice_language", f"language 'ko' {TAG}"),
])
def test_refused_with_field_and_reason(assessor, given, field, said):
    error = refusal(assessor, given)
    assert (error.field, error.message) == (field, said)


@pytest.mark.parametrize("value", [True, "5", []], ids=repr)
@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_with_a_fraction_is_never_asked_to_be_whole(assessor, name, value):
    error = refusal(assessor, history(**{name: value}))
    assert error.field == f"behaviour.{name}"
    assert "number" in error.message
    assert "whole" not in error.message
    assert "more)" not in error.message, "one finding, told as one"


@pytest.mark.parametrize("given", [{"messages": "abc"}, {"messages": {"role": "customer", "text": "a"}},
                                   {"observed": "shouting"}, {"observed": {"shouting": True}}], ids=repr)
def test_a_list_is_asked_for_in_words_of_json(assessor, given):
    error = refusal(assessor, given)
    assert error.field in given
    assert "tuple" not in error.message


@pytest.mark.parametrize("value", ["Shouting", 1, None, "angry"], ids=repr)
def test_an_unknown_observation_is_refused_with_the_list(assessor, value):
    error = refusal(assessor, {"observed": ["crying", value]})
    assert error.field == "observed[1]"
    assert all(name in error.message for name in OBSERVED)


@pytest.mark.parametrize("given", [
    {}, {"text": None}, {"text": ""}, {"text": " \n\t"}, {"messages": []}, message(role="agent"), message(text=""),
    {"behaviour": None}, {"behaviour": {}}, {"behaviour": {"contacts": None}}, {"observed": []},
    {"channel": "phone", "language": "en"}], ids=repr)
def test_nothing_to_go_by_is_answered_as_undecided_with_a_note(assessor, given):
    answer = assessor.assess(given)
    assert (answer.type.id, answer.type.standing) == ("undecided", "tentative")
    assert "nothing_to_go_by" in [note.id for note in answer.notes]


@pytest.mark.parametrize("given", [
    "refund", Complaint(text="refund"), {"text": "refund"}, {"text": "refund", "messages": None},
    {"messages": ({"role": "customer", "text": "refund", "at": "2026-11-20T10:04:00+08:00"},)},
    message(role="note", text="The customer said \"refund\""),
    *[history(**{name: value}) for name in COUNTS for value in (0, 1_000_000)],
    *[history(**{name: value}) for name in TRUTHS for value in (True, False)],
    *[history(**{name: value}) for name in NUMBERS for value in (0, 1, 0.5, 1e-300, -0.0)],
    *[{"observed": [name, name]} for name in OBSERVED],
    *[{"channel": name} for name in ("phone", "letter", "email", "chat", "sms", "social", "in_person", "web")],
    *[{"merit": name} for name in ("company_fault", "shared", "customer_error", "third_party", "no_fault")],
], ids=lambda given: repr(given)[:60])
def test_every_value_of_the_interface_is_answered(assessor, given):
    assert isinstance(assessor.assess(given), Assessment)


def test_the_interface_has_these_counters_and_observations_and_no_others():
    assert set(CustomerBehaviour.model_fields) == {*COUNTS, *TRUTHS, *NUMBERS}
    assert {item.value for item in Observation} == set(OBSERVED)


@pytest.mark.parametrize(("tag", "language"), [
    ("zh-Hant", "zh-Hant"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-Hans", "zh-Hans"), ("zh", "zh-Hans"),
    ("zh-CN", "zh-Hans"), ("en", "en"), ("en-GB", "en"), ("en-US", "en"), ("EN-gb", "en")])
def test_language_tags_mean_one_of_three(assessor, tag, language):
    assert assessor.assess({"language": tag, "text": "退款 refund"}).language == language


@pytest.mark.parametrize(("text", "language"), [
    ("Where is my parcel?", "en"), ("I want a refund and an apology from you.", "en"), ("REFUND NOW!!!", "en"),
    ("Ça va? I want my refund please, I am the café owner.", "en"),
    ("Unacceptable behaviour. Absolutely disgraceful, utterly shameful conduct.", "en"),
    ("我要退錢，請你們說明。", "zh-Hant"), ("我要退钱，请你们说明。", "zh-Hans"),
    ("我的 iPhone 15 Pro Max 壞了", "zh-Hant"),
    ("ありがとうございます、返金してください", None), ("責任者を出せ！", None), ("환불해 주세요 지금", None),
    ("Верните мне деньги", None), ("ขอเงินคืน", None), ("أريد استرداد أموالي", None),
    ("Je voudrais un remboursement immédiat, votre service est nul", None),
    ("Bonjour, je suis très déçue de ce produit et je veux être remboursée", None),
    ("Ich will mein Geld zurück, das ist unverschämt", None), ("Die Ware war kaputt, ich will sofort mein Geld", None),
    ("Quiero que me devuelvan el dinero, no me han dado ninguna respuesta a mi reclamo", None),
    ("Ho chiamato tre volte e non ha risposto a me nessuno in ufficio", None),
    ("Quero o meu dinheiro de volta, a encomenda nao chegou", None),
    ("Ik wil mijn geld terug, het product is kapot en niemand kan me helpen", None),
    ("12345", None), ("?!?!", None), ("😀😀", None), ("\0", None), ("\ud83d", None)])
def test_language_is_detected_or_the_text_is_undecided_with_a_note(assessor, text, language):
    answer = assessor.assess(text)
    assert answer.language == language
    if language is None:
        assert answer.type.id == "undecided"
        assert "language_unknown" in [note.id for note in answer.notes]


def test_a_text_that_is_not_read_is_undecided_whatever_the_counters_say(assessor):
    counters = {"behaviour": {"contacts": 12, "contacts_after_final_answer": 9, "final_answer_given": True}}
    assert assessor.assess(counters).type.id == "relentless"
    answer = assessor.assess(counters | {"text": "Je voudrais un remboursement de ma facture"})
    assert (answer.type.id, answer.recommendation.mode) == ("undecided", "serve")
    assert "language_unknown" in [note.id for note in answer.notes]


@pytest.mark.parametrize(("given", "language"), [({"text": "退款", "language": "en"}, "en"),
                                                 ({"text": "refund now", "language": "zh-Hant"}, "zh-Hant")])
def test_the_stated_language_counts_whatever_the_script(assessor, given, language):
    assert assessor.assess(given).language == language


@pytest.mark.parametrize(("counters", "value", "note"), [
    ({"contacts": 9}, 9, None),
    ({"contacts": 9, "company_caused_contacts": 4}, 5, None),
    ({"contacts": 4, "company_caused_contacts": 9}, 0, "contradiction_company_caused"),
    ({"contacts": 7, "contacts_after_final_answer": 9}, 7, "contradiction_contacts"),
    ({"contacts": 7, "contacts_after_final_answer": 2, "final_answer_given": False}, 7, "contradiction_final_answer"),
    ({"contacts": 7, "contacts_to_same_agent": 8}, 7, "contradiction_same_agent")])
def test_counters_are_read_in_the_customers_favour_with_a_note(assessor, counters, value, note):
    answer = assessor.assess(history(**counters))
    shown = [item.value for item in answer.evidence if item.rule == "relentless.contacts"]
    assert shown == ([value] if value >= 3 else [])
    assert [item.id for item in answer.notes] == ([note] if note else [])


@pytest.mark.parametrize(("counters", "value"), [
    ({"contacts": 9, "contacts_after_final_answer": 6}, 6),
    ({"contacts": 9, "contacts_after_final_answer": 6, "company_caused_contacts": 2}, 4),
    ({"contacts": 3, "contacts_after_final_answer": 6}, 3),
    ({"contacts": 6, "contacts_after_final_answer": 6, "final_answer_given": False}, None),
    ({"contacts": 6, "contacts_after_final_answer": 2, "company_caused_contacts": 5}, None)])
def test_contacts_after_the_final_answer_never_exceed_what_the_customer_caused(tmp_path, counters, value):
    changed = packs.type_file("relentless", packs.rule("relentless.after", scale="contacts_after_final_answer",
                                                       steps=[1], weights=[1.0]))
    pack = packs.write_minimal(tmp_path, **{"types/relentless.yaml": changed})
    assert [item.value for item in packs.assessor(pack).assess(history(**counters)).evidence
            if item.rule == "relentless.after"] == ([] if value is None else [value])


def test_half_a_character_pair_is_replaced_one_for_one_with_a_note(assessor):
    answer = assessor.assess("refund \ud83d please")
    assert "characters_replaced" in [note.id for note in answer.notes]
    assert answer.model_dump_json()


@pytest.mark.parametrize("given", [
    {"id": "\ud800", "text": "refund"}, {"id": "a\0b", "text": "refund"}, {"text": "a\u202eb"},
    {"text": "\ufeffrefund"}, {"text": "\ud800" * 9, "language": "en"}], ids=ascii)
def test_any_characters_give_an_answer_that_can_be_written_as_json(assessor, given):
    answer = assessor.assess(given)
    assert Assessment.model_validate_json(answer.model_dump_json()) == answer
