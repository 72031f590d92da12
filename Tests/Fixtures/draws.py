"""Random values for the fixtures' layers."""

import random

dice = random.Random()


def sometimes(chance, draw):
    return draw() if dice.random() < chance else None


def false_sometimes(chance=0.3):
    return sometimes(chance, lambda: False)


def per_axis(rank, draw):
    """One value for all axes, or now and then one for each."""
    return draw() if dice.random() < 0.6 else tuple(draw() for _ in range(rank))


def between(low, high):
    return lambda: dice.randint(low, high)


def some_rank():
    return dice.choice((1, 2, 2, 3))


def spatial(rank, largest=None):
    return tuple(dice.randint(1, largest or {1: 40, 2: 24, 3: 10}[rank]) for _ in range(rank))


def some_shape(low=2, high=5, largest=9):
    return tuple(dice.randint(1, largest) for _ in range(dice.randint(low, high)))


def some_axis(shape, slip=0.08, first=1):
    """An axis but the batch, counted from either end; now and then one that is not there."""
    if dice.random() < slip:
        return dice.choice((len(shape), len(shape) + 1, -len(shape) - 1))
    axis = dice.randrange(first, len(shape))
    return axis - len(shape) if dice.random() < 0.5 else axis


def with_slip(attributes, slips, chance=0.08):
    """Now and then one attribute gets a value that no framework should take."""
    if dice.random() < chance:
        name, value = dice.choice(slips)
        attributes[name] = value
    return attributes


def fitting_groups(channels, filters):
    """Mostly groups that divide both."""
    fitting = [count for count in (2, 3, 4, 6, 8, 12) if channels % count == filters % count == 0]
    return dice.choice(fitting if fitting and dice.random() < 0.75 else (2, 3, 4))


def broadcasting(count, slip=0.2):
    """Shapes that agree but for axes of size 1, the batch apart; now and then one that does not."""
    base = some_shape()
    shapes = [list(base) for _ in range(count)]
    for shape in shapes:
        for axis in range(1, len(base)):
            if dice.random() < 0.25:
                shape[axis] = 1
    if dice.random() < slip:
        shapes[-1][dice.randrange(1, len(base))] = 10
    return tuple(map(tuple, shapes))


def joining():
    """Shapes to be joined along an axis, and that axis; now and then they do not agree."""
    base = list(some_shape())
    axis = dice.randrange(1, len(base))
    shapes = [list(base) for _ in range(dice.randint(2, 4))]
    for shape in shapes:
        shape[axis] = dice.randint(1, 9)
    if dice.random() < 0.2:
        shapes[-1][dice.randrange(1, len(base))] += 1
    if dice.random() < 0.08:
        shapes[-1].append(dice.randint(1, 3))
    written = len(base) + dice.randint(0, 2) if dice.random() < 0.06 else axis - len(base) if dice.random() < 0.5 else axis
    return written, tuple(map(tuple, shapes))


def sides(rank, largest=3):
    """A margin before and after each axis."""
    return tuple((dice.randint(0, largest), dice.randint(0, largest)) for _ in range(rank))


def attention_inputs(query_width):
    """One input, or a query with a key and a value of their own, whose widths differ."""
    batch, steps = dice.randint(1, 3), dice.randint(1, 6)
    query = (batch, dice.randint(1, 6), query_width)
    key, value = (batch, steps, dice.randint(1, 9)), (batch, steps, dice.randint(1, 9))
    if dice.random() < 0.05:
        value = (batch, steps + 1, value[2])
    return dice.choice(((query,), (query, key), (query, key, value)))
