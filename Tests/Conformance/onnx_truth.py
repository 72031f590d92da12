"""What an ONNX file says of itself: the shapes of its tensors, and how many numbers in it are learned."""

import math

import onnx
from onnx import shape_inference

REAL = {1, 10, 11, 14, 15, 16, 17, 18, 19, 20, 23, 24}
# Places at which an operator reads statistics, sizes, states or bounds, which nobody learns.
UNLEARNED = {
    "BatchNormalization": (3, 4), "Resize": (1, 2, 3), "Upsample": (1,), "Pad": (1, 2, 3), "Clip": (1, 2), "Pow": (1,),
    "LSTM": (4, 5, 6), "GRU": (4, 5), "RNN": (4, 5), "QuantizeLinear": (1, 2), "DequantizeLinear": (1, 2),
}


def learned(model):
    """How many numbers are learned: the elements of all initializers of real numbers that an operator reads as more
    than the above, each counted once whoever reads it. A single number is a constant, and what PyTorch says is a buffer
    is not learned."""
    initializers = {tensor.name: tensor for tensor in model.graph.initializer}
    same, read = {}, set()

    def walk(graph):
        for node in graph.node:
            names = [same.get(name, name) for name in node.input]
            if node.op_type == "Identity" and names[0] in initializers:
                same[node.output[0]] = names[0]
                continue
            read.update(name for place, name in enumerate(names) if place not in UNLEARNED.get(node.op_type, ()))
            for attribute in node.attribute:
                if attribute.HasField("g"):
                    walk(attribute.g)
        read.update(same.get(output.name, output.name) for output in graph.output)

    walk(model.graph)
    read -= {
        value.name for value in model.graph.value_info for told in value.metadata_props
        if told.key.endswith("InputSpec.kind") and told.value == "BUFFER"
    }
    return sum(
        math.prod(tensor.dims)
        for name, tensor in initializers.items()
        if name in read and tensor.dims and tensor.data_type in REAL
    )


def inferred(model):
    """Shapes by tensor; None stands for a size that is not known."""
    shapes = {}
    for value in [*model.graph.value_info, *model.graph.output, *model.graph.input]:
        if value.type.HasField("tensor_type") and value.type.tensor_type.HasField("shape"):
            dims = value.type.tensor_type.shape.dim
            shapes[value.name] = [d.dim_value if d.HasField("dim_value") else None for d in dims]
    return shapes


def infer(path, **dimensions):
    """ONNX' own shapes of a file's tensors, with values for named dimensions."""
    model = onnx.load(path, load_external_data=False)
    for value in model.graph.input:
        for dim in value.type.tensor_type.shape.dim:
            if dim.dim_param in dimensions:
                dim.dim_value = dimensions[dim.dim_param]
    if dimensions:
        del model.graph.value_info[:]
        for value in model.graph.output:
            value.type.tensor_type.ClearField("shape")
    for tensor in model.graph.initializer:  # weights are not needed, and there is a limit of 2 GB
        if len(tensor.raw_data) > 1 << 16:
            tensor.raw_data = b""
    try:
        model = shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
    except Exception:
        model = shape_inference.infer_shapes(model, data_prop=True)
    return inferred(model)
