"""Random networks of convolutions, pools, branches and groups; seeded, so that a failure can be seen again."""

import random

from sample_networks import FIRST, LAST, network

COUNT = 40


def window(choose, key):
    kernel = choose.randint(1, 4)
    text = f"{key}: {kernel}, stride: {choose.randint(1, 2)}"
    padding = choose.choice(["same", "same_lower", "valid", choose.randint(0, kernel // 2)])
    return text + f", padding: {padding}"


def layer(choose):
    kind = choose.choice(["conv", "conv", "conv", "max_pool", "avg_pool", "depthwise_conv", "batch_norm", "activation"])
    if kind == "conv":
        groups = choose.choice([1, 1, 1, 2])
        return f"kind: conv, filters: {choose.choice([4, 8])}, groups: {groups}, " + window(choose, "kernel")
    if kind == "depthwise_conv":
        return "kind: depthwise_conv, " + window(choose, "kernel")
    if kind.endswith("pool"):
        return f"kind: {kind}, " + window(choose, "size") + f", rounding: {choose.choice(['floor', 'ceil'])}"
    return f"kind: {kind}"


def one(choose, number):
    layout = choose.choice([FIRST, LAST])
    lines = [f"name: image, kind: input, shape: {[8, 40, 40] if layout == FIRST else [40, 40, 8]}"]
    before = "image"
    for block in range(choose.randint(1, 4)):
        group = choose.choice(["", f"stage{block // 2}/block{block}/"])
        for place in range(choose.randint(1, 3)):
            lines.append(f"name: {group}l{block}{place}, {layer(choose)}")
            before = f"{group}l{block}{place}"
        if choose.random() < 0.6:
            width = "filters: 8, kernel: 3, padding: 1, bias: false"
            left, right, sum_ = (f"{group}{side}{block}" for side in ("left", "right", "sum"))
            lines.append(f"name: {left}, kind: conv, {width}")
            lines.append(f"name: {right}, kind: conv, {width}, inputs: {before}")
            kind = choose.choice(["add", "concat", "multiply"])
            lines.append(f"name: {sum_}, kind: {kind}, inputs: [{left}, {right}]")
            before = sum_
    lines.append(choose.choice(["name: head, kind: global_avg_pool, keep_axes: false", "name: flat, kind: flatten"]))
    lines.append("name: classes, kind: linear, units: 10")
    return f"random-{number}", network(layout, "\n".join(lines))


def random_networks(framework):
    choose = random.Random(7)
    return [one(choose, number) for number in range(COUNT)]
