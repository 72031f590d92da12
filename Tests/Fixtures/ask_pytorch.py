"""How PyTorch is asked about a case: its layer is run, on zeros.

On the meta device PyTorch skips some of its own checks (it takes a convolution with dilation 0), and so do the
convolutions of oneDNN, which are therefore switched off. Shapes are channels_first, and recurrent layers and
attention have the batch first.

  python3 -m venv /tmp/venv && /tmp/venv/bin/pip install torch==2.13.0 numpy

Made with Python 3.11, torch 2.13.0+cpu, numpy 2.4.6.
"""

import warnings

import torch
from torch import nn

from cases import accepted, refused

warnings.simplefilter("ignore")
torch.set_grad_enabled(False)
VERSION = f"PyTorch {torch.__version__.split('+')[0]}"


class Chosen(nn.Module):
    """A module whose inputs or outputs are not quite those of a layer here."""

    def __init__(self, inner, forward):
        super().__init__()
        self.inner, self.chosen = inner, forward

    def forward(self, *inputs):
        return self.chosen(self.inner, *inputs)


def of_rank(name, case):
    return getattr(nn, f"{name}{len(case.inputs[0]) - 2}d")


def measure(maker, case):
    try:
        module = maker.make(case)
        if isinstance(module, nn.Module):
            module.eval()
        with torch.backends.mkldnn.flags(enabled=False):
            outputs = module(*(torch.zeros(shape) for shape in case.inputs))
    except (RuntimeError, ValueError, IndexError, AssertionError, ZeroDivisionError, AttributeError) as problem:
        return refused(problem)
    outputs = [output.shape for output in outputs] if isinstance(outputs, (tuple, list)) else [outputs.shape]
    if any(0 in shape for shape in outputs):
        return refused("nothing is left, which PyTorch takes for a tensor")
    if not isinstance(module, nn.Module):
        return accepted(*outputs)
    count = lambda tensors, wanted: sum(t.numel() for name, t in tensors if wanted(name))
    return accepted(
        *outputs,
        weights=count(module.named_parameters(), lambda name: "bias" not in name),
        biases=count(module.named_parameters(), lambda name: "bias" in name),
        frozen=count(module.named_buffers(), lambda name: "running" in name),
    )
