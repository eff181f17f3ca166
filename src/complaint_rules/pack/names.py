"""The ids of the built-in types, styles, alerts, purposes and languages."""

from __future__ import annotations

from complaint_rules.complaint import Language

TYPES = ("uninformed", "know_it_all", "entitled", "lecturer", "stalker", "explosive", "time_killer", "fastidious",
         "victim_minded", "relentless", "illogical", "ordinary")
STYLES = ("driver", "analytical", "amiable", "expressive", "unknown")
ALERTS = ("violence_threat", "physical_act", "property_threat", "extortion", "exposure_threat", "legal_action",
          "self_harm", "sexual_harassment", "stalking_risk", "confinement", "trespass", "offsite_summons",
          "degrading_demand", "discrimination_by_customer", "safety_defect", "vulnerability", "staff_distress",
          "staff_misconduct")
PURPOSES = ("open", "apologise", "listen", "calm", "ask", "confirm", "check", "explain", "offer", "agree", "follow_up",
            "close", "thank", "limit", "stop", "route", "escalate", "boundary", "protect")
LANGUAGES: tuple[Language, ...] = ("zh-Hant", "zh-Hans", "en")
