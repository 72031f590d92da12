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
    if mode == "area" { return try adaptivePool(layer, "AveragePool", "ReduceMean") }
    guard let position = positions[mode] else { throw Refusal("ONNX does not interpolate by \(mode)") }
    if mode == "cubic", layer.context.spatialRank != 2 {
      throw Refusal("runtimes of ONNX interpolate by cubic along two axes only")
    }
    // A scale says where elements lie, which a size that was rounded down does not.
    let sizes =
      layer.context.ownScale.map { scale in
        [layer.reals([1, 1] + (0..<layer.context.spatialRank).map { _ in scale })]
      } ?? ["", layer.list(layer.outputSizes)]
    return layer.node(
      "Resize", [layer.input, ""] + sizes,
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
    // SpaceToDepth would put the channels in another order, place by place.
    let (factor, sizes) = (layer.context.integer("factor"), layer.outputSizes)
    let parts = [sizes[0], sizes[1] / (factor * factor), sizes[2], factor, sizes[3], factor]
    let turned = layer.transpose(layer.reshape(layer.input, parts), [0, 1, 3, 5, 2, 4])
    return layer.reshape(turned, sizes)
  },
]

/// Where the elements of the output lie in the input, by the mode.
private let positions = ["nearest": "asymmetric", "linear": "half_pixel", "cubic": "half_pixel"]
