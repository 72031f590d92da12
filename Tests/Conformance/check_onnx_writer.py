"""Runs what `strata convert --to onnx` writes and holds every layer against `strata summary --format json`.

Each file has to pass ONNX' checker and its strict shape inference, to run on zeros, and to be read again with the
same number of parameters.
"""

import json
import sys
from pathlib import Path

import numpy
import onnx
import onnxruntime
from onnx import shape_inference

from conversions import check_all, moved, report, strata

PROGRAM = Path(sys.argv[1])
TYPES = {onnx.TensorProto.FLOAT: numpy.float32, onnx.TensorProto.INT64: numpy.int64}


def parameters(model):
    """How many numbers are left to be learned: those that are drawn at random."""
    return sum(
        int(numpy.prod(next(a.ints for a in node.attribute if a.name == "shape"), dtype=object))
        for node in model.graph.node
        if node.op_type == "RandomNormal"
    )


def inferred(model):
    model = shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    values = [*model.graph.input, *model.graph.value_info, *model.graph.output]
    return {v.name: tuple(d.dim_value for d in v.type.tensor_type.shape.dim) for v in values}


def run(model, names):
    """The shapes that the runtime gives for the tensors of those names."""
    shown = {output.name for output in model.graph.output}
    model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in names if name not in shown)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    feeds = {
        value.name: numpy.zeros(
            [d.dim_value for d in value.type.tensor_type.shape.dim], TYPES[value.type.tensor_type.elem_type]
        )
        for value in model.graph.input
    }
    return {name: result.shape for name, result in zip(names, session.run(names, feeds))}


def compare(path, summary):
    problems = []
    onnx.checker.check_model(str(path), full_check=True)
    model = onnx.load(path)
    if path.stat().st_size > 1 << 19:
        problems.append(f"{path.stat().st_size} bytes")
    total = summary["totals"]["parameters"]
    if parameters(model) != total:
        problems.append(f"{parameters(model)} parameters, not {total}")
    shapes = inferred(model)
    layers = [layer for layer in summary["layers"] if layer["kind"] != "input"]
    wanted = {
        layer["name"] if place == 0 else f"{layer['name']}.{place}": tuple(output["shape"])
        for layer in layers
        for place, output in enumerate(layer["outputs"])
    }
    given = run(model, list(wanted))
    for name, shape in wanted.items():
        forms = {shape, moved(shape)} if summary["layout"] == "channels_last" else {shape}
        for source, found in (("ONNX infers", shapes.get(name)), ("the runtime gives", given[name])):
            if found not in forms:
                problems.append(f"{name!r}: {source} {found}, not {shape}")
    return problems + read_again(path, summary)


def read_again(path, summary):
    result = strata(PROGRAM, "summary", path, "--format", "json")
    if result.returncode:
        return [f"is not read again: {result.stderr.strip()}"]
    again = json.loads(result.stdout)
    problems = []
    opaque = [layer["name"] for layer in again["layers"] if layer["kind"] == "opaque"]
    if opaque:
        problems.append(f"read again as opaque: {', '.join(opaque)}")
    numbers = ["parameters", "macs", "errors"]
    # A factor or a summand of its own is read as a learned tensor, whichever of the two it was.
    if "affine" not in {layer["kind"] for layer in summary["layers"]}:
        numbers += ["weights", "biases"]
    for number in numbers:
        there, here = (data["totals"].get(number, data.get(number)) for data in (again, summary))
        if there != here:
            problems.append(f"{there} {number} when read again, not {here}")
    found = {output["name"]: tuple(output["shape"]) for layer in again["layers"] for output in layer["outputs"]}
    for layer in summary["layers"]:
        shape = tuple(layer["outputs"][0]["shape"])
        there = found.get(layer["name"], shape)
        if there not in (shape, moved(shape)):
            problems.append(f"{layer['name']!r}: {there} when read again, not {shape}")
    return problems


if __name__ == "__main__":
    sys.exit(report(check_all(PROGRAM, "onnx", compare)))
