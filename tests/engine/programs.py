"""Programs and facts for the engines. Run as a script it compares them in this process, which a fault of the C core
may end: `programs.py random SEED` or `programs.py case NAME`. Exit status 0: the engines agree."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from random import Random

from complaint_rules.engine.program import Clause, Layer, Program, Test
from complaint_rules.engine.reference import ReferenceEngine

Facts = dict[str, bool | int | float]
THRESHOLDS = (0.0, -0.0, 1.0, 2.0, 3.0, -1.0, 0.5, 0.000001, -2.25, 1e6, 1e12, -1e12, 0.1, 99.999999)
COMPARISONS = (">=", "<=", ">", "<", "==", "!=")


def truths(count: int) -> list[str]:
    return [f"says.signal_{number}" for number in range(count)]


def numbers(count: int) -> list[str]:
    return [f"counter_{number}" for number in range(count)]


def random_test(random: Random, booleans: list[str], counters: list[str]) -> Test:
    if random.random() < 0.55:
        return Test(random.choice(booleans), random.choice(("true", "true", "not", "false")))
    return Test(random.choice(counters), random.choice(COMPARISONS), random.choice(THRESHOLDS))


def random_program(random: Random, rules: int, fields: int) -> Program:
    """A program of one to three layers; each rule has one or two alternatives of up to four tests."""
    booleans, counters = truths(fields), numbers(max(1, fields // 2))
    layers = []
    for layer in range(random.randint(1, 3)):
        clauses = []
        for rule in range(max(1, rules // (layer + 1))):
            for _ in range(random.choice((1, 1, 2))):
                tests = {random_test(random, booleans, counters) for _ in range(random.randint(1, 4))}
                clauses.append(Clause(rule, tuple(sorted(tests))))
        layers.append(Layer(f"layer {layer}", tuple(clauses)))
    return Program(tuple(layers))


def random_facts(random: Random, fields: int) -> Facts:
    known = random.choice((0.1, 0.5, 0.95))
    facts: Facts = {}
    for name in truths(fields):
        if random.random() < known:
            facts[name] = random.random() < 0.6
    for name in numbers(max(1, fields // 2)):
        if random.random() < known:
            value = random.choice(THRESHOLDS) + random.choice((0, 0, 1, -1, 0.000001, -0.000001, 0.25))
            facts[name] = int(value) if random.random() < 0.4 else round(value, 6)
    return facts


def differences(program: Program, several_facts: Iterator[Facts]) -> str | None:
    """The first difference between the engines, in words; None where they agree."""
    from complaint_rules.engine.durable import DurableEngine

    durable, reference = DurableEngine(program), ReferenceEngine(program)
    for facts in several_facts:
        for number in range(len(program.layers)):
            with durable.session() as one, reference.session() as other:
                fired, expected = list(one.fire(number, facts)), list(other.fire(number, facts))
            if fired != expected:
                wrong = sorted(set(fired) ^ set(expected))
                rules = [clause for clause in program.layers[number].clauses if clause.rule in wrong[:3]]
                fields = {test.field for clause in rules for test in clause.tests}
                return (f"layer {number}: rules {wrong[:10]} differ (durable {fired[:20]}, reference {expected[:20]}): "
                        f"{rules}, given { {name: facts[name] for name in fields & facts.keys()} }")
    return None


SIZES = [*((random_rules, 6, 25) for random_rules in (1, 2, 3, 5, 8, 12, 16) for _ in range(20)),
         (60, 12, 60), (120, 30, 60), (330, 60, 120), (400, 150, 60)]


def random_comparison(seed: int) -> str | None:
    random = Random(seed)
    for rules, fields, times in SIZES:
        program = random_program(random, rules, fields)
        found = differences(program, (random_facts(random, fields) for _ in range(times)))
        if found:
            return found
    return None


# -- layers at the bounds of the compiler -----------------------------------------------------------------------------

def one_lead(count: int) -> Layer:
    """`count` comparisons of one counter, each leading a rule."""
    return Layer("leads", tuple(Clause(rule, (Test("counter", ">=", float(rule)),)) for rule in range(count)))


def same_condition(count: int) -> Layer:
    """`count` rules with one and the same condition."""
    return Layer("same", tuple(Clause(rule, (Test("flag", "true"),)) for rule in range(count)))


def behind_one(count: int) -> Layer:
    """`count` different conditions behind one."""
    go = Test("go", "true")
    return Layer("stack", tuple(Clause(rule, (go, Test(f"x{rule:03}", "true"))) for rule in range(count)))


def fields_behind_one(width: int) -> Layer:
    """`width` × `width` fields behind one condition, in two levels."""
    return Layer("fields", tuple(
        Clause(one * width + two, (Test("a", "true"), Test(f"b{one:02}", "true"), Test(f"c{one:02}_{two:02}", "true")))
        for one in range(width) for two in range(width)))


def many_leads(count: int) -> Layer:
    """`count` different fields, each leading a rule of its own, half of them by `not`."""
    return Layer("wide", tuple(Clause(rule, (Test(f"x{rule:04}", "not" if rule % 2 else "true"),))
                               for rule in range(count)))


def many_thresholds(fields: int, each: int) -> Layer:
    """`fields` counters with `each` thresholds."""
    return Layer("scales", tuple(Clause(one * each + two, (Test(f"x{one:03}", ">=", float(two)),))
                                 for one in range(fields) for two in range(each)))


CASES: dict[str, Callable[[], Layer]] = {
    "29 comparisons lead": lambda: one_lead(29),
    "200 rules with one condition": lambda: same_condition(200),
    "60 conditions behind one": lambda: behind_one(60),
    "61 conditions behind one": lambda: behind_one(61),
    "190 fields": lambda: many_leads(190),
    "2000 leading fields": lambda: many_leads(2000),
    "29 thresholds of 20 counters": lambda: many_thresholds(20, 29),
    "16 thresholds of 40 counters": lambda: many_thresholds(40, 16),
    "10 thresholds of 90 counters": lambda: many_thresholds(90, 10),
    "196 fields behind one": lambda: fields_behind_one(13),
    "400 fields behind one": lambda: fields_behind_one(20),
    "900 fields behind one": lambda: fields_behind_one(30),
}


def facts_of(layer: Layer) -> Iterator[Facts]:
    """Nothing known; all true and high; all false and low; each second one."""
    tests = {test.field: test.operator for clause in layer.clauses for test in clause.tests}
    truth = {name: operator in ("true", "false", "not") for name, operator in tests.items()}
    yield {}
    yield {name: True if is_truth else 1000 for name, is_truth in truth.items()}
    yield {name: False if is_truth else -1000 for name, is_truth in truth.items()}
    yield {name: True if is_truth else 7.5 for name, is_truth in list(truth.items())[::2]}


def case_comparison(name: str) -> str | None:
    layer = CASES[name]()
    return differences(Program((layer,)), facts_of(layer))


if __name__ == "__main__":
    how, what = sys.argv[1:]
    sys.exit(random_comparison(int(what)) if how == "random" else case_comparison(what))
