/// What an attribute is set to.
public enum AttributeValue: Hashable, Sendable {
  case integer(Int)
  case real(Double)
  case flag(Bool)
  /// One of the words that the attribute's type lists.
  case choice(String)
  case extent(Extent)
  indirect case padding(Padding)
  /// A tensor's shape without the batch.
  case sizes([AxisSize])
  /// Several of them.
  case shapes([[AxisSize]])
  /// Axes, in order.
  case integers([Int])
  case text(String)
}

/// A size in an input's shape: a number, or one of the network's named dimensions.
public enum AxisSize: Hashable, Sendable {
  case fixed(Int)
  case named(String)
}

/// The values a layer sets, in the order they were set; what is not here has its default.
public struct AttributeList: Sendable {
  private struct Entry: Sendable {
    let name: AttributeName
    var value: AttributeValue
  }

  private var entries: [Entry] = []

  public init() {}

  public init(_ entries: KeyValuePairs<AttributeName, AttributeValue>) {
    for (name, value) in entries { self[name] = value }
  }

  public subscript(name: AttributeName) -> AttributeValue? {
    get { entries.first { $0.name == name }?.value }
    set {
      let place = entries.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): entries[place].value = value
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append(Entry(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The value as a Swift type. Rules ask for values all the time, so nothing is copied on the way.
  @inline(__always)
  func value<Value: AttributeConvertible>(of name: AttributeName) -> Value?? {
    entries.withUnsafeBufferPointer { entries in
      for index in entries.indices where entries[index].name.id == name.id {
        return .some(Value.read(entries[index].value))
      }
      return nil
    }
  }

  public var names: [AttributeName] { entries.map { $0.name } }
  public var isEmpty: Bool { entries.isEmpty }
}

extension AttributeList: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral entries: (AttributeName, AttributeValue)...) {
    for (name, value) in entries { self[name] = value }
  }
}

extension AttributeList: Hashable {
  /// Equal when they set the same values, in whatever order.
  public static func == (a: AttributeList, b: AttributeList) -> Bool {
    a.entries.count == b.entries.count && a.entries.allSatisfy { b[$0.name] == $0.value }
  }

  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for entry in entries {
      var own = Hasher()
      own.combine(entry.name)
      own.combine(entry.value)
      sum ^= own.finalize()
    }
    hasher.combine(sum)
  }
}
