#!/usr/bin/env python3
"""Works out Caffe's pooling sizes, straight from the published rule and for two axes together.

Writes Tests/NetworkModelTests/Fixtures/caffe-pooling.tsv; cases.py tells its columns. Shapes are channels_first.
Needs nothing but Python; made with 3.11. Caffe itself is not run.
"""

import random
from math import ceil
from fractions import Fraction

from cases import Case, accepted, refused, write

dice = random.Random(2014)


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


def draw():
    two = lambda value: value() if dice.random() < 0.5 else (value(), value())
    attributes = {
        "size": two(lambda: dice.randint(1, 7)),
        "stride": two(lambda: dice.randint(1, 5)),
        "padding": two(lambda: dice.choice((0, 0, 0, 1, 1, 2, 3))) if dice.random() < 0.7 else None,
        "rounding": "ceil_caffe",
    }
    return Case("max_pool", attributes, (1, dice.randint(1, 8), dice.randint(1, 32), dice.randint(1, 32)))


def measure(case):
    batch, channels, *image = case.inputs[0]
    given = case.attributes
    try:
        sizes = pooled(image, both(given["size"]), both(given["stride"]), both(given.get("padding", 0)))
    except ValueError as problem:
        return refused(problem)
    return accepted((batch, channels, *sizes))


if __name__ == "__main__":
    comments = [
        "Caffe's pooling rule, channels_first, made by Tests/Fixtures/make_caffe_pooling_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold. A window a little larger than its input gives 1, as in Caffe.",
    ]
    write("caffe-pooling.tsv", comments, (draw() for _ in range(300)), measure)
