/// Copies what a model says of its network and leaves the weights where they lie, so that a file of gigabytes is
/// decoded as fast as its graph. On the way everything is refused that would cost memory or time out of proportion.
struct PayloadFilter {
  /// What folding needs (sizes, indices) fits in here; weights do not.
  static let maximumPayload = 4 << 10
  /// No network that a person looks at has more, and memory is bounded by it.
  static let maximumNodes = 200_000
  static let maximumMessages = 2_000_000
  static let maximumDepth = 64

  private let bytes: UnsafeRawBufferPointer
  private var copy: [UInt8] = []
  /// The nodes of the model's graph, one behind the other, and where each ends.
  private var graphNodes: [UInt8] = []
  private var ends: [Int] = []
  private var (nodes, attributes, messages) = (0, 0, 0)
  private var budget: ReadingBudget

  /// - Returns: the model, the nodes of its graph apart, and what is left for what is made of them.
  static func slimModel(
    _ bytes: UnsafeRawBufferPointer
  ) throws(FileProblem) -> (model: [UInt8], nodes: [UInt8], ends: [Int], budget: ReadingBudget) {
    var filter = PayloadFilter(bytes: bytes, budget: ReadingBudget(fileOf: bytes.count))
    // What is not needed of it is never touched.
    filter.graphNodes.reserveCapacity(min(bytes.count, FileContent.readAtOnce))
    _ = try filter.copy(0..<bytes.count, .model, depth: 0)
    return (filter.copy, filter.graphNodes, filter.ends, filter.budget)
  }

  private init(bytes: UnsafeRawBufferPointer, budget: ReadingBudget) {
    (self.bytes, self.budget) = (bytes, budget)
  }

  /// The messages that can hold a tensor, or others of their kind.
  private enum Level {
    case model, graph, node, attribute, function, tensor, sparseTensor
    case value, type, tensorType, shape, dimension, operatorSet

    /// What becomes of a field, by its number in the schema.
    func treatment(of field: Int) -> Treatment {
      switch (self, field) {
      case (.model, 7): .nested(.graph)
      case (.model, 8), (.function, 9): .nested(.operatorSet)
      case (.model, 25): .nested(.function)
      case (.graph, 1), (.function, 7): .nested(.node)
      case (.graph, 5), (.attribute, 5), (.sparseTensor, 1): .nested(.tensor)
      case (.graph, 11...13), (.function, 12): .nested(.value)
      case (.graph, 15): .nested(.sparseTensor)
      case (.node, 5), (.function, 11): .nested(.attribute)
      case (.node, 9), (.value, 4): .property
      case (.attribute, 6), (.attribute, 11): .nested(.graph)
      case (.value, 2): .nested(.type)
      case (.type, 1): .nested(.tensorType)
      case (.tensorType, 2): .nested(.shape)
      case (.shape, 1): .nested(.dimension)
      case (.tensor, 4), (.tensor, 5), (.tensor, 7), (.tensor, 9...11): .payload
      case (.model, 1...3), (.graph, 2), (.node, 1...4), (.node, 7...8), (.attribute, 1...4),
        (.attribute, 7...9), (.attribute, 20...21), (.function, 1), (.function, 4...5), (.function, 10),
        (.function, 13), (.tensor, 1...2), (.tensor, 8), (.sparseTensor, 3), (.value, 1), (.tensorType, 1),
        (.dimension, 1...2), (.operatorSet, 1...2):
        .copied
      default: .dropped
      }
    }

    /// What one takes in memory, as measured: the message, and what every one of its kind becomes.
    var cost: Int {
      switch self {
      case .graph, .function: 700
      case .node, .tensor, .sparseTensor, .attribute, .value: 500
      case .operatorSet: 150
      case .model, .type, .tensorType, .shape, .dimension: 64
      }
    }

    /// What a field takes that is copied.
    func cost(of field: Int) -> Int {
      switch (self, field) {
      // The names that a node reads and gives: each is a tensor, and a connection.
      case (.node, 1...2): 500
      case (.node, 9), (.value, 4): 300
      // What is fed to a graph and what comes out becomes a layer.
      case (.graph, 11...12): 2000
      case (.function, 4...5): 300
      // Of a size a single byte may be left.
      case (.tensor, 1), (.sparseTensor, 3): 100
      default: 16
      }
    }

    /// Whether a field is a list of numbers or words.
    func isList(_ field: Int) -> Bool { self == .attribute && (7...9).contains(field) }
  }

  private enum Treatment {
    case nested(Level)
    case payload, property, copied, dropped
  }

  /// - Returns: whether it is to be kept. An attribute is not whose list is too long for sizes.
  private mutating func copy(_ range: Range<Int>, _ level: Level, depth: Int) throws(FileProblem) -> Bool {
    var listed = 0
    guard depth < Self.maximumDepth else {
      throw FileProblem("is nested too deeply at byte \(range.lowerBound)")
    }
    var scanner = WireScanner(bytes, range)
    while let field = try scanner.next() {
      switch level.treatment(of: field.number) {
      case .dropped: break
      case .payload where field.content.count > Self.maximumPayload: break
      case .property where !isRead(field.content): break
      case .payload, .property, .copied:
        if level.isList(field.number) {
          listed += field.whole.count
          if listed > Self.maximumPayload { return false }
        }
        let parts = level == .tensor && field.number == 1 ? max(field.content.count, 1) : 1
        try budget.take(
          parts * level.cost(of: field.number) + 2 * field.whole.count, at: field.whole.lowerBound)
        copy += bytes[field.whole]
      case .nested(let inner):
        guard field.type == .bytes else {
          throw FileProblem(
            "is damaged at byte \(field.whole.lowerBound): a number where a message should be")
        }
        try count(inner, at: field.whole.lowerBound)
        try budget.take(inner.cost + level.cost(of: field.number), at: field.whole.lowerBound)
        if case .graph = level, case .node = inner, depth == 1 {
          try keepNode(field.content)
          continue
        }
        let start = copy.count
        let length = begin(field.number)
        if try copy(field.content, inner, depth: depth + 1) {
          end(length)
        } else {
          copy.removeSubrange(start...)
        }
      }
    }
    return true
  }

  /// Keeps a node of the model's graph, which is the first message in a model that can hold any.
  private mutating func keepNode(_ content: Range<Int>) throws(FileProblem) {
    let attributes = self.attributes
    swap(&copy, &graphNodes)
    defer { swap(&copy, &graphNodes) }
    _ = try copy(content, .node, depth: 2)
    ends.append(copy.count)
    // They are messages only while the node is looked at.
    budget.giveBack((self.attributes - attributes) * Level.attribute.cost)
  }

  /// Whether a property is one that is read; others hold whole stack traces.
  private func isRead(_ property: Range<Int>) -> Bool {
    var scanner = WireScanner(bytes, property)
    guard property.count <= Self.maximumPayload, let key = try? scanner.next(), key.number == 1
    else { return false }
    return ONNXProperty.Key.allCases.contains { bytes[key.content].elementsEqual($0.rawValue.utf8) }
  }

  private mutating func count(_ level: Level, at place: Int) throws(FileProblem) {
    messages += 1
    switch level {
    case .node: nodes += 1
    case .attribute: attributes += 1
    default: break
    }
    if nodes > Self.maximumNodes {
      throw FileProblem("has more than \(Self.maximumNodes) nodes (the next is at byte \(place))")
    }
    if messages > Self.maximumMessages {
      throw FileProblem("has more than \(Self.maximumMessages) parts (the next is at byte \(place))")
    }
  }

  /// Writes the tag of a message, and room for its length, which is not known before its end.
  private mutating func begin(_ field: Int) -> Int {
    var tag = UInt64(field) << 3 | UInt64(WireScanner.WireType.bytes.rawValue)
    while tag >= 0x80 {
      copy.append(UInt8(tag & 0x7F | 0x80))
      tag >>= 7
    }
    copy.append(UInt8(tag))
    copy += repeatElement(0, count: Self.lengthBytes)
    return copy.count
  }

  /// Enough for lengths below 2^35; the same number may be written in more bytes than it needs.
  private static let lengthBytes = 5

  private mutating func end(_ start: Int) {
    let length = copy.count - start
    for byte in 0..<Self.lengthBytes {
      let isLast = byte == Self.lengthBytes - 1
      copy[start - Self.lengthBytes + byte] = UInt8(length >> (7 * byte) & 0x7F) | (isLast ? 0 : 0x80)
    }
  }
}
