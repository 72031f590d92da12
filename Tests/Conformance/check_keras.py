"""Runs what `strata convert --to keras` writes and holds every layer against `strata summary --format json`; so too
what is read of the model's own configuration afterwards."""

import collections
import contextlib
import io
import json
import math
import runpy
import sys
from pathlib import Path

import keras

from conversions import check_all, report, strata

# Keras takes what is cut off a transposed convolution for a layer of its own, which then has the shape.
CUT = {"conv_transpose"}


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
    problems += read_back(model, summary, path.with_suffix(".json"))
    given = [tuple(tensor.shape) for tensor in ([names["y"]] if "outputs" not in names else names["outputs"])]
    if given[0][0] != summary["batch"]:
        problems.append(f"a batch of {given[0][0]}")
    return problems


def read_back(model, summary, path):
    """The numbers of the network that is read of the model are those of the one that it was written from."""
    path.write_text(model.to_json())
    result = strata(sys.argv[1], "summary", path, "--format", "json")
    if result.returncode:
        return [result.stderr.strip()]
    found = json.loads(result.stdout)
    problems = []
    for key in ("parameters", "errors"):
        one, other = ({**each, **each["totals"]}[key] for each in (summary, found))
        if one != other:
            problems.append(f"{other} {key} read back, not {one}")
    rows = collections.Counter()
    for layer in found["layers"]:
        rows[layer["parameters"] or 0, str(layer["outputs"][0]["shape"][1:])] += 1
    for layer in summary["layers"]:
        key = layer["parameters"] or 0, str(layer["outputs"][0]["shape"][1:])
        if key[0] and layer["kind"] not in CUT | {"rnn", "lstm", "gru"} and rows[key] < 1:
            problems.append(f"{layer['name']!r}: nothing read back has {key[0]} parameters and gives {key[1]}")
        rows[key] -= 1
    return problems


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    sys.exit(report(check_all(Path(sys.argv[1]), "keras", compare)))
