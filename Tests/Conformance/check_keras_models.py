#!/usr/bin/env python3
"""Builds models in Keras, and compares what Strata reads from their files with what Keras says, layer by layer.

  check_keras_models.py STRATA [applications]
  check_keras_models.py fixtures Tests/NetworkFormatsTests/Fixtures/keras

A model's every layer is compared by the shape of what it gives and its trained parameters. With `applications` all
of `keras.applications` that build are compared as well. The fixtures are what the tests compare without Keras.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
from keras import Input, Model, Sequential
from keras import layers as L

IMAGE, STEPS, VIDEO = (20, 24, 6), (12, 6), (5, 20, 24, 3)


def chain(shape, *layers, name="chain"):
    return Sequential([Input(shape), *layers], name=name)


def nested():
    block = chain((8, 8, 4), L.Conv2D(4, 3, padding="same", name="conv"), L.BatchNormalization(name="norm"), name="block")
    image = Input((8, 8, 4), name="image")
    inner_input = Input((8, 8, 4), name="given")
    inner = Model(inner_input, [L.Conv2D(2, 1, name="left")(inner_input), L.Conv2D(3, 1, name="right")(inner_input)], name="fork")
    left, right = inner(block(image))
    return Model(image, L.Concatenate(name="join")([left, right]), name="nested")


def shared():
    first, second = Input((6,), name="first"), Input((6,), name="second")
    dense = L.Dense(4, activation="relu", name="shared")
    return Model([first, second], L.Subtract(name="difference")([dense(first), dense(second)]), name="siamese")


def attention():
    sequence, memory = Input((10, 16), name="sequence"), Input((7, 12), name="memory")
    own = L.MultiHeadAttention(4, 5, name="own")(sequence, sequence)
    cross = L.MultiHeadAttention(2, 3, value_dim=6, output_shape=8, name="cross")(own, memory)
    named = L.MultiHeadAttention(2, 3, name="named")(query=cross, value=memory, key=memory, use_causal_mask=False)
    return Model([sequence, memory], L.LayerNormalization(name="norm")(named), name="attention")


def states():
    steps = Input(STEPS, name="steps")
    every, hidden, memory = L.LSTM(5, return_sequences=True, return_state=True, name="encoder")(steps)
    decoded = L.LSTM(5, name="decoder")(every, initial_state=[hidden, memory])
    both = L.Bidirectional(L.GRU(4, return_state=True), name="both")(every)
    return Model(steps, [L.Concatenate(name="join")([decoded, hidden, memory, both[1], both[2]]), both[0]], name="states")


def operators():
    image = Input((8, 8, 4), name="image")
    product = L.Conv2D(4, 1, name="conv")(image) * 0.5 + image
    pooled = keras.ops.mean(product, axis=[1, 2])
    part = product[:, 0]
    return Model(image, [L.Dense(3, name="head")(pooled), L.Dense(2, name="part")(part)], name="operators")


def functions():
    """Of `keras.ops`, which are among the layers of a functional model."""
    O, image = keras.ops, Input((8, 8, 4), name="image")
    rows = O.reshape(O.transpose(image, (0, 3, 1, 2)), (-1, 4, 64))
    scores = O.softmax(O.matmul(rows, O.swapaxes(rows, 1, 2)), axis=-1)
    left, right = O.split(image, 2, axis=-1)
    results = [
        O.mean(O.concatenate([scores, scores], axis=1), axis=1), O.max(image, axis=(1, 2), keepdims=True),
        O.pad(image, ((0, 0), (1, 1), (2, 2), (0, 0))), O.tile(image, (1, 2, 1, 1)), O.repeat(image, 2, axis=1),
        O.take(image, [0, 2], axis=1), O.flip(image, 1), O.image.resize(image, (4, 4)), O.max_pool(image, 2),
        O.average_pool(image, 3, strides=2, padding="same"), O.einsum("bijc,bklc->bijkl", image, image),
        O.where(image > 0, image, -image), O.argmax(image, axis=-1), O.squeeze(O.expand_dims(left, 1), 1) + right,
    ]  # fmt: skip
    return Model(image, results, name="functions")


def twice():
    """A model that is called twice, one with names for what goes in and out, and a number for each example."""
    given = Input((8,), name="given")
    block = Model(given, L.Dense(8, name="dense")(given), name="block")
    left, right, number = Input((8,), name="left"), Input((6,), name="right"), Input((), dtype="int32", name="number")
    parts = {"b": L.Dense(3, name="three")(left), "a": L.Dense(2, name="two")(right)}
    inner = Model({"left": left, "right": right}, parts, name="inner")
    first, second = Input((8,), name="first"), Input((6,), name="second")
    named = inner({"right": second, "left": block(block(first))})
    return Model([first, second, number], [L.Dense(4, name="from_a")(named["a"]), L.Dense(5, name="from_b")(named["b"]), L.Embedding(9, 4, name="table")(number)], name="twice")


def windows():
    """Parts of an image take the place of the batch, as in Swin; scores of an attention come out."""
    O, image = keras.ops, Input((16, 16, 32), name="image")
    parts = O.reshape(O.transpose(O.reshape(image, (-1, 4, 4, 4, 4, 32)), (0, 1, 3, 2, 4, 5)), (-1, 16, 32))
    heads = O.transpose(O.reshape(L.Dense(96, name="qkv")(parts), (-1, 16, 3, 2, 16)), (2, 0, 3, 1, 4))
    scores = O.softmax(O.matmul(heads[0], O.swapaxes(heads[1], -1, -2)), axis=-1)
    joined = O.reshape(O.transpose(O.matmul(scores, heads[2]), (0, 2, 1, 3)), (-1, 16, 32))
    whole = O.reshape(O.transpose(O.reshape(L.Dense(32, name="out")(joined), (-1, 4, 4, 4, 4, 32)), (0, 1, 3, 2, 4, 5)), (-1, 256, 32))
    mixed, weights = L.MultiHeadAttention(4, 8, name="mixed")(whole, whole, return_attention_scores=True)
    patches = L.Dense(5, name="patches")(O.image.extract_patches(image, 4))
    return Model(image, [L.Dense(3, name="head")(mixed), weights, patches], name="windows")


def cells():
    steps, words = Input(STEPS, name="steps"), Input((7,), dtype="int32", name="words")
    first = L.RNN(L.GRUCell(4), return_sequences=True, name="first")(steps)
    second = L.RNN(L.LSTMCell(5), name="second")(first)
    table = L.ReversibleEmbedding(30, 8, name="table")
    both = L.Bidirectional(L.RNN(L.LSTMCell(5), return_sequences=True), name="both")(steps)
    masked = L.LSTM(8, return_sequences=True, name="masked")(L.Embedding(30, 8, mask_zero=True, name="own")(words))
    return Model([steps, words], [second, table(words), masked, both], name="cells")


def channels_first():
    return chain(
        (3, 20, 24), L.Conv2D(8, 3, strides=2, padding="same", data_format="channels_first", name="conv"),
        L.BatchNormalization(axis=1, name="norm"), L.MaxPooling2D(3, 2, data_format="channels_first", name="pool"),
        L.PReLU(shared_axes=[2, 3], name="slope"), L.ZeroPadding2D(((1, 2), (3, 4)), data_format="channels_first", name="pad"),
        L.GlobalAveragePooling2D(data_format="channels_first", name="mean"), L.Dense(5, name="head"), name="first")  # fmt: skip


def mixed():
    return chain(
        IMAGE, L.Conv2D(8, 3, name="last"), L.BatchNormalization(axis=1, name="rows"),
        L.MaxPooling2D(2, data_format="channels_last", name="pool"),
        L.AveragePooling2D(2, data_format="channels_first", name="first"), L.Flatten(name="flat"), name="mixed")  # fmt: skip


def distributed():
    T = L.TimeDistributed
    inner = chain((20, 24, 3), L.Conv2D(4, 3, padding="same", name="conv"), L.Flatten(name="flat"), L.Dense(3, name="dense"), name="inner")
    video = Input(VIDEO, name="video")
    frames = T(L.Conv2D(8, 3, strides=2, activation="relu"), name="conv")(video)
    frames = T(L.BatchNormalization(), name="norm")(T(L.MaxPooling2D(2), name="pool")(frames))
    frames = T(L.ZeroPadding2D((1, 2)), name="pad")(frames)
    flat = T(L.Flatten(), name="flat")(frames)
    mean = T(L.GlobalAveragePooling2D(), name="mean")(frames)
    joined = L.Concatenate(name="join")([T(L.Dense(7), name="dense")(flat), mean, T(inner, name="net")(video)])
    return Model(video, L.LSTM(6, name="lstm")(joined), name="distributed")


MODELS = [
    chain((28, 28, 1), L.Conv2D(32, 3, activation="relu"), L.MaxPooling2D(2), L.Conv2D(64, 3, activation="relu"),
          L.MaxPooling2D(2), L.Flatten(), L.Dropout(0.5), L.Dense(10, activation="softmax"), name="mnist"),
    *[chain(IMAGE, L.Conv2D(8, kernel, strides=stride, padding=padding, dilation_rate=dilation, groups=groups, use_bias=bias), name="conv")
      for kernel, stride, padding, dilation, groups, bias in [
          (3, 1, "valid", 1, 1, True), ((3, 5), (2, 3), "same", 1, 2, False), (3, 1, "same", 2, 1, True), (5, 4, "valid", 1, 1, True)]],
    *[chain(STEPS, L.Conv1D(8, 3, strides=s, padding=p, dilation_rate=d), name="conv1")
      for s, p, d in [(1, "causal", 2), (2, "same", 1), (2, "valid", 1), (2, "causal", 1)]],
    chain(VIDEO, L.Conv3D(4, 3, strides=(1, 2, 2), padding="same"), L.MaxPooling3D((1, 2, 2)), L.GlobalMaxPooling3D(), name="conv3"),
    *[chain(IMAGE, L.Conv2DTranspose(5, k, strides=s, padding=p, output_padding=o), name="transposed")
      for k, s, p, o in [(3, 2, "same", None), (3, 2, "valid", None), (2, 2, "same", None), (3, 2, "same", 1), (4, 3, "valid", 2), ((3, 4), (1, 2), "same", None)]],
    chain(STEPS, L.Conv1DTranspose(5, 3, strides=2), name="transposed1"),
    chain(IMAGE, L.DepthwiseConv2D(3, depth_multiplier=2, strides=2, padding="same"), L.SeparableConv2D(9, 3, depth_multiplier=3), name="separable"),
    chain(STEPS, L.DepthwiseConv1D(3, padding="same"), L.SeparableConv1D(9, 3, activation="relu"), name="separable1"),
    *[chain(IMAGE, pool(3, strides=s, padding=p), name="pool") for pool in (L.MaxPooling2D, L.AveragePooling2D) for s in (None, 2) for p in ("same", "valid")],
    chain(STEPS, L.MaxPooling1D(3), L.AveragePooling1D(2, padding="same"), L.GlobalAveragePooling1D(keepdims=True), name="pool1"),
    chain(IMAGE, L.AdaptiveAveragePooling2D((4, 3)), L.GlobalMaxPooling2D(keepdims=True), name="adaptive"),
    chain(IMAGE, L.BatchNormalization(), L.BatchNormalization(center=False), L.BatchNormalization(scale=False), L.LayerNormalization(),
          L.LayerNormalization(axis=[1, 2, 3]), L.GroupNormalization(3), L.GroupNormalization(-1), L.UnitNormalization(), L.RMSNormalization(), name="norms"),
    chain(IMAGE, L.ReLU(6), L.LeakyReLU(), L.ELU(), L.PReLU(), L.PReLU(shared_axes=[1, 2]), L.PReLU(shared_axes=[1, 2, 3]), L.Softmax(),
          L.Activation("gelu"), L.Activation("hard_swish"), L.Activation("log_softmax"), L.SpatialDropout2D(0.2), L.GaussianNoise(1.0), name="activations"),
    chain(IMAGE, L.ZeroPadding2D(2), L.ZeroPadding2D(((1, 2), (0, 3))), L.Cropping2D(((1, 1), (2, 0))), L.UpSampling2D((2, 3), interpolation="bilinear"),
          L.Resizing(10, 11), L.CenterCrop(8, 9), L.Permute((3, 1, 2)), L.Reshape((9, -1)), L.Flatten(), L.RepeatVector(4), name="shapes"),
    chain(STEPS, L.ZeroPadding1D((1, 2)), L.Cropping1D(1), L.UpSampling1D(3), L.Flatten(), L.Dense(4), name="shapes1"),
    chain((16, 6), L.Rescaling(2.0), L.Dense(5, activation="tanh"), L.Dense(3, use_bias=False), L.EinsumDense("abc,cd->abd", output_shape=(None, 8), bias_axes="d"), name="dense"),
    chain((None,), L.Embedding(1000, 16), L.Bidirectional(L.LSTM(8, return_sequences=True)), L.Bidirectional(L.GRU(8), merge_mode="sum"), L.Dense(1), name="text"),
    *[chain(STEPS, layer(7, **{"return_sequences": True, "use_bias": bias}), layer(5), name="recurrent") for layer in (L.SimpleRNN, L.LSTM, L.GRU) for bias in (True, False)],
    chain(STEPS, L.GRU(7, reset_after=False), name="gru"),
    nested(), shared(), attention(), states(), operators(), functions(), twice(), windows(), cells(), channels_first(), mixed(), distributed(),
    chain((16000,), L.MelSpectrogram(num_mel_bins=64, sequence_stride=256, fft_length=512), L.Dense(3), name="sound"),
    chain((10, 12), L.EinsumDense("abc,bd->adc", output_shape=(6, 12)), name="einsum"),
]  # fmt: skip


def leaves(model, scope=""):
    """Every layer that is not a model, under the name that Strata gives it."""
    for layer in model.layers:
        if isinstance(layer, (Model, Sequential)):
            yield from leaves(layer, f"{scope}{layer.name}/")
        elif not isinstance(layer, keras.layers.InputLayer):
            yield scope + layer.name, layer


def count(weights):
    return sum(int(keras.ops.size(weight)) for weight in weights)


def rows(model):
    """Each layer's name, the shape that it gives (None for what is open) and its trained parameters."""
    for name, layer in leaves(model):
        inner = layer.layer if isinstance(layer, L.TimeDistributed) else layer
        if isinstance(inner, (Model, Sequential)):
            continue
        # Within a model the shapes are those of the call that made it; two directions are joined behind their layer.
        known = layer._inbound_nodes and "/" not in name and not isinstance(layer, L.Bidirectional)
        shape = list(keras.tree.flatten(layer._inbound_nodes[-1].output_tensors)[0].shape) if known else None
        # What is frozen by hand is trained as far as an architecture can tell.
        yield name, shape, count(layer.trainable_weights), layer


OPEN = re.compile(r"leaves open, and \d+ is taken: (.*)")


def read(strata, path, settings=()):
    """What is read of a file. Sizes that it leaves open are set, since some networks cannot work on the least."""
    run = subprocess.run([strata, "summary", path, "--format", "json", *settings], capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(run.stderr.strip())
    left_open = [name for names in OPEN.findall(run.stderr) for name in names.split(", ")]
    if left_open and not settings:
        return read(strata, path, [f"--set={name}=224" for name in left_open])
    return json.loads(run.stdout)


def compare(strata, model, path):
    try:
        found = read(strata, path)
    except RuntimeError as error:
        return [str(error)]
    layers = {layer["name"]: layer for layer in found["layers"]}
    wrong = [f"{model.name} {l['name']}: {d['message']}" for l in found["layers"] for d in l["diagnostics"] if d["severity"] == "error"]
    for name, shape, trained, layer in rows(model):
        entry = layers.get(name)
        if entry is None:
            wrong.append(f"{model.name} {name}: is not there")
            continue
        # A layer that works in another order of axes is turned back behind it.
        given = layers.get(f"{name}_back", entry)["outputs"][0]["shape"]
        agrees = shape is None or given and len(shape) == len(given) and all(a in (None, b) for a, b in zip(shape, given))
        if not agrees:
            wrong.append(f"{model.name} {name}: {given}, Keras {shape}")
        # What a layer learns that is not modelled are tensors of their own.
        weights = [l["parameters"] for l in found["layers"] if l["kind"] == "parameter" and l["name"].startswith(f"{name}_")]
        if (counted := sum(weights) if entry["kind"] == "opaque" else entry["parameters"]) != trained:
            wrong.append(f"{model.name} {name}: {counted} parameters, Keras {trained}")
        if isinstance(layer, L.BatchNormalization) and entry["non_trainable"] != count(layer.non_trainable_weights):
            wrong.append(f"{model.name} {name}: {entry['non_trainable']} are not trained")
    return wrong


TRAINING = ("_initializer", "_regularizer", "_constraint", "_config", "dtype")


def without_training(value):
    """A configuration without what only training needs, so that it is small."""
    if isinstance(value, dict):
        return {k: without_training(v) for k, v in value.items() if not k.endswith(TRAINING) or k == "build_config"}
    return [without_training(item) for item in value] if isinstance(value, list) else value


def write_fixtures(folder):
    """Some models' configurations, and what Keras says of their layers; one also as archives."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"# Models as Keras {keras.__version__} builds them, made by Tests/Conformance/check_keras_models.py.",
             "# model\tlayer\toutput\tparameters"]
    for model in [nested(), shared(), attention(), states(), operators(), channels_first(), mixed(), distributed()]:
        text = json.dumps(without_training(json.loads(model.to_json())))
        (folder / f"{model.name}.json").write_text(text + "\n")
        for name, shape, trained, _ in rows(model):
            size = "x".join(str(size or "?") for size in shape) if shape else "-"
            lines.append(f"{model.name}\t{name}\t{size}\t{trained}")
        if model.name == "siamese":
            for method, name in ((zipfile.ZIP_STORED, "stored"), (zipfile.ZIP_DEFLATED, "deflated")):
                with zipfile.ZipFile(folder / f"{name}.keras", "w", method) as archive:
                    for entry, content in (("metadata.json", "{}"), ("config.json", text), ("model.weights.h5", "none")):
                        archive.writestr(zipfile.ZipInfo(entry), content, method)
    (folder / "models.tsv").write_text("\n".join(lines) + "\n")


def applications():
    for name in sorted(name for name in dir(keras.applications) if name[0].isupper()):
        try:
            yield getattr(keras.applications, name)(weights=None)
        except ValueError as error:
            print(f"{name} is left out: {error}")


def main(strata, *options):
    if strata == "fixtures":
        return write_fixtures(*options)
    wrong, number = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for model in MODELS + [chain((20, 24, 3), L.Dense(2))]:
            paths = [Path(folder) / "model.json", Path(folder) / "model.keras"]
            paths[0].write_text(model.to_json())
            model.save(paths[1])
            for path in paths:
                wrong += compare(strata, model, path)
            number += 1
        for model in applications() if "applications" in options else []:
            path = Path(folder) / "model.json"
            path.write_text(model.to_json())
            wrong += compare(strata, model, path)
            number += 1
            print(model.name, flush=True)
    print("\n".join(dict.fromkeys(wrong)) if wrong else f"{number} models agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
