"""The one format of the layer fixtures, shared by the scripts that make them.

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
"""

from pathlib import Path

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


def accepted(*outputs, weights=0, biases=0, frozen=0):
    return [" ".join(map(shape_text, outputs)), str(weights), str(biases), str(frozen)]


def refused(message):
    return ["refused", "-", "-", "-", " ".join(str(message).split())[:100].rstrip()]


def value_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (tuple, list)):
        return ",".join(map(str, value))
    return str(value)


def shape_text(shape):
    return "x".join(map(str, shape))


def write(name, comments, cases, measure):
    """Measures each case once and writes the file, or says how it came out."""
    lines = {}
    for case in cases:
        line = case.line(measure(case))
        lines[line] = None
    head = [f"# {comment}" for comment in [*comments, "\t".join(COLUMNS)]]
    path = FIXTURES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*head, *lines]) + "\n")
    broken = sum("\trefused\t" in line for line in lines)
    print(f"{path.name}: {len(lines)} cases, {broken} of them refused, {path.stat().st_size:,} bytes")
