"""One assessment: against a peer, the engine's share, and what reading by meaning adds. Ratios are printed."""

import statistics
import time

import pytest
from texts import CHINESE, ENGLISH
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from complaint_rules import Assessor
from complaint_rules.assessor import as_complaint
from complaint_rules.signals.encoder import UniversalEncoder
from complaint_rules.signals.meaning import encode_complaint
from complaint_rules.signals.told import sentences_of

PLAIN = Assessor(semantic=False)


def median(call, rounds=300):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_assessment_by_expressions(benchmark, text):
    benchmark(PLAIN.assess, text)


def test_vader_on_the_same_text(benchmark):
    analyser = SentimentIntensityAnalyzer()
    benchmark(analyser.polarity_scores, ENGLISH)


def test_ratio_to_vader(benchmark):
    analyser = SentimentIntensityAnalyzer()
    benchmark.pedantic(lambda: None, rounds=1)
    peer = median(lambda: analyser.polarity_scores(ENGLISH))
    for name, text in (("en", ENGLISH), ("zh", CHINESE)):
        own = median(lambda text=text: PLAIN.assess(text))
        print(f"\nassessment ({name}, {len(text)} characters) {own * 1e6:.0f} µs, VADER {peer * 1e6:.0f} µs, "
              f"ratio {own / peer:.2f}")


def test_share_of_the_engine(benchmark):
    reading = PLAIN._reader.read(as_complaint(ENGLISH))

    def decide():
        with PLAIN._engine.session() as session:
            PLAIN._judge.judge(reading, session, "en", as_complaint(ENGLISH).turns)

    def fire():
        with PLAIN._engine.session() as session:
            PLAIN._judge.notice(reading, session)

    benchmark(fire)
    whole = median(lambda: PLAIN.assess(ENGLISH))
    print(f"\nlayers of rules {median(fire) * 1e6:.0f} µs, with the verdict {median(decide) * 1e6:.0f} µs, "
          f"of {whole * 1e6:.0f} µs")


def test_meaning_against_the_encoder(benchmark):
    semantic = Assessor(semantic=True)
    encoder = UniversalEncoder()
    benchmark.pedantic(lambda: None, rounds=1)
    for name, text in (("en", ENGLISH), ("zh", CHINESE)):
        own = median(lambda text=text: semantic.assess(text), 30)
        alone = median(lambda text=text: encode_complaint(sentences_of([(0, text)]), encoder), 30)
        print(f"\nwith meaning ({name}) {own * 1e3:.2f} ms, encoder alone {alone * 1e3:.2f} ms, ratio {own / alone:.2f}")
