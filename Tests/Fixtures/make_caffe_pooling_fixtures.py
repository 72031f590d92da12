#!/usr/bin/env python3
"""Works out Caffe's pooling sizes, straight from the published rule and for two axes together.

Writes Tests/NetworkModelTests/Fixtures/caffe-pooling.tsv; cases.py tells its columns. Shapes are channels_first.
Needs nothing but Python; made with 3.11. Caffe itself is not run.
"""

from fractions import Fraction
from math import ceil

from cases import Maker, accepted, refused
from draws import between, dice

maker = Maker()


def pooled(image, size, stride, pad):
    """The sizes of both axes: rounded up, and only when either is padded the last window must start in the image."""
    if any(p >= k for p, k in zip(pad, size)):
        raise ValueError("the padding is not smaller than the window")
    sizes = [ceil(Fraction(i + 2 * p - k, s)) + 1 for i, k, s, p in zip(image, size, stride, pad)]
    if any(pad):
        for axis, (i, s, p) in enumerate(zip(image, stride, pad)):
            if (sizes[axis] - 1) * s >= i + p:
                sizes[axis] -= 1
    if min(sizes) < 1:
        raise ValueError("the window does not fit its padded input")
    return sizes


def both(value):
    return value if isinstance(value, tuple) else (value, value)


@maker.layer("max_pool", "avg_pool", count=200)
def _():
    def draw(name):
        two = lambda value: value() if dice.random() < 0.5 else (value(), value())
        return {
            "size": two(between(1, 7)),
            "stride": two(between(1, 5)),
            "padding": two(lambda: dice.choice((0, 0, 0, 1, 1, 2, 3))) if dice.random() < 0.7 else None,
            "rounding": "ceil_caffe",
        }, (1, dice.randint(1, 8), dice.randint(1, 32), dice.randint(1, 32))

    def make(case, size, stride, rounding, padding=0):
        batch, channels, *image = case.inputs[0]
        return (batch, channels, *pooled(image, both(size), both(stride), both(padding)))

    return draw, make


def measure(maker, case):
    try:
        return accepted(maker.make(case))
    except ValueError as problem:
        return refused(problem)


if __name__ == "__main__":
    comments = [
        "Caffe's pooling rule, channels_first, made by Tests/Fixtures/make_caffe_pooling_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold. A window a little larger than its input gives 1, as in Caffe.",
    ]
    maker.run("caffe-pooling.tsv", 2014, comments, measure)
