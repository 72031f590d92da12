"""Small networks that together have a layer of every kind, for the checks of written programs.

Words in capitals are filled in for each.
"""

LAST, FIRST = "channels_last", "channels_first"


def network(layout, layers, rounding="floor", batch=2):
    lines = [f"strata: 1", "name: Sample", f"layout: {layout}", f"rounding: {rounding}", f"batch: {batch}", "layers:"]
    return "\n".join(lines + [f"  - {{{layer.strip()}}}" for layer in layers.splitlines() if layer.strip()]) + "\n"


IMAGE = "name: image, kind: input, shape: [{}]"


def image(layout, layers, size=(3, 17, 22), rounding="floor"):
    """The layers behind an image, in either order of axes."""
    sizes = size if layout == FIRST else size[1:] + size[:1]
    return network(layout, IMAGE.format(", ".join(map(str, sizes))) + "\n" + layers.strip(), rounding)


CONVOLUTIONS = """
name: plain, kind: conv, filters: 8, kernel: [3, 5], stride: [2, 1], padding: [1, 2]
name: even, kind: conv, filters: 8, kernel: 4, padding: same
name: lower, kind: conv, filters: 8, kernel: 4, stride: 3, padding: same_lower
name: same stride, kind: conv, filters: 8, kernel: 3, stride: 2, padding: same, bias: false
name: up, kind: conv_transpose, filters: 12, kernel: 4, stride: 2, padding: 1
name: up same, kind: conv_transpose, filters: 12, kernel: 3, stride: 2, padding: same
name: up valid, kind: conv_transpose, filters: 12, kernel: 2, stride: 3, padding: valid, groups: 2
name: up out, kind: conv_transpose, filters: 12, kernel: 3, stride: 2, padding: 1, output_padding: 1
name: grouped, kind: conv, filters: 8, kernel: 3, groups: 4, dilation: 2
name: apart, kind: depthwise_conv, multiplier: 2, kernel: 3, padding: [[1, 0], [2, 1]]
name: separable, kind: separable_conv, filters: 6, kernel: 3, multiplier: 2, stride: 2, padding: 1
name: rounded up, kind: conv, filters: 4, kernel: 2, stride: 2, rounding: ceil
name: out, kind: output
"""

POOLS = """
name: max, kind: max_pool, size: 3, stride: 2, padding: 1
name: max same, kind: max_pool, size: 2, stride: 1, padding: same
name: max up, kind: max_pool, size: 3, stride: 2, rounding: ceil
name: widen, kind: resize, factor: 6
name: mean, kind: avg_pool, size: [2, 3], stride: 2
name: mean same, kind: avg_pool, size: 3, stride: 2, padding: same
name: caffe, kind: max_pool, size: 3, stride: 2, rounding: ceil_caffe
name: caffe odd, kind: max_pool, size: 1, stride: 2, rounding: ceil_caffe
name: power, kind: lp_pool, size: 2, stride: 1, padding: 1, exponent: 3
name: adaptive, kind: adaptive_avg_pool, size: [4, 0]
name: adaptive max, kind: adaptive_max_pool, size: 3
name: whole, kind: global_max_pool
name: mean of all, kind: global_avg_pool, keep_axes: false
"""

NORMS = """
name: batch, kind: batch_norm
name: plain batch, kind: batch_norm, scale: false, shift: false, epsilon: 0.001
name: still batch, kind: batch_norm, statistics: false
name: widen, kind: conv, filters: 8, kernel: 1
name: scaled, kind: affine
name: scaled only, kind: affine, shift: false
name: group, kind: group_norm, groups: 4
name: instance, kind: instance_norm, statistics: true
name: layer, kind: layer_norm
name: all, kind: layer_norm, axis: 1, shift: false
name: rms, kind: rms_norm
name: response, kind: lrn, size: 3
name: slope, kind: prelu
name: slopes, kind: prelu, slopes: channel
name: every slope, kind: prelu, slopes: element
name: soft, kind: softmax, axis: AXIS
name: gated, kind: glu, axis: AXIS
name: drop, kind: dropout, rate: 0.25
"""

FUNCTIONS = [
    "relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu", "silu", "mish", "sigmoid", "hard_sigmoid",
    "hard_swish", "tanh", "softplus", "softsign", "exp", "identity", "log", "sqrt", "reciprocal", "abs", "sign",
    "negate", "floor", "ceil", "round", "sin", "cos", "erf",
]

MERGING = """
name: a, kind: conv, filters: 4, kernel: 3, padding: 1, inputs: image
name: b, kind: conv, filters: 4, kernel: 3, padding: 1, inputs: image
name: c, kind: conv, filters: 1, kernel: 3, padding: 1, inputs: image
name: sum, kind: add, inputs: [a, b, c]
name: less, kind: subtract, inputs: [sum, c]
name: times, kind: multiply, inputs: [less, a]
name: over, kind: divide, inputs: [times, b]
name: most, kind: maximum, inputs: [over, a, b]
name: least, kind: minimum, inputs: [most, a, b]
name: mean, kind: average, inputs: [least, a, b]
name: joined, kind: concat, inputs: [mean, a, c]
name: bias, kind: parameter, shape: TENSOR
name: shifted, kind: add, inputs: [joined, bias]
name: fixed, kind: constant, shape: TENSOR
name: masked, kind: multiply, inputs: [shifted, fixed]
name: one, kind: output, inputs: masked
name: two, kind: output, inputs: least
"""

SHAPES = """
name: flat part, kind: flatten, axis: 2, end_axis: 3
name: back, kind: reshape, shape: [0, 11, -1]
name: turned, kind: permute, axes: [2, 1, 3]
name: added, kind: unsqueeze, axes: [1, -1]
name: dropped, kind: squeeze, axes: [1]
name: all dropped, kind: squeeze
name: reversed, kind: permute
name: again, kind: repeat, repeats: [1, 2, 1]
name: line, kind: unsqueeze, axes: [1]
name: wide, kind: expand, shape: [3, -1, -1, -1]
name: some, kind: slice, axis: 2, start: 1, end: -1, step: 2
name: parts, kind: split, axis: 1, sizes: [1, 2]
name: halves, kind: split, axis: 3, parts: 2, inputs: "parts:1"
name: places, kind: gather, axis: 4, indices: [0, -1, 1], inputs: halves
name: place, kind: gather, axis: 1, indices: [1], keep_axes: false
name: sums, kind: reduce, function: sum, axes: [1], keep_axes: true
name: flat, kind: flatten
name: end, kind: linear, units: 4
name: other end, kind: reduce, function: max, inputs: "halves:1"
"""

REDUCTIONS = ["mean", "sum", "max", "min", "prod", "l1", "l2", "logsumexp"]

RESIZING = """
name: margin, kind: pad, padding: [[1, 2], [0, 3]]
name: mirrored, kind: pad, padding: 2, mode: reflect
name: repeated, kind: pad, padding: 1, mode: replicate
name: round, kind: pad, padding: [1, 2], mode: circular
name: cut, kind: crop, cropping: [[1, 0], [2, 1]]
name: larger, kind: resize, factor: [2, 3]
name: smooth, kind: resize, size: [30, 31], mode: linear
name: smoother, kind: resize, factor: 2, mode: cubic
name: flat, kind: resize, size: [24, 24], mode: area
name: channels, kind: conv, filters: 8, kernel: 1
name: shuffled, kind: pixel_shuffle
name: back, kind: pixel_unshuffle, factor: 4
"""

TOKENS = """
name: tokens, kind: input, shape: [16]
name: table, kind: embedding, entries: 100, dimension: 32
name: position, kind: parameter, shape: [16, 32]
name: placed, kind: add, inputs: [table, position]
name: first, kind: parameter, shape: [1, 32]
name: sequence, kind: concat, axis: 1, inputs: [first, placed]
"""

SEQUENCES = TOKENS + """
name: block1/norm1, kind: layer_norm
name: block1/attention, kind: multi_head_attention, heads: 4
name: block1/add1, kind: add, inputs: [block1/attention, sequence]
name: block1/norm2, kind: layer_norm
name: block1/up, kind: linear, units: 64
name: block1/gelu, kind: activation, function: gelu
name: block1/down, kind: linear, units: 32
name: block1/add2, kind: add, inputs: [block1/down, block1/add1]
name: block2/norm1, kind: layer_norm
name: block2/attention, kind: multi_head_attention, heads: 4
name: block2/add1, kind: add, inputs: [block2/attention, block1/add2]
name: block2/norm2, kind: layer_norm
name: block2/up, kind: linear, units: 64
name: block2/gelu, kind: activation, function: gelu
name: block2/down, kind: linear, units: 32
name: block2/add2, kind: add, inputs: [block2/down, block2/add1]
name: cross, kind: multi_head_attention, heads: 4, inputs: [block2/add2, table]
name: scores, kind: matmul, transpose_b: true, inputs: [cross, table]
name: class, kind: gather, axis: 1, indices: [0], keep_axes: false, inputs: cross
"""

RECURRENT = """
name: steps, kind: input, shape: [12, 20]
name: simple, kind: rnn, units: 16BIAS
name: gated, kind: gru, units: 24
name: memory, kind: lstm, units: 18MORE
name: last, kind: lstm, units: 10, bidirectional: true, returns_sequence: falseBIAS
name: head, kind: fully_connected, units: 5
STATE"""

INCEPTION = """
name: stem, kind: conv, filters: 16, kernel: 3, padding: 1
name: mixed1/b1, kind: conv, filters: 8, kernel: 1
name: mixed1/b2_reduce, kind: conv, filters: 6, kernel: 1, inputs: stem
name: mixed1/b2, kind: conv, filters: 12, kernel: 3, padding: 1
name: mixed1/b3_reduce, kind: conv, filters: 4, kernel: 1, inputs: stem
name: mixed1/b3, kind: conv, filters: 6, kernel: 5, padding: 2
name: mixed1/pool, kind: max_pool, size: 3, stride: 1, padding: 1, inputs: stem
name: mixed1/b4, kind: conv, filters: 6, kernel: 1
name: mixed1/concat, kind: concat, inputs: [mixed1/b1, mixed1/b2, mixed1/b3, mixed1/b4]
name: mixed2/b1, kind: conv, filters: 10, kernel: 1
name: mixed2/b2_reduce, kind: conv, filters: 8, kernel: 1, inputs: mixed1/concat
name: mixed2/b2, kind: conv, filters: 14, kernel: 3, padding: 1
name: mixed2/b3_reduce, kind: conv, filters: 5, kernel: 1, inputs: mixed1/concat
name: mixed2/b3, kind: conv, filters: 7, kernel: 5, padding: 2
name: mixed2/pool, kind: max_pool, size: 3, stride: 1, padding: 1, inputs: mixed1/concat
name: mixed2/b4, kind: conv, filters: 9, kernel: 1
name: mixed2/concat, kind: concat, inputs: [mixed2/b1, mixed2/b2, mixed2/b3, mixed2/b4]
name: pool, kind: global_avg_pool
name: flat, kind: flatten
name: classes, kind: linear, units: 10
"""

TWO_INPUTS = """
name: left, kind: input, shape: [8, 8, 3]
name: right, kind: input, shape: [8, 8, 3]
name: tower/a, kind: conv, filters: 4, kernel: 3, inputs: left
name: tower/b, kind: conv, filters: 4, kernel: 3, inputs: right
name: tower/sum, kind: add, inputs: [tower/a, tower/b]
name: x y/1, kind: activation
name: x y/2, kind: dropout
name: class, kind: fully_connected, units: 3
"""

NAMES = r'''
name: "x = 1\nimport os", kind: conv, filters: 4, kernel: 1
name: "\"\"\" + evil() + \"\"\"", kind: activation
name: "'; drop table", kind: batch_norm
name: "__class__", kind: activation
name: "lambda", kind: activation
name: "1x1/卷积", kind: conv, filters: 4, kernel: 1
name: "1x1/\\", kind: activation
name: "a/b/c/d", kind: conv, filters: 4, kernel: 1
name: "a/b/c/d ", kind: activation
name: "forward", kind: activation
name: "A", kind: activation
name: "a", kind: activation
name: "/", kind: activation
'''

STATE = """
name: state, kind: reduce, function: sum, inputs: "memory:1"
name: cell, kind: activation, inputs: "memory:2"
"""

SIGNAL = """
name: signal, kind: input, shape: [50, 4]
name: conv, kind: conv, filters: 8, kernel: 3, padding: causal
name: pool, kind: max_pool, size: 2
name: memory, kind: lstm, units: 6BIAS
"""

VOLUME = """
name: scan, kind: input, shape: [9, 10, 11, 2]
name: conv, kind: conv, filters: 8, kernel: 3, padding: same
name: norm, kind: batch_norm
name: pool, kind: max_pool, size: 2
name: flat, kind: flatten
name: shaped, kind: reshape, shape: [4, -1]
"""

INTERLEAVED = """
name: a/one, kind: conv, filters: 4, kernel: 3, padding: 1
name: b/one, kind: conv, filters: 4, kernel: 3, padding: 1
name: a/two, kind: conv, filters: 4, kernel: 3, padding: 1
name: b/two, kind: conv, filters: 4, kernel: 3, padding: 1
name: sum, kind: add, inputs: [a/two, b/two]
"""


def samples(framework):
    """Name and text of every network; `framework` has a say in the biases of recurrent layers."""
    for name, layers in [
        ("convolutions", CONVOLUTIONS), ("pools", POOLS), ("norms", NORMS), ("resizing", RESIZING),
        ("inception", INCEPTION), ("names", NAMES), ("interleaved", INTERLEAVED), ("merging", MERGING),
        ("functions", "\n".join(f"name: {f}, kind: activation, function: {f}" for f in FUNCTIONS)),
        ("reductions", reductions()),
    ]:
        layers = sayable(layers, framework)
        yield f"{name}-first", image(FIRST, fill(layers, AXIS="1", TENSOR="[9, 1, 1]"))
        yield f"{name}-last", image(LAST, fill(layers, AXIS="3", TENSOR="[17, 22, 9]"))
    for layout in (FIRST, LAST):
        tag = layout.removeprefix("channels_")
        yield f"shapes-{tag}", network(layout, IMAGE.format("17, 22, 2") + SHAPES)
    yield "sequences", network(LAST, SEQUENCES)
    yield "two-inputs", network(LAST, TWO_INPUTS)
    keras = ", bias_convention: keras"
    if framework == "keras":
        yield "recurrent", network(LAST, fill(RECURRENT, BIAS=keras, MORE=keras, STATE=""))
    else:
        more = ", layers: 2, bidirectional: true, returns_state: true"
        yield "recurrent", network(LAST, fill(RECURRENT, BIAS="", MORE=more, STATE=STATE))
    yield "signal", network(LAST, fill(SIGNAL, BIAS=keras if framework == "keras" else ""))
    yield "volume", network(LAST, VOLUME)


UNSAYABLE = {
    "keras": ["lp_pool", "replicate", "circular", "groups: 2"],
}


def sayable(layers, framework):
    """Without what there is nothing for; the program's own tests see to it that such layers are refused."""
    missing = UNSAYABLE.get(framework, [])
    return "\n".join(line for line in layers.splitlines() if not any(word in line for word in missing))


def fill(text, **values):
    for key, value in values.items():
        text = text.replace(key, value)
    return text


def reductions():
    variants = ["", ", axes: [1, 2], keep_axes: false", ", axes: [-1]"]
    return "\n".join(
        f"name: {function} {n}, kind: reduce, function: {function}, inputs: image{more}"
        for function in REDUCTIONS
        for n, more in enumerate(variants)
    )
