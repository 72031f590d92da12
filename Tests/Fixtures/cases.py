"""The one format of the layer fixtures, and what the scripts that make them share.

A file starts with comment lines (`#`). Every other line is one layer on its own, in seven columns between tabs:

  operation   Strata's name of the layer's kind: conv, max_pool, …
  attributes  NAME=VALUE between spaces, in Strata's names; one value per axis is written 3,5;
              what is not there has the native file's default
  inputs      the shapes of the inputs between spaces, each with its batch: 2x3x17x19
  output      the outputs' shapes between spaces, or the word refused
  weights     trainable parameters that scale or mix: kernels, matrices, gammas
  biases      trainable parameters that are added
  frozen      numbers kept but not trained: the running mean and variance of a batch normalisation

In a refused case the last three columns hold one dash each and an eighth has the framework's own message.
An `axis` counts the batch as axis 0; a negative one counts from the end.

Every script takes the same words. To hold Strata against other cases than those in the repository:

  /tmp/venv/bin/python Tests/Fixtures/make_pytorch_fixtures.py --seed 7 --times 20 --to /tmp/cases
  STRATA_FIXTURES=/tmp/cases swift test --filter FrameworkFixtureTests

and `--coverage` prints how often each kind and each attribute was drawn.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from draws import dice

FIXTURES = Path(__file__).resolve().parent.parent / "NetworkModelTests" / "Fixtures"
COLUMNS = "operation attributes inputs output weights biases frozen message".split()


class Case:
    """One layer: its attributes in Strata's names and the shapes that go in."""

    def __init__(self, operation, attributes, *inputs):
        self.operation = operation
        self.attributes = {name: value for name, value in attributes.items() if value is not None}
        self.inputs = inputs

    def line(self, result):
        attributes = " ".join(f"{name}={value_text(value)}" for name, value in self.attributes.items())
        inputs = " ".join(shape_text(shape) for shape in self.inputs)
        return "\t".join([self.operation, attributes, inputs, *result])


class Maker:
    """Draws the cases of one file: for each operation how, how many, and what the framework makes of one."""

    def __init__(self):
        self.registered = {}

    def layer(self, *operations, count=40):
        """Registers, for some operations, a pair: what draws one's attributes and inputs, and what makes its layer."""

        def register(pair):
            draw, make = pair()
            self.registered.update({operation: (draw, make, count) for operation in operations})
            return pair

        return register

    def cases(self, times=1):
        for operation, (draw, _, count) in self.registered.items():
            for _ in range(count * times):
                yield Case(operation, *draw(operation))

    def make(self, case):
        """The framework's layer."""
        return self.registered[case.operation][1](case, **case.attributes)

    def run(self, name, seed, comments, measure):
        """Measures each case once and writes the file, or says how it came out."""
        words = argparse.ArgumentParser()
        words.add_argument("--seed", type=int, default=seed)
        words.add_argument("--times", type=int, default=1, help="so many times as many cases")
        words.add_argument("--to", type=Path, default=FIXTURES, help="folder to write to")
        words.add_argument("--coverage", action="store_true", help="print what was drawn")
        given = words.parse_args()
        dice.seed(given.seed)
        results = {}
        for case in self.cases(given.times):
            results.setdefault(case.line([]), (case, measure(self, case)))
        lines = [case.line(result) for case, result in results.values()]
        head = [f"# {comment}" for comment in [*comments, "\t".join(COLUMNS)]]
        given.to.mkdir(parents=True, exist_ok=True)
        path = given.to / name
        path.write_text("\n".join([*head, *lines]) + "\n")
        broken = sum("\trefused\t" in line for line in lines)
        print(f"{path.name}: {len(lines)} cases, {broken} of them refused, {path.stat().st_size:,} bytes")
        if given.coverage:
            print_coverage(results.values())


def print_coverage(results):
    """How many cases each kind has, how many of them are refused, how many set each attribute, and their ranks."""
    kinds = defaultdict(list)
    for case, result in results:
        kinds[case.operation].append((case, result[0] == "refused"))
    for kind, cases in kinds.items():
        set_by = Counter(name for case, _ in cases for name in case.attributes)
        ranks = Counter(len(case.inputs[0]) for case, _ in cases)
        print(f"{kind:22}{len(cases):6}{sum(broken for _, broken in cases):6} refused   "
              + " ".join(f"{name} {count}" for name, count in set_by.items())
              + "   axes " + " ".join(f"{rank}: {count}" for rank, count in sorted(ranks.items())))  # fmt: skip


def accepted(*outputs, weights=0, biases=0, frozen=0):
    return [" ".join(map(shape_text, outputs)), str(weights), str(biases), str(frozen)]


def refused(message):
    return ["refused", "-", "-", "-", " ".join(str(message).split())[:100].rstrip()]


def value_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (tuple, list)):
        return ",".join(f"[{part[0]},{part[1]}]" if isinstance(part, tuple) else str(part) for part in value)
    return str(value)


def shape_text(shape):
    return "x".join(map(str, shape))
