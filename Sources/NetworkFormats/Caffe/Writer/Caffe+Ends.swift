import NetworkModel

let caffeEnds: [CaffeOperation] = [
  CaffeOperation("input") { source throws(Refusal) in
    let shape = source.context.output
    guard shape.hasBatch else { throw Refusal("Caffe's inputs have the batch as their first axis") }
    return .layer("Input", "input_param", [CaffeField("shape", .sizes(source.sizes(shape)))])
  },
  // A blob that nobody reads is a result; the writer gives one that is read a copy.
  CaffeOperation("output") { _ in .copy },
  CaffeOperation("parameter") { source throws(Refusal) in
    let shape = source.context.output
    guard !shape.hasBatch || shape[0] == 1 else {
      throw Refusal("Caffe does not repeat a learned tensor over the batch")
    }
    return .layer("Parameter", "parameter_param", [CaffeField("shape", .sizes(source.sizes(shape)))])
  },
  CaffeOperation("constant") { source throws(Refusal) in
    throw Refusal(
      source.context.optionalReal("value") == nil
        ? "its values are not in the network, and Caffe's data have to be given"
        : "Caffe has numbers only where a layer adds one to something or multiplies it by one")
  },
]

/// Kinds of which Caffe has no layer.
let caffeUnsaid: [CaffeOperation] =
  [
    ("opaque", "there is nothing that an operator that is not modelled could be"),
    ("lp_pool", "Caffe has no power-average pooling"),
    ("layer_norm", "Caffe has no layer normalization"), ("rms_norm", "Caffe has no RMS normalization"),
    ("group_norm", "Caffe has no group normalization"), ("glu", "Caffe has no gated linear unit"),
    ("matmul", "Caffe has no product of two matrices that are computed"),
    ("minimum", "Caffe's Eltwise has no minimum"),
    ("pad", "Caffe has no layer that only pads"), ("pixel_shuffle", "Caffe has no pixel shuffle"),
    ("pixel_unshuffle", "Caffe has no pixel unshuffle"),
    ("resize", "Caffe resizes only by a Deconvolution"),
    ("expand", "Caffe does not repeat an axis of size 1"),
    ("gather", "Caffe has no layer that takes single elements"),
    ("lstm", "Caffe's LSTM wants the steps before the batch, and marks of where sequences begin"),
    ("rnn", "Caffe's RNN wants the steps before the batch, and marks of where sequences begin"),
    ("gru", "Caffe has no GRU"), ("multi_head_attention", "Caffe has no attention"),
  ].map { .refused($0, $1) }
