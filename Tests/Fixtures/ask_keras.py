"""How Keras is asked about a case: its layer is called on symbolic inputs, and a refusal is Keras' own.

Shapes are channels_last, and sizes round down. Run it in an environment of its own, outside the tree:

  python3 -m venv /tmp/venv && /tmp/venv/bin/pip install torch==2.13.0 keras==3.15.1

Made with Python 3.11, keras 3.15.1 on torch 2.13.0+cpu.
"""

import os
from math import prod

os.environ["KERAS_BACKEND"] = "torch"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras  # noqa: E402
from keras import layers  # noqa: E402,F401

from cases import accepted, refused  # noqa: E402

VERSION = f"Keras {keras.__version__}"


def of_rank(name, case):
    return getattr(layers, name.format(len(case.inputs[0]) - 2))


def measure(maker, case):
    kind = "int32" if case.operation == "embedding" else "float32"
    inputs = [keras.Input(batch_shape=shape, dtype=kind) for shape in case.inputs]
    try:
        module = maker.make(case)
        output = module(inputs if len(inputs) > 1 else inputs[0])
    except (RuntimeError, ValueError, TypeError, IndexError) as problem:
        return refused(problem)
    if 0 in output.shape:
        return refused("nothing is left, which Keras takes for a tensor")
    is_bias = lambda variable: variable.name in ("bias", "beta")
    count = lambda variables: sum(prod(v.shape) for v in variables)
    return accepted(
        output.shape,
        weights=count(v for v in module.trainable_variables if not is_bias(v)),
        biases=count(v for v in module.trainable_variables if is_bias(v)),
        frozen=count(v for v in module.non_trainable_variables if v.name.startswith("moving_")),
    )
