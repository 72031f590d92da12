import NetworkModel

let onnxResizing: [ONNXOperation] = [
  ONNXOperation("pad", .channelsFirst) { layer throws(Refusal) in
    let modes = ["constant": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"]
    let word = layer.context.word("mode")
    guard let mode = modes[word] else { throw Refusal("ONNX has no padding that is \(word)") }
    return layer.pad(
      layer.input, layer.context.windows.map { (before: $0.before, after: $0.after) }, mode: mode)
  },
  ONNXOperation("crop", .channelsFirst) { layer in
    layer.pad(layer.input, layer.context.windows.map { (before: $0.before, after: $0.after) })
  },
  ONNXOperation("resize", .channelsFirst) { layer throws(Refusal) in
    let mode = layer.context.word("mode")
    guard let position = positions[mode] else { throw Refusal("ONNX does not interpolate by \(mode)") }
    if mode == "cubic", layer.context.spatialRank != 2 {
      throw Refusal("runtimes of ONNX interpolate by cubic along two axes only")
    }
    return layer.node(
      "Resize", [layer.input, "", "", layer.list(layer.outputSizes)],
      [
        "mode": .word(mode), "coordinate_transformation_mode": .word(position),
        "nearest_mode": .word("floor"),
      ])
  },
  ONNXOperation("pixel_shuffle", .channelsFirst) { layer in
    layer.node(
      "DepthToSpace", [layer.input],
      ["blocksize": .integer(layer.context.integer("factor")), "mode": .word("CRD")])
  },
  ONNXOperation("pixel_unshuffle", .channelsFirst) { layer in
    layer.note("ONNX puts the channels in another order, place by place")
    return layer.node("SpaceToDepth", [layer.input], ["blocksize": .integer(layer.context.integer("factor"))])
  },
]

/// Where the elements of the output lie in the input, by the mode.
private let positions = ["nearest": "asymmetric", "linear": "half_pixel", "cubic": "half_pixel"]
