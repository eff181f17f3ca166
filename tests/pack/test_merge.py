import pytest
from packs import (
    LANGUAGES,
    advice,
    alert_advice,
    info,
    minimal,
    pattern,
    phrase,
    rule,
    signal,
    type_file,
    write,
    write_minimal,
)

from complaint_rules.pack.errors import PackError
from complaint_rules.pack.load import load_source
from complaint_rules.pack.merge import merge
from complaint_rules.pack.runtime import compile_folder, load_compiled


@pytest.fixture
def lay(tmp_path):
    """lay({path: content}, …) compiles the minimal pack with one overlay for each mapping."""

    def compiled(*overlays, base=None):
        folders = [write(tmp_path / "tiny", base or minimal())]
        for number, files in enumerate(overlays):
            folders.append(write(tmp_path / f"over{number}", {"pack.yaml": info(f"over{number}")} | files))
        return load_compiled(folders, builtin=False)

    return compiled


def rules_of(compiled):
    return {item["id"]: item for item in compiled["rules"]}


def test_one_pack_has_no_layers_and_one_overlay_is_named_with_its_digest(lay):
    assert lay()["info"]["layers"] == []
    (layer,) = lay({})["info"]["layers"]
    assert layer.startswith("over0 1.0.0 sha256:")
    assert lay({})["info"]["name"] == "tiny"


def test_no_pack_at_all_is_refused():
    with pytest.raises(PackError, match="no pack given"):
        merge([])


def test_an_overlay_adds_signals_patterns_rules_and_a_type_of_its_own(lay):
    compiled = lay({
        "signals/s.yaml": {"family": "resale", "signals": [signal("says.resale", en=["resell"])]},
        "patterns.yaml": {"patterns": [pattern("resale.often", "says.resale and contacts >= 2")]},
        "types/reseller.yaml": type_file("acme:reseller", rule("reseller.often", "resale.often")),
        **{f"advice/{language}/reseller.yaml": advice("acme:reseller") for language in LANGUAGES}})
    assert rules_of(compiled)["reseller.often"]["supports"] == "type:acme:reseller"
    assert {"ordinary", "acme:reseller"} <= set(compiled["types"])
    assert "relentless.again" in rules_of(compiled)
    assert "resell" in compiled["expressions"]["forms"].split("\n")


def test_an_overlay_adds_rules_to_a_type_below(lay):
    cries = rule("explosive.cries", "observed.crying")
    compiled = lay({"types/more.yaml": type_file("explosive", cries, kind="state")})
    assert {"explosive.shouts", "explosive.cries"} <= set(rules_of(compiled))


def test_an_overlay_adds_words_to_a_class_below(lay):
    compiled = lay({"words/w.yaml": {"words": [{"id": "refund", "en": ["reimbursement"]}]}})
    assert {"refund", "退款", "reimbursement"} <= set(compiled["expressions"]["forms"].split("\n"))


def test_an_overlay_adds_units_to_a_dimension_below(lay):
    compiled = lay({"units.yaml": {"units": {"times": {"趟": 1}}}})
    expressions = compiled["expressions"]
    assert {"趟", "次", "calls"} <= {expressions["forms"].split("\n")[form] for form, _, _ in expressions["units"]}


def test_an_overlay_brings_a_new_alert_with_its_advice(lay):
    compiled = lay({
        "alerts/trespass.yaml": {"alert": "trespass", "severity": "urgent", "about": "Stays.", "sources": ["a test"],
                                 "rules": [rule("trespass.stays", "observed.refuses_to_leave")]},
        **{f"advice/{language}/alerts.yaml": {"alerts": {"trespass": alert_advice("trespass")}}
           for language in LANGUAGES}})
    assert set(compiled["alerts"]) == set(compiled["advice"]["en"]["alerts"]) == {"exposure_threat", "trespass"}


def test_an_overlay_replaces_a_rule_and_says_why(lay):
    changed = rule("explosive.shouts", "observed.shouting", weight=0.5, replaces="Everybody shouts here.")
    compiled = lay({"types/explosive.yaml": type_file("explosive", changed, kind="state")})
    assert rules_of(compiled)["explosive.shouts"]["weights"] == [0.5]
    assert len(rules_of(compiled)) == len(compiled["rules"])


def test_a_rule_that_replaces_nothing_is_refused(lay):
    misspelt = rule("explosive.shuots", "observed.shouting", replaces="Everybody shouts here.")
    with pytest.raises(PackError, match=r"explosive\.shuots"):
        lay({"types/explosive.yaml": type_file("explosive", misspelt, kind="state")})


def test_what_is_added_extended_replaced_and_retired_is_listed_with_its_reason(lay):
    changes = lay({
        "pack.yaml": info("over0", retire=[{"id": "relentless.contacts", "reason": "Calls are free here."}]),
        "words/w.yaml": {"words": [{"id": "refund", "en": ["reimbursement"]}]},
        "signals/s.yaml": {"family": "x", "signals": [
            signal("says.x", en=["x"]), signal("says.again", en=["encore"], replaces="Other words.")]},
        "types/explosive.yaml": {"type": "explosive", "bias": 0.5, "replaces": "Seldom here.", "rules": [
            rule("explosive.shouts", "observed.shouting", replaces="Everybody shouts here.")]},
        "units.yaml": {"replaces": "Ours are long.", "units": {"minutes": {"小时": 50}}}})["info"]["changes"]
    assert {(change["action"], change["kind"], change["id"], change["reason"]) for change in changes} == {
        ("retired", "rule", "relentless.contacts", "Calls are free here."), ("extended", "words", "refund", None),
        ("added", "signal", "says.x", None), ("replaced", "signal", "says.again", "Other words."),
        ("replaced", "type", "explosive (bias)", "Seldom here."),
        ("replaced", "rule", "explosive.shouts", "Everybody shouts here."),
        ("replaced", "unit", "小时", "Ours are long.")}
    assert {change["pack"] for change in changes} == {"over0"}
    assert all(":" in change["place"] for change in changes)


def test_fitted_weights_hold_no_longer_for_what_a_layer_replaces(lay):
    fitted = {"profiles": {"plain": {"rules": {"explosive.shouts": [9.0], "relentless.again": [8.0]},
                                     "bias": {"type:explosive": 7.0, "type:ordinary": 6.0}}}}
    profile = lay({"types/explosive.yaml": {"type": "explosive", "bias": 0.5, "replaces": "Seldom here.", "rules": [
        rule("explosive.shouts", "observed.shouting", weight=0.5, replaces="Everybody shouts here.")]}},
        base=minimal() | {"fitted/weights.json": fitted})["fitted"]["weights"]["profiles"]["plain"]
    assert profile == {"rules": {"relentless.again": [8.0]}, "bias": {"type:ordinary": 6.0}}


def test_a_file_that_only_adds_rules_to_a_type_below_states_nothing_else(lay):
    cries = rule("explosive.cries", "observed.crying")
    compiled = lay({"types/explosive.yaml": {"type": "explosive", "rules": [cries]}})
    assert compiled["types"]["explosive"]["kind"] == "state"
    assert rules_of(compiled)["explosive.cries"]["supports"] == "type:explosive"


def test_an_overlay_replaces_advice_and_the_texts_of_notes(lay):
    calm = advice("explosive", label="Calm first", replaces="Our own.",
                  phrases=[phrase(f"calm.open.{number}") for number in range(3)])
    compiled = lay({"advice/en/explosive.yaml": calm,
                    "advice/en/notes.yaml": {"replaces": "Shorter.",
                                                "notes": {"nothing_to_go_by": "Nothing at all."}}})
    assert compiled["advice"]["en"]["types"]["explosive"]["label"] == "Calm first"
    assert compiled["advice"]["zh-Hant"]["types"]["explosive"]["label"] == "A label"
    assert compiled["advice"]["en"]["notes"]["nothing_to_go_by"] == "Nothing at all."
    assert len(compiled["advice"]["en"]["notes"]) > 1


def test_an_overlay_replaces_advice_that_holds_across_types_and_ways_of_listening_saying_why(lay):
    way = {"id": "casual", "when": "says.again", "why": "A test.", "mistakes": "None.", "match": ["Call again"],
           "no_match": ["Call"]}
    base = minimal() | {"listening.yaml": {"listening": [way]},
                        "advice/en/merits.yaml": {"merits": {"shared": "Half each.", "no_fault": "Explain."}}}
    ours = {"advice/en/merits.yaml": {"replaces": "Our scheme.", "merits": {"shared": "All of it."}},
            "listening.yaml": {"listening": [way | {"when": "contacts > 3", "replaces": "Ours."}]}}
    compiled = lay(ours, base=base)
    assert compiled["advice"]["en"]["merits"] == {"shared": "All of it.", "no_fault": "Explain."}
    assert compiled["listening"] == [["casual", [[["contacts", ">", 3.0]]]]]
    assert {(change["action"], change["kind"], change["id"], change["reason"])
            for change in compiled["info"]["changes"]} == {
        ("replaced", "merits advice", "en shared", "Our scheme."), ("replaced", "listening", "casual", "Ours.")}


@pytest.mark.parametrize(("path", "content", "read"), [
    ("types/explosive.yaml", type_file("explosive", kind="manner", bias=-2.0), lambda data: data["types"]["explosive"]),
    ("styles/unknown.yaml", {"style": "unknown", "about": "No style.", "sources": ["a test"], "bias": 3.0},
     lambda data: data["styles"]["unknown"]),
    ("alerts/exposure_threat.yaml", {"alert": "exposure_threat", "severity": "urgent", "about": "Media.",
                                     "sources": ["a test"], "sets_type_aside": True, "rules": []},
     lambda data: data["alerts"]["exposure_threat"])], ids=["type", "style", "alert"])
def test_other_settings_of_a_type_style_or_alert_are_taken_or_refused_and_never_ignored(lay, path, content, read):
    before = read(lay())
    try:
        after = read(lay({path: content}))
    except PackError:
        return
    assert after != before


def test_an_overlay_retires_rules_signals_and_patterns(lay):
    base = minimal() | {"patterns.yaml": {"patterns": [pattern("often", "contacts >= 9")]}}
    gone = [{"id": name, "reason": "Not here."} for name in ("relentless.again", "says.again", "often")]
    compiled = lay({"pack.yaml": info("over0", retire=gone)}, base=base)
    assert "relentless.again" not in rules_of(compiled)
    assert "says.again" not in compiled["signals"]
    assert compiled["patterns"] == []


def test_what_is_retired_can_be_defined_anew(lay):
    compiled = lay({"pack.yaml": info("over0", retire=[{"id": "says.again", "reason": "Other words here."}]),
                    "signals/s.yaml": {"family": "acme", "signals": [signal("says.again", en=["encore"])]}})
    assert "encore" in compiled["expressions"]["forms"].split("\n")


# (overlay, what the message says)
REFUSED = [
    ({"pack.yaml": info("over0", retire=[{"id": "says.nix", "reason": "No."}])}, "says.nix is not in the packs below"),
    ({"pack.yaml": info("over0", retire=[{"id": "says.again", "reason": "No."}])}, "no signal or pattern says.again"),
    ({"signals/s.yaml": {"family": "x", "signals": [signal("says.again", en=["x"])]}}, "says.again is already defined"),
    ({"types/t.yaml": type_file("explosive", rule("relentless.again", "contacts > 1"), kind="state")},
     "relentless.again is already defined at"),
    ({"types/t.yaml": type_file("explosive", rule("x.y", "contacts > 1"), rule("x.y", "contacts > 2"), kind="state")},
     "x.y is already defined at"),
    ({"advice/en/alerts.yaml": {"alerts": {"exposure_threat": alert_advice("exposure_threat")}}},
     "exposure_threat is already defined at"),
    ({"patterns.yaml": {"patterns": [pattern("x.y", "contacts > 1"), pattern("x.y", "contacts > 2")]}},
     "x.y is already defined at"),
]


@pytest.mark.parametrize(("overlay", "message"), REFUSED)
def test_collisions_and_what_is_not_there_are_refused(lay, overlay, message):
    with pytest.raises(PackError, match=message):
        lay(overlay)


@pytest.mark.parametrize("again", [
    {"words/again.yaml": {"words": [{"id": "refund", "en": ["x"]}]}},
    {"signals/again.yaml": {"family": "x", "signals": [signal("says.again", en=["x"])]}},
    {"types/again.yaml": type_file("explosive", kind="state")}])
def test_one_pack_does_not_define_one_thing_twice(tmp_path, again):
    with pytest.raises(PackError, match=r"already defined|has two files"):
        compile_folder(write_minimal(tmp_path / "tiny", **again))


def test_later_overlays_lie_over_earlier_ones(lay):
    first = rule("explosive.shouts", "observed.shouting", weight=0.5, replaces="Once.")
    second = rule("explosive.shouts", "observed.shouting", weight=0.7, replaces="Twice.")
    compiled = lay({"types/t.yaml": type_file("explosive", first, kind="state")},
                   {"types/t.yaml": type_file("explosive", second, kind="state")})
    assert rules_of(compiled)["explosive.shouts"]["weights"] == [0.7]
    assert [layer.split()[0] for layer in compiled["info"]["layers"]] == ["over0", "over1"]


def test_the_sources_are_not_changed_by_merging(tmp_path):
    source = load_source(write_minimal(tmp_path / "tiny"), "tiny")
    over = load_source(write(tmp_path / "over", {
        "pack.yaml": info("over"), "words/w.yaml": {"words": [{"id": "refund", "en": ["more"]}]}}), "over")
    assert merge([source, over]).words["refund"].value.en == ("refund", "money back", "more")
    assert merge([source]).words["refund"].value.en == ("refund", "money back")
