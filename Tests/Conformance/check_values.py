"""Holds what `strata convert` writes for PyTorch, Keras and ONNX against each other by what comes out.

Each network of one layer is run in all three on the same numbers, with the same parameters: those of a tensor follow
from its sizes and places alone, however its axes are ordered. A framework may be left out where its own rule is another
one, which a note then has to say; what is refused is compared no further.
"""

import contextlib
import io
import runpy
import sys
import tempfile
from pathlib import Path

import keras
import numpy
import onnx
import onnxruntime
import torch
from onnx import numpy_helper

from conversions import report, strata
from sample_networks import FIRST, LAST, network

PROGRAM = Path(sys.argv[1])
SIZES = {1: (13,), 2: (11, 13), 3: (7, 9, 8)}
EVERY, FLAT, IMAGE = (1, 2, 3), (0,), (2,)

# The layer, the spatial axes that it is tried on, and the frameworks whose rule is another one.
LAYERS = [
    ("conv, filters: 5, kernel: 4, stride: 2, padding: same_lower", EVERY, ""),
    ("conv, filters: 4, kernel: 3, groups: 2, dilation: 2, rounding: ceil", EVERY, ""),
    ("depthwise_conv, kernel: 3, padding: causal", (1,), ""),
    ("separable_conv, filters: 5, kernel: 1, padding: causal", (1,), ""),
    ("conv_transpose, filters: 4, kernel: 3, stride: 3, padding: same, output_padding: 1", EVERY, ""),
    ("conv_transpose, filters: 4, kernel: 4, stride: 2, padding: same_lower", EVERY, ""),
    ("conv_transpose, filters: 4, kernel: 3, padding: 1, dilation: 2, output_padding: 1", EVERY, ""),
    ("max_pool, size: 3, stride: 4, rounding: ceil_caffe", (1, 2), ""),
    ("max_pool, size: 2, stride: 3, rounding: ceil, padding: 1", EVERY, ""),
    ("avg_pool, size: 2, stride: 4, rounding: ceil", EVERY, "keras"),
    ("avg_pool, size: 4, stride: 2, padding: 1, rounding: ceil", EVERY, "keras"),
    ("avg_pool, size: 2, stride: 2, padding: same", EVERY, "keras"),
    ("avg_pool, size: 2, stride: 1, padding: same_lower", EVERY, "keras"),
    ("avg_pool, size: 2, stride: 1, padding: same", EVERY, "keras"),
    ("lp_pool, size: 2, exponent: 3", EVERY, ""),
    ("lp_pool, size: 3, stride: 4, rounding: ceil", EVERY, ""),
    ("adaptive_max_pool, size: 0", EVERY, ""),
    ("adaptive_avg_pool, size: 4", EVERY, ""),
    ("affine, scale: false", (0, 1, 2, 3), ""),
    ("affine, shift: false", (0, 1, 2, 3), ""),
    ("batch_norm, epsilon: 0.1", (0, 1, 2, 3), ""),
    ("group_norm, groups: 3, epsilon: 0.1", EVERY, ""),
    ("instance_norm, epsilon: 0.1", EVERY, ""),
    ("layer_norm, axis: 1, epsilon: 0.1", EVERY, ""),
    ("rms_norm, epsilon: 0.1", EVERY, ""),
    ("lrn, size: 3, alpha: 0.5, k: 2", IMAGE, ""),
    ("prelu, slopes: channel", EVERY, ""),
    ("activation, function: clip", FLAT, ""),
    ("activation, function: clip, minimum: -0.5", FLAT, ""),
    ("activation, function: hard_sigmoid, alpha: 0.2", FLAT, ""),
    ("activation, function: thresholded_relu", FLAT, ""),
    ("activation, function: gelu", FLAT, ""),
    ("activation, function: elu, alpha: 0.3", FLAT, ""),
    ("pad, padding: 2, mode: reflect", EVERY, ""),
    ("pad, padding: 1, mode: circular", EVERY, ""),
    ("resize, size: 5", IMAGE, "keras"),
    ("resize, scale: 1.5, mode: linear", IMAGE, "keras"),
    ("resize, scale: 2.3", IMAGE, "keras"),
    ("resize, size: 5, mode: linear", IMAGE, ""),
    ("resize, size: 4, mode: area", EVERY, ""),
    ("pixel_shuffle, factor: 1", IMAGE, ""),
    ("squeeze, axes: [1]", EVERY, ""),
    ("permute", EVERY, ""),
    ("split, axis: 1, parts: 3", EVERY, ""),
    ("reduce, function: logsumexp, axes: [1], keep_axes: false", EVERY, ""),
    ("add, inputs: [x, table]", EVERY, ""),
    ("multiply, inputs: [x, number]", EVERY, ""),
]


def filled(shape):
    values = numpy.full(shape, 0.05)
    for axis, size in enumerate(shape):
        if size > 1:
            wave = 0.1 * numpy.sin(1.3 * numpy.arange(size) + 0.7 * size)
            values = values + wave.reshape([-1 if place == axis else 1 for place in range(len(shape))])
    return values.astype(numpy.float32)


def program(path):
    with contextlib.redirect_stdout(io.StringIO()):
        return runpy.run_path(str(path), run_name="__main__")["model"]


def run_pytorch(path, given):
    seen = []
    hook = torch.nn.modules.module.register_module_forward_pre_hook(lambda module, inputs: seen.append((module, inputs)))
    model = program(path)
    hook.remove()
    wanted = next(inputs for module, inputs in seen if module is model)[0].shape
    if tuple(wanted) != given.shape:
        given = numpy.ascontiguousarray(numpy.moveaxis(given, -1, 1))
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.from_numpy(filled(parameter.shape)))
        result = model(torch.from_numpy(given))
    return (result if torch.is_tensor(result) else result[0]).numpy()


def run_keras(path, given):
    keras.utils.clear_session()
    model = program(path)
    for weight in model.trainable_weights:
        weight.assign(filled(weight.shape))
    result = model(given, training=False)
    return keras.ops.convert_to_numpy(result[0] if isinstance(result, (list, tuple)) else result)


def run_onnx(path, given):
    onnx.checker.check_model(str(path), full_check=True)
    model = onnx.load(path)
    drawn = [node for node in model.graph.node if node.op_type == "RandomNormal"]
    for node in drawn:
        sizes = next(tuple(a.ints) for a in node.attribute if a.name == "shape")
        model.graph.initializer.append(numpy_helper.from_array(filled(sizes), node.output[0]))
        model.graph.node.remove(node)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: given})[0]


RUNS = {"pytorch": (run_pytorch, "py"), "keras": (run_keras, "py"), "onnx": (run_onnx, "onnx")}


def text(layer, rank, layout):
    sizes = SIZES.get(rank, ())
    lines = [f"name: x, kind: input, shape: {[6, *sizes] if layout == FIRST else [*sizes, 6]}"]
    if "table" in layer:
        whole = [1, 6, *sizes] if layout == FIRST else [1, *sizes, 6]
        lines.append(f"name: table, kind: parameter, shape: {whole}, batched: false")
    if "number" in layer:
        lines.append("name: number, kind: parameter, shape: [], batched: false")
    return network(layout, "\n".join([*lines, f"name: layer, kind: {layer}"]))


def compare(folder, layer, rank, layout, others):
    source = folder / "network.yaml"
    source.write_text(text(layer, rank, layout))
    summary = strata(PROGRAM, "summary", source, "--format", "csv")
    if summary.returncode:
        return [summary.stderr.strip()]
    sizes = SIZES.get(rank, ())
    shape = (2, 6, *sizes) if layout == FIRST else (2, *sizes, 6)
    given = numpy.random.default_rng(1).standard_normal(shape).astype(numpy.float32) * 1.5
    results, problems = {}, []
    for framework, (run, ending) in RUNS.items():
        path = folder / f"{framework}.{ending}"
        result = strata(PROGRAM, "convert", source, path, "--to", framework)
        if result.returncode:
            if "'layer':" not in result.stderr:
                problems.append(f"{framework}: {result.stderr.strip()}")
            continue
        if framework in others:
            if "note: 'layer':" not in result.stderr:
                problems.append(f"{framework} has another rule, and no note says so")
            continue
        try:
            results[framework] = run(path, given)
        except Exception as problem:
            problems.append(f"{framework} does not run: {type(problem).__name__}: {problem}")
    return problems + list(differences(results))


def differences(results):
    """Of PyTorch's tensors the channels may stand behind the batch although the network has them last."""
    frameworks = list(results)
    for one, other in zip(frameworks, frameworks[1:]):
        here, there = results[one], results[other]
        forms = [here] + ([numpy.moveaxis(here, 1, -1)] if here.ndim > 2 else [])
        if not any(f.shape == there.shape and numpy.allclose(f, there, rtol=2e-3, atol=2e-4) for f in forms):
            yield f"{one} gives other numbers than {other}: {here.shape}, {there.shape}"


def results():
    with tempfile.TemporaryDirectory() as folder:
        for layer, ranks, others in LAYERS:
            for rank in ranks:
                for layout in (FIRST, LAST):
                    yield f"{layer} ({rank} axes, {layout})", compare(Path(folder), layer, rank, layout, others)


if __name__ == "__main__":
    sys.exit(report(results()))
