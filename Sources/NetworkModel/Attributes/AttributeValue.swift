/// What an attribute is set to.
public enum AttributeValue: Hashable, Sendable {
  case integer(Int)
  case real(Double)
  case flag(Bool)
  /// One of the words that the attribute's type lists.
  case choice(String)
  case extent(Extent)
  case padding(Padding)
  /// A tensor's shape without the batch.
  case sizes([AxisSize])
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
  private var entries: [(name: AttributeName, value: AttributeValue)] = []

  public init() {}

  public init(_ entries: KeyValuePairs<AttributeName, AttributeValue>) {
    for (name, value) in entries { self[name] = value }
  }

  public subscript(name: AttributeName) -> AttributeValue? {
    get {
      for index in entries.indices where entries[index].name.id == name.id { return entries[index].value }
      return nil
    }
    set {
      let place = entries.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): entries[place].value = value
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append((name, value))
      case (nil, nil): break
      }
    }
  }

  public var names: [AttributeName] { entries.map { $0.name } }
  public var isEmpty: Bool { entries.isEmpty }
}

extension AttributeList: Hashable {
  /// Equal when they set the same values, in whatever order.
  public static func == (a: AttributeList, b: AttributeList) -> Bool {
    a.entries.count == b.entries.count && a.entries.allSatisfy { b[$0.name] == $0.value }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(entries.count) }
}
