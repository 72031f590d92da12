"""Runs what `strata convert --to pytorch` writes and holds every layer against `strata summary --format json`."""

import collections
import contextlib
import io
import runpy
import sys
from pathlib import Path

import torch
from torch.overrides import TorchFunctionMode

from conversions import check_all, moved, report

# Their modules give all steps; what comes of it is looked for among the results of functions.
RECURRENT = {"rnn", "lstm", "gru"}
# They have a batch of 1 that is repeated where it must be.
FREE = {"parameter", "constant"}


class Recorder(TorchFunctionMode):
    """Notes the shape of whatever a function gives."""

    def __init__(self):
        super().__init__()
        self.shapes = set()

    def __torch_function__(self, function, types, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        for tensor in result if isinstance(result, (tuple, list)) else [result]:
            if isinstance(tensor, torch.Tensor):
                self.shapes.add(tuple(tensor.shape))
        return result


def run(path):
    """Runs the file as a program; what its modules gave, with their parameters, and what its functions gave."""
    modules = collections.Counter()
    module_shapes = set()

    def note(module, inputs, output):
        first = output[0] if isinstance(output, tuple) else output
        if isinstance(first, torch.Tensor):
            count = sum(p.numel() for p in module.parameters())
            modules[tuple(first.shape), count] += 1
            module_shapes.add(tuple(first.shape))

    recorder = Recorder()
    hook = torch.nn.modules.module.register_module_forward_hook(note)
    output = io.StringIO()
    try:
        with recorder, contextlib.redirect_stdout(output):
            names = runpy.run_path(str(path), run_name="__main__")
    finally:
        hook.remove()
    model = names["model"]
    own = collections.Counter(
        p.numel() for m in model.modules() if not type(m).__module__.startswith("torch.") for p in m._parameters.values()
    )
    total = sum(p.numel() for p in model.parameters())
    assert f"{total:,} parameters" in output.getvalue()
    return total, modules, own, recorder.shapes | module_shapes


def compare(path, summary):
    total, modules, own, shapes = run(path)
    problems = []
    if total != summary["totals"]["parameters"]:
        problems.append(f"{total} parameters, not {summary['totals']['parameters']}")
    read = {name for layer in summary["layers"] for name in layer["inputs"]}
    for layer in summary["layers"]:
        outputs = layer["outputs"][:1] + [output for output in layer["outputs"][1:] if output["name"] in read]
        wanted = [tuple(output["shape"]) for output in outputs]
        if layer["kind"] == "input":
            continue
        if summary["layout"] == "channels_last":
            forms = [{shape, moved(shape)} for shape in wanted]
        else:
            forms = [{shape} for shape in wanted]
        count = layer["parameters"]
        if count and own[count]:
            own[count] -= 1
            continue
        if count:
            found = [(s, n) for (s, n), left in modules.items() if n == count and left > 0]
            exact = [key for key in found if key[0] in forms[0]]
            if not found or not (exact or layer["kind"] in RECURRENT or forms[0] & shapes):
                problems.append(f"{layer['name']!r}: no module gives {wanted[0]} with {count} parameters")
                continue
            modules[(exact or found)[0]] -= 1
        for shape, form in zip(wanted, forms):
            if not form & shapes and layer["kind"] not in FREE:
                problems.append(f"{layer['name']!r}: nothing gives {shape}")
    return problems


if __name__ == "__main__":
    torch.manual_seed(1)
    sys.exit(report(check_all(Path(sys.argv[1]), "pytorch", compare)))
