"""Packs that differ in one thing, and complaints that show it, for the tests of `diff`, `stats` and `feedback`."""

import packs

AGAIN = {"id": "again", "text": "I will again call you.", "channel": "phone", "behaviour": {"contacts": 4}}
SHOUTS = {"id": "shouts", "messages": [{"role": "customer", "text": "A refund!", "at": "2026-11-20T10:04:00+08:00"}],
          "observed": ["shouting"]}
PLAIN = {"id": "plain", "text": "Please send me a refund."}


def labelled(complaint, kind, **labels):
    return {**complaint, "expected": {"type": kind, **labels}}


def relentless(*rules):
    return {"types/relentless.yaml": packs.type_file("relentless", *rules)}


AGAIN_RULE = packs.rule("relentless.again", "says.again and contacts >= 3")
CONTACTS_RULE = packs.rule("relentless.contacts", scale="contacts", steps=[3, 6], weights=[1.0, 1.5])
WITHOUT_AGAIN = relentless(CONTACTS_RULE)
MEDIA = {"alerts/exposure_threat.yaml": {
    "alert": "exposure_threat", "severity": "info", "about": "Media.", "sources": ["a test"],
    "rules": [packs.rule("exposure_threat.seen", "observed.threatens_exposure or observed.shouting")]}}
WORDS = {f"advice/{language}/relentless.yaml": packs.advice("relentless", goal="Another goal")
         for language in packs.LANGUAGES}
