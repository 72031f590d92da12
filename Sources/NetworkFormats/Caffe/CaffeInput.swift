import NetworkModel

/// A blob that is fed to a network. It becomes a layer when something reads it: labels, say, which only a loss
/// reads, have no place in an architecture.
struct CaffeInput {
  let name: String
  /// With the batch; `nil` for a size that is not in the file.
  var sizes: [Int?]
  var note: String?

  // MARK: - Where they are declared

  /// The inputs that a net declares outside its layers: `input`, with `input_shape` or four `input_dim` each.
  static func ofNet(_ net: SyntaxNode) throws(FileProblem) -> [CaffeInput] {
    let dimensions = net.repeated("input_dim", atMost: 4 * NetworkAssembly.maximumTensors)
    let shapes = net.repeated("input_shape")
    let names = net.repeated("input")
    guard names.count <= NetworkAssembly.maximumTensors else {
      throw FileProblem("has more than \(NetworkAssembly.maximumTensors) inputs")
    }
    var inputs: [CaffeInput] = []
    for (place, input) in names.enumerated() {
      let sizes =
        place < shapes.count
        ? shapes[place].repeated("dim") : Array(dimensions.dropFirst(4 * place).prefix(4))
      var numbers: [Int] = []
      for size in sizes.prefix(Shape.maximumRank + 1) {
        guard let number = size.integer, number >= 1 else {
          throw size.problem("input \(input.text.quoted): a size must be a whole number of 1 or more")
        }
        numbers.append(number)
      }
      inputs.append(CaffeInput(name: input.text, sizes: numbers.isEmpty ? [nil, nil, nil, nil] : numbers))
    }
    return inputs
  }

  /// The inputs that a layer stands for; `nil` where it is no such layer.
  static func of(_ layer: CaffeLayer) throws(FileProblem) -> [CaffeInput]? {
    if let reader = readers[layer.typeKey] { return try reader(layer) }
    guard layer.bottoms.isEmpty, CaffeReader.rules[layer.typeKey] == nil else { return nil }
    // A layer of somebody's own that fetches images.
    return layer.tops.enumerated().map { place, top in
      CaffeInput(
        name: top, sizes: place == 0 ? [nil, 3, nil, nil] : [nil, 1], note: place == 0 ? threeAssumed : nil)
    }
  }

  /// The types of such layers, by their keys.
  static var types: some Collection<String> { readers.keys }

  private static let readers: [String: @Sendable (CaffeLayer) throws(FileProblem) -> [CaffeInput]] = [
    "input": declared, "dummydata": dummies, "memorydata": memory, "data": images, "imagedata": images,
    "windowdata": images, "hdf5data": images, "annotateddata": images, "videodata": images,
  ]

  private static func declared(_ layer: CaffeLayer) throws(FileProblem) -> [CaffeInput] {
    let shapes = layer.message("input_param")?.repeated("shape") ?? []
    var inputs: [CaffeInput] = []
    for (place, top) in layer.tops.enumerated() {
      // One shape holds for all.
      let shape = place < shapes.count ? shapes[place] : shapes.first
      var sizes: [Int?] = []
      for size in (shape?.repeated("dim") ?? []).prefix(Shape.maximumRank + 1) {
        guard let number = size.integer, number >= 1 else {
          throw size.problem("layer \(layer.name.quoted): dim must be a whole number of 1 or more")
        }
        sizes.append(number)
      }
      inputs.append(CaffeInput(name: top, sizes: sizes.isEmpty ? [nil, nil, nil, nil] : sizes))
    }
    return inputs
  }

  private static func dummies(_ layer: CaffeLayer) throws(FileProblem) -> [CaffeInput] {
    let parameters = layer.parameters("dummy_data_param")
    let shapes = layer.message("dummy_data_param")?.repeated("shape") ?? []
    let (batches, channels) = (try parameters.integers("num"), try parameters.integers("channels"))
    let (heights, widths) = (try parameters.integers("height"), try parameters.integers("width"))
    func item(_ numbers: [Int], _ place: Int) -> Int? {
      place < numbers.count ? numbers[place] : numbers.first
    }
    return layer.tops.enumerated().map { place, top in
      if let shape = place < shapes.count ? shapes[place] : shapes.first {
        return CaffeInput(
          name: top, sizes: shape.repeated("dim").prefix(Shape.maximumRank + 1).map(\.integer))
      }
      return CaffeInput(
        name: top, sizes: [batches, channels, heights, widths].map { item($0, place) })
    }
  }

  private static func memory(_ layer: CaffeLayer) throws(FileProblem) -> [CaffeInput] {
    let parameters = layer.parameters("memory_data_param")
    let batch = try parameters.integer("batch_size")
    let sizes = [
      batch, try parameters.integer("channels"), try parameters.integer("height"),
      try parameters.integer("width"),
    ]
    return layer.tops.enumerated().map { CaffeInput(name: $1, sizes: $0 == 0 ? sizes : [batch, 1]) }
  }

  /// Layers that fetch images from a disk, whose sizes are in the data unless something crops or scales them.
  private static func images(_ layer: CaffeLayer) throws(FileProblem) -> [CaffeInput] {
    let sources = [
      "data_param", "image_data_param", "window_data_param", "hdf5_data_param", "video_data_param",
    ]
    .map(layer.parameters)
    let transform = layer.parameters("transform_param")
    var batch: Int?
    var crop: Int?
    var (height, width): (Int?, Int?)
    var frames: Int?
    for source in [transform] + sources {
      if let size = try source.integer("batch_size") { batch = size }
      if let size = try source.integer("crop_size"), size > 0 { crop = size }
      if let size = try source.integer("new_length"), size > 0 { frames = size }
      if let size = try source.integer("crop_h"), size > 0 { height = size }
      if let size = try source.integer("crop_w"), size > 0 { width = size }
      for resizing in [source["resize_param"], source] {
        if let size = try resizing.integer("new_height", or: "height"), size > 0 { height = height ?? size }
        if let size = try resizing.integer("new_width", or: "width"), size > 0 { width = width ?? size }
      }
    }
    let isForced = try transform.flag("force_gray") ?? false
    let isColored = try layer.parameters("image_data_param").flag("is_color") ?? true
    let isGray = isForced || !isColored
    let means = transform.reals("mean_value").count
    // Whole images are of three colours, unless their means say otherwise.
    let channels = isGray ? 1 : means > 1 ? means : crop != nil || height != nil ? 3 : nil
    let isAssumed = channels == 3 && means < 2
    return layer.tops.enumerated().map { place, top in
      if place > 0 { return CaffeInput(name: top, sizes: [batch, 1]) }
      return CaffeInput(
        name: top, sizes: [batch, channels] + (frames.map { [$0] } ?? []) + [crop ?? height, crop ?? width],
        note: isAssumed ? threeAssumed : nil)
    }
  }

  private static let threeAssumed = "the file does not say how many channels the data have; 3 are assumed"

  // MARK: - The layer

  /// Takes from the first layer that reads it how many channels there are: one that cuts them into parts says where.
  mutating func learnChannels(from layer: CaffeLayer) throws(FileProblem) {
    guard sizes.count > 1, sizes[1] == nil, layer.typeKey == "slice" else { return }
    let values = layer.parameters("slice_param")
    let points = try values.integers("slice_point")
    let axis = try values.integer("axis", or: "slice_dim") ?? 1
    guard axis == 1, let last = points.last else { return }
    // The last part is taken to be as large as the one before it.
    sizes[1] = last &+ last &- (points.dropLast().last ?? 0)
  }

  private static let axisNames = ["channels", "height", "width"]

  /// Adds the input. A size that is not known becomes a named dimension of the network.
  func add(to assembly: inout NetworkAssembly) throws(FileProblem) -> ImportedTensor {
    if assembly.isEmpty, let batch = sizes.first ?? nil, batch >= 1 { assembly.settings.batch = batch }
    var shape: [AttributeLiteral] = []
    var open: [Int: [String]] = [:]
    for (axis, size) in sizes.dropFirst().enumerated() {
      if let size, size >= 1 {
        shape.append(.integer(size))
        continue
      }
      let name = axis < Self.axisNames.count && sizes.count == 4 ? Self.axisNames[axis] : "axis\(axis + 1)"
      let taken = name == "channels" ? 1 : assembly.openSize
      assembly.settings.dimensions[name] = taken
      open[taken, default: []].append(name)
      shape.append(.word(name))
    }
    let given = sizes.first ?? nil
    var isBatched = !shape.isEmpty
    if let given, given != assembly.settings.batch {
      shape.insert(.integer(given), at: 0)
      isBatched = false
    } else if shape.isEmpty {
      shape = [.word("batch")]
    }
    var notes = note.map { [$0] } ?? []
    for (size, names) in open.sorted(by: { $0.key < $1.key }) {
      notes.append("the file leaves open, and \(size) is taken: \(names.joined(separator: ", "))")
      assembly.notes.append("\(name.quoted): \(notes[notes.count - 1])")
    }
    return try assembly.add(
      "input", name, [], ["shape": .list(shape), "batched": .flag(isBatched)],
      note: notes.isEmpty ? nil : notes.joined(separator: "; "))[0]
  }
}
