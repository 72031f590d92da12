"""Traces a PyTorch module into layers.

Each module that is called is a layer, and so is each function that makes a tensor. What changes nothing in evaluation
(a stochastic depth, `contiguous`) is passed over.
"""

import operator

import torch
from torch import fx, nn
from torch.fx.passes.shape_prop import ShapeProp

from templates.native import Layer, Network


def extent(value, axes=2):
    """One number where all axes have the same."""
    value = tuple(value) if isinstance(value, (tuple, list)) else (value,) * axes
    return value[0] if len(set(value)) == 1 else list(value)


def convolution(module):
    is_depthwise = module.groups == module.in_channels == module.out_channels > 1
    kind = "depthwise_conv" if is_depthwise else "conv"
    size = {} if is_depthwise else {"filters": module.out_channels}
    return kind, {**size, "kernel": extent(module.kernel_size), "stride": extent(module.stride),
                  "padding": extent(module.padding), "dilation": extent(module.dilation),
                  "groups": None if is_depthwise else module.groups, "bias": module.bias is not None}  # fmt: skip


def up_convolution(module):
    return "conv_transpose", {"filters": module.out_channels, "kernel": extent(module.kernel_size),
                              "stride": extent(module.stride), "padding": extent(module.padding)}  # fmt: skip


def pool(kind, size, stride=None, padding=0, ceil_mode=False):
    size, stride = extent(size), extent(size if stride is None else stride)
    return kind, {"size": size, "stride": None if stride == size else stride,
                  "padding": extent(padding), "rounding": "ceil" if ceil_mode else None}  # fmt: skip


def adaptive(size):
    size = extent(size)
    return ("global_avg_pool", {}) if size == 1 else ("adaptive_avg_pool", {"size": size})


def dense(module, rank):
    return "fully_connected" if rank == 2 else "linear", {"units": module.out_features, "bias": module.bias is not None}


def norm(kind):
    return lambda module, rank: (kind, {"epsilon": module.eps})


def activation(function):
    return lambda *_, **__: ("activation", {"function": function})


def recurrent(module, rank):
    return "lstm", {"units": module.hidden_size, "layers": module.num_layers, "bidirectional": module.bidirectional or None}


MODULES = {
    nn.Conv2d: lambda module, rank: convolution(module),
    nn.ConvTranspose2d: lambda module, rank: up_convolution(module),
    nn.BatchNorm2d: norm("batch_norm"),
    nn.LayerNorm: lambda m, rank: ("layer_norm", {"axis": -len(m.normalized_shape), "epsilon": m.eps}),
    nn.LocalResponseNorm: lambda m, rank: ("lrn", {"alpha": m.alpha, "beta": m.beta, "k": float(m.k)}),
    nn.ReLU: activation("relu"),
    nn.ReLU6: activation("relu6"),
    nn.SiLU: activation("silu"),
    nn.GELU: activation("gelu"),
    nn.Hardswish: activation("hard_swish"),
    nn.Hardsigmoid: activation("hard_sigmoid"),
    nn.Sigmoid: activation("sigmoid"),
    nn.MaxPool2d: lambda m, rank: pool("max_pool", m.kernel_size, m.stride, m.padding, m.ceil_mode),
    nn.AvgPool2d: lambda m, rank: pool("avg_pool", m.kernel_size, m.stride, m.padding, m.ceil_mode),
    nn.AdaptiveAvgPool2d: lambda m, rank: adaptive(m.output_size),
    nn.Dropout: lambda m, rank: ("dropout", {"rate": m.p}) if m.p > 0 else None,
    nn.Linear: dense,
    nn.Flatten: lambda m, rank: ("flatten", {"axis": m.start_dim}),
    nn.Embedding: lambda m, rank: ("embedding", {"entries": m.num_embeddings, "dimension": m.embedding_dim}),
    nn.MultiheadAttention: lambda m, rank: ("multi_head_attention", {"heads": m.num_heads}),
    nn.LSTM: recurrent,
}


def concatenation(tensors, dim=0):
    return "concat", {"axis": None if dim == 1 else dim}


def reshaped(node, shape):
    return "reshape", {"shape": list(shape[1:])}


def permuted(node, shape):
    if node.target == "permute":
        axes = node.args[1] if isinstance(node.args[1], (tuple, list)) else node.args[1:]
        return "permute", {"axes": list(axes)}
    axes = list(range(len(shape)))
    first, second = node.args[1:]
    axes[first], axes[second] = axes[second], axes[first]
    return "permute", {"axes": axes}


def indexed(node, shape):
    """`x[:, 0]`; a number alone takes one of several outputs, which is no layer."""
    place = node.args[1]
    if isinstance(place, int):
        return None
    axis = next(axis for axis, part in enumerate(place) if isinstance(part, int))
    return "gather", {"axis": axis, "keep_axes": False, "indices": None if place[axis] == 0 else [place[axis]]}


def function_pool(kind):
    names = {"kernel_size": "size", "stride": "stride", "padding": "padding", "ceil_mode": "ceil_mode"}

    def described(node, shape):
        given = {names[key]: value for key, value in node.kwargs.items() if key in names}
        return pool(kind, *node.args[1:], **given)

    return described


FUNCTIONS = {
    operator.add: lambda node, shape: ("add", {}),
    operator.iadd: lambda node, shape: ("add", {}),
    operator.mul: lambda node, shape: ("multiply", {}),
    operator.getitem: indexed,
    torch.cat: lambda node, shape: concatenation(*node.args, **node.kwargs),
    torch.flatten: lambda node, shape: ("flatten", {}),
    nn.functional.relu: activation("relu"),
    nn.functional.adaptive_avg_pool2d: lambda node, shape: adaptive(node.args[1]),
    nn.functional.max_pool2d: function_pool("max_pool"),
    nn.functional.avg_pool2d: function_pool("avg_pool"),
    nn.functional.dropout: lambda node, shape: ("dropout", {"rate": node.kwargs["p"]}) if node.kwargs["p"] > 0 else None,
    "view": reshaped,
    "reshape": reshaped,
    "permute": permuted,
    torch.permute: permuted,
    "transpose": permuted,
    torch.transpose: permuted,
    "mean": lambda node, shape: ("global_avg_pool", {"keep_axes": len(shape) == 4}),
    "chunk": lambda node, shape: ("split", {"parts": node.args[1]}),
}

PASSED_OVER = {"contiguous", "expand"}


class Tracer(fx.Tracer):
    """Takes some classes of modules, named by who wrote them, as one layer each."""

    def __init__(self, whole=()):
        super().__init__()
        self.whole = tuple(whole)

    def is_leaf_module(self, module, name):
        return isinstance(module, self.whole) or super().is_leaf_module(module, name)


def shapes_of(node):
    found = node.meta.get("tensor_meta")
    if found is None:
        return []
    if hasattr(found, "shape"):
        return [tuple(found.shape)]
    return [tuple(part.shape) for part in found if hasattr(part, "shape")]


def scope(node):
    """The path of the module in whose code a function is called."""
    stack = list(node.meta.get("nn_module_stack", {}).values())
    return stack[-1][0].replace(".", "/") + "/" if stack and stack[-1][0] else ""


def count(tensors, wanted=lambda name: True):
    return sum(tensor.numel() for name, tensor in tensors if wanted(name))


def trace(title, model, example, *, whole=None, rounding="floor", input_name="input"):
    """The layers of a module as it computes in evaluation. `whole` maps classes to what they are as a layer."""
    network = Network(title, "channels_first", rounding=rounding)
    graph = fx.GraphModule(model, Tracer(whole or ()).trace(model))
    ShapeProp(graph).propagate(example)
    modules, kinds, outputs, called = dict(graph.named_modules()), {**MODULES, **(whole or {})}, {}, 0
    owners = {}  # by learned tensor, the layer that came first with it
    for node in graph.graph.nodes:
        shapes = shapes_of(node)
        if node.op == "output" or not shapes:
            continue
        sources = [outputs[source] for source in node.all_input_nodes if source in outputs]
        name, parameters, frozen, learned = f"{scope(node)}{called}", 0, 0, []
        if node.op == "placeholder":
            name, described = input_name, ("input", {"shape": list(shapes[0][1:])})
        elif node.op == "get_attr":
            tensor = dict(model.named_parameters())[node.target]
            assert tensor.shape[0] == 1, "the first axis of a learned tensor is that of the batch"
            name, parameters = node.target.replace(".", "/"), tensor.numel()
            described = "parameter", {"shape": list(shapes[0][1:])}
        elif node.op == "call_module":
            module = modules[node.target]
            name = node.target.replace(".", "/")
            described = kinds[type(module)](module, len(shapes[0]))
            learned = list(module.parameters())
            parameters = count(module.named_parameters())
            frozen = count(module.named_buffers(), lambda name: name in ("running_mean", "running_var"))
        else:
            described = None if node.target in PASSED_OVER else FUNCTIONS[node.target](node, shapes[0])
        if described is None:
            place = node.args[1] if node.target is operator.getitem else 0
            outputs[node] = f"{sources[0]}:{place}" if place else sources[0]
            continue
        called += 1
        unique = f"{name}#{called}"
        outputs[node] = unique
        shapes = shapes[:1] if described[0] in ("lstm", "multi_head_attention") else shapes
        shared = {owners.setdefault(tensor, unique) for tensor in learned} - {unique}
        assert len(shared) < 2 and (not shared or len(learned) == 1), f"{name} shares some of its parameters only"
        shares = shared.pop() if shared else None
        network.layers.append(
            Layer(unique, described[0], sources, described[1], shapes, 0 if shares else parameters, frozen, shares))
    total, wanted = sum(layer.parameters for layer in network.layers), count(model.named_parameters())
    assert total == wanted, f"{title}: the layers have {total:,} parameters, the model {wanted:,}"
    return network


def channels_last(network):
    """The network in the other layout. Attributes that count axes are not turned: none of ours has any."""
    turn = lambda shape: [*shape[1:], shape[0]] if len(shape) == 3 else list(shape)
    network.layout = "channels_last"
    for layer in network.layers:
        layer.shapes = [(shape[0], *turn(shape[1:])) for shape in layer.shapes]
        if "shape" in layer.attributes:
            layer.attributes["shape"] = turn(layer.attributes["shape"])
    return network
