"""A network as Caffe's prototxt, with what Caffe makes of each layer.

There is no Caffe to ask, so its rules stand here once more (conv_layer.cpp, pooling_layer.cpp, deconv_layer.cpp,
crop_layer.cpp).
"""

import math


class Net:
    """A network as text, with each blob's shape and each layer's parameters beside it."""

    def __init__(self, name, shape, old=False, declared=False):
        self.name, self.old, self.text, self.rows, self.blobs = name, old, [], [], {}
        self.text.append(f'name: "{name}"')
        self.blobs["data"] = list(shape)
        if old or declared:
            self.text.append('input: "data"')
            self.text += [f"input_dim: {size}" for size in shape]
        else:
            dims = " ".join(f"dim: {size}" for size in shape)
            self.text.append('layer { name: "data" type: "Input" top: "data"')
            self.text.append(f"  input_param {{ shape: {{ {dims} }} }} }}")
        self.rows.append(("data", shape, 0))

    OLD = {"InnerProduct": "INNER_PRODUCT", "SoftmaxWithLoss": "SOFTMAX_LOSS"}

    def layer(self, kind, name, bottoms, body="", top=None, shape=None, parameters=0):
        bottoms = [bottoms] if isinstance(bottoms, str) else bottoms
        top = top or name
        word = f'"{kind}"' if not self.old else self.OLD.get(kind, kind.upper())
        self.text.append(("layers" if self.old else "layer") + f' {{\n  name: "{name}"\n  type: {word}')
        self.text += [f'  bottom: "{bottom}"' for bottom in bottoms] + [f'  top: "{top}"']
        self.text += [f"  {body}", "}"] if body else ["}"]
        self.blobs[top] = list(shape or self.blobs[bottoms[0]])
        self.rows.append((name, self.blobs[top], parameters))
        return top

    def conv(self, name, bottom, filters, kernel, stride=1, pad=0, group=1, bias=True, dilation=1):
        batch, channels, *sizes = self.blobs[bottom]
        kernel = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        pad = pad if isinstance(pad, tuple) else (pad, pad)
        outputs = [(size + 2 * p - (dilation * (k - 1) + 1)) // stride + 1
                   for size, k, p in zip(sizes, kernel, pad)]  # fmt: skip
        parameters = filters * (channels // group) * math.prod(kernel) + (filters if bias else 0)
        one = kernel[0] == kernel[1] and pad[0] == pad[1]
        text = f"kernel_size: {kernel[0]} pad: {pad[0]}" if one else (
            f"kernel_h: {kernel[0]} kernel_w: {kernel[1]} pad_h: {pad[0]} pad_w: {pad[1]}")  # fmt: skip
        text += f" num_output: {filters} stride: {stride}"
        text += f" group: {group}" if group > 1 else ""
        text += f" dilation: {dilation}" if dilation > 1 else ""
        text += "" if bias else " bias_term: false"
        return self.layer("Convolution", name, bottom, f"convolution_param {{ {text} }}",
                          shape=[batch, filters, *outputs], parameters=parameters)  # fmt: skip

    def deconv(self, name, bottom, filters, kernel, stride, bias=False, group=1):
        batch, channels, *sizes = self.blobs[bottom]
        outputs = [stride * (size - 1) + kernel for size in sizes]
        parameters = channels * (filters // group) * kernel**2 + (filters if bias else 0)
        text = f"num_output: {filters} kernel_size: {kernel} stride: {stride} group: {group} bias_term: {str(bias).lower()}"
        return self.layer("Deconvolution", name, bottom, f"convolution_param {{ {text} }}",
                          shape=[batch, filters, *outputs], parameters=parameters)  # fmt: skip

    def pool(self, name, bottom, kernel=None, stride=1, pad=0, method="MAX"):
        batch, channels, *sizes = self.blobs[bottom]
        if kernel is None:
            outputs, text = [1, 1], f"pool: {method} global_pooling: true"
        else:
            outputs = []
            for size in sizes:
                output = math.ceil((size + 2 * pad - kernel) / stride) + 1
                if pad and (output - 1) * stride >= size + pad:
                    output -= 1
                outputs.append(output)
            text = f"pool: {method} kernel_size: {kernel} stride: {stride}" + (f" pad: {pad}" if pad else "")
        return self.layer("Pooling", name, bottom, f"pooling_param {{ {text} }}",
                          shape=[batch, channels, *outputs])  # fmt: skip

    def dense(self, name, bottom, units):
        batch, *sizes = self.blobs[bottom]
        return self.layer("InnerProduct", name, bottom, f"inner_product_param {{ num_output: {units} }}",
                          shape=[batch, units], parameters=math.prod(sizes) * units + units)  # fmt: skip

    def relu(self, bottom, name=None):
        return self.layer("ReLU", name or f"relu_{bottom}", bottom, top=bottom)

    def lrn(self, name, bottom):
        return self.layer("LRN", name, bottom, "lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 }")

    def dropout(self, bottom):
        return self.layer("Dropout", f"drop_{bottom}", bottom, "dropout_param { dropout_ratio: 0.5 }", top=bottom)

    def norm(self, bottom):
        """Batch normalization in two layers, in place."""
        channels = self.blobs[bottom][1]
        self.layer("BatchNorm", f"bn_{bottom}", bottom, "batch_norm_param { use_global_stats: true }", top=bottom)
        return self.layer("Scale", f"scale_{bottom}", bottom, "scale_param { bias_term: true }", top=bottom,
                          parameters=2 * channels)  # fmt: skip

    def concat(self, name, bottoms):
        batch, _, *sizes = self.blobs[bottoms[0]]
        channels = sum(self.blobs[bottom][1] for bottom in bottoms)
        return self.layer("Concat", name, bottoms, shape=[batch, channels, *sizes])

    def add(self, name, bottoms, body=""):
        return self.layer("Eltwise", name, bottoms, body)

    def softmax(self, bottom):
        return self.layer("Softmax", "prob", bottom)

    def crop(self, name, bottom, reference, offset):
        shape = self.blobs[bottom][:2] + self.blobs[reference][2:]
        return self.layer("Crop", name, [bottom, reference], f"crop_param {{ axis: 2 offset: {offset} }}",
                          shape=shape)  # fmt: skip

    @property
    def total(self):
        return sum(row[2] for row in self.rows)
