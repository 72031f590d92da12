"""Runs what `strata convert --to keras` writes and holds every layer against `strata summary --format json`."""

import collections
import contextlib
import io
import math
import runpy
import sys
from pathlib import Path

import keras

from conversions import check_all, report


def trained(layer):
    return sum(math.prod(weight.shape) for weight in layer.trainable_weights)


def compare(path, summary):
    keras.utils.clear_session()
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        names = runpy.run_path(str(path), run_name="__main__")
    model = names["model"]
    problems = []
    total = trained(model)
    assert f"{total:,} parameters" in output.getvalue()
    if total != summary["totals"]["parameters"]:
        problems.append(f"{total} parameters, not {summary['totals']['parameters']}")
    shapes, counts = set(), collections.Counter()
    for operation in model.operations:
        # A layer that is called several times gives several tensors.
        outputs = [tensor for node in operation._inbound_nodes for tensor in node.output_tensors]
        for tensor in outputs:
            shapes.add(tuple(tensor.shape)[1:])
        if isinstance(operation, keras.layers.Layer):
            counts[tuple(outputs[0].shape)[1:], trained(operation)] += 1
    read = {name for layer in summary["layers"] for name in layer["inputs"]}
    for layer in summary["layers"]:
        outputs = layer["outputs"][:1] + [output for output in layer["outputs"][1:] if output["name"] in read]
        for output in outputs:
            if tuple(output["shape"])[1:] not in shapes:
                problems.append(f"{layer['name']!r}: nothing gives {output['shape']}")
        key = tuple(outputs[0]["shape"])[1:], layer["parameters"]
        if layer["parameters"] and layer["kind"] not in ("rnn", "lstm", "gru", "conv_transpose"):
            if counts[key] < 1:
                problems.append(f"{layer['name']!r}: no layer gives {key[0]} with {key[1]} parameters")
            counts[key] -= 1
    given = [tuple(tensor.shape) for tensor in ([names["y"]] if "outputs" not in names else names["outputs"])]
    if given[0][0] != summary["batch"]:
        problems.append(f"a batch of {given[0][0]}")
    return problems


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    sys.exit(report(check_all(Path(sys.argv[1]), "keras", compare)))
