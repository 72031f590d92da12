"""Traces a Keras model into layers; a model within the model is gone through as well."""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras  # noqa: E402
from keras import layers as kl  # noqa: E402
from keras.src.applications.convnext import LayerScale  # noqa: E402

from templates.native import Layer, Network  # noqa: E402
from templates.pytorch import extent  # noqa: E402


def window(layer, **size):
    return {**size, "stride": extent(layer.strides), "padding": layer.padding if layer.padding == "same" else None,
            "dilation": extent(layer.dilation_rate), "bias": layer.use_bias}  # fmt: skip


def convolution(layer):
    """Its inputs' channels are known once it is built."""
    if layer.groups == layer.filters == layer.input.shape[-1] > 1:
        return "depthwise_conv", window(layer, kernel=extent(layer.kernel_size))
    return "conv", window(layer, filters=layer.filters, kernel=extent(layer.kernel_size))


def relu(layer):
    assert layer.max_value in (None, 6)
    return "activation", {"function": "relu6" if layer.max_value else "relu"}


def activation(layer):
    """Keras writes a stochastic depth of rate 0 as a linear activation."""
    name = layer.activation.__name__
    return None if name == "linear" else ("softmax", {}) if name == "softmax" else ("activation", {"function": name})


KINDS = {
    kl.InputLayer: lambda layer: ("input", {"shape": list(layer.output.shape[1:])}),
    kl.Conv2D: convolution,
    kl.DepthwiseConv2D: lambda layer: ("depthwise_conv", window(layer, kernel=extent(layer.kernel_size))),
    kl.BatchNormalization: lambda layer: ("batch_norm", {"epsilon": layer.epsilon}),
    kl.LayerNormalization: lambda layer: ("layer_norm", {"epsilon": layer.epsilon}),
    kl.ReLU: relu,
    kl.Activation: activation,
    kl.ZeroPadding2D: lambda layer: ("pad", {"padding": [list(sides) for sides in layer.padding]}),
    kl.GlobalAveragePooling2D: lambda layer: ("global_avg_pool", {"keep_axes": layer.keepdims}),
    kl.Dropout: lambda layer: ("dropout", {"rate": layer.rate}),
    kl.Reshape: lambda layer: ("reshape", {"shape": list(layer.target_shape)}),
    kl.Dense: lambda layer: ("linear" if len(layer.output.shape) > 2 else "fully_connected", {"units": layer.units}),
    keras.src.ops.numpy.Add: lambda layer: ("add", {}),
}


def count(variables):
    return sum(int(v.value.numel()) for v in variables)


def trace(title, model):
    network = Network(title, "channels_last")
    follow(network, model, {})
    total = sum(layer.parameters + layer.frozen for layer in network.layers)
    assert total == model.count_params(), f"{title}: {total:,}, not {model.count_params():,}"
    return network


def follow(network, model, named):
    """Appends the layers of a model; `named` has what is known already of the tensors that come in."""
    for layer in model._operations:
        sources = [named[id(tensor)] for tensor in layer._inbound_nodes[0].input_tensors]
        output = layer._inbound_nodes[0].output_tensors[0]
        if isinstance(layer, keras.Sequential):
            inner = layer._functional
            named[id(inner.inputs[0])] = sources[0]
            follow(network, inner, named)
            named[id(output)] = named[id(inner.outputs[0])]
        elif isinstance(layer, kl.InputLayer) and id(output) in named:
            continue
        elif isinstance(layer, LayerScale):
            table = Layer(f"{layer.name}/gamma", "parameter", [], {"shape": [1, 1, layer.projection_dim]},
                          [(1, 1, 1, layer.projection_dim)], layer.projection_dim)  # fmt: skip
            scaled = Layer(f"{layer.name}/scale", "multiply", [*sources, table.name], {}, [(1, *output.shape[1:])])
            network.layers += [table, scaled]
            named[id(output)] = scaled.name
        else:
            described = KINDS[type(layer)](layer)
            named[id(output)] = layer.name if described else sources[0]
            if described:
                trained, frozen = (count(getattr(layer, kind, ())) for kind in ("trainable_weights", "non_trainable_weights"))
                network.layers.append(Layer(layer.name, described[0], sources, described[1], [(1, *output.shape[1:])], trained, frozen))
