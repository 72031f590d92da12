import NetworkModel

/// A list to choose from, narrowed by typing.
public struct Chooser: Sendable {
  /// What is being chosen.
  public enum Purpose: Hashable, Sendable {
    /// The kind of a new layer at that index.
    case newLayer(at: Int)
    /// The kind of the selected layer.
    case kind
    case inputs
    /// The layer whose parameters the selected one uses.
    case shares
    /// A property's value; each is shown in the panes behind while the list is on it.
    case value(PropertyField.Key)
    case template
    /// Where to go.
    case layer
    /// The theme to draw with; each is shown while the list is on it.
    case theme
    /// What bytes are counted in.
    case elementType
    /// Which layers are listed.
    case filter
    /// What to do next.
    case command
    /// Nothing: what an earlier run left behind, to be read.
    case leftWork
  }

  public enum Value: Hashable, Sendable {
    case kind(OperationKind)
    case input(InputReference)
    /// What holds when the author says nothing.
    case byDefault
    case word(String)
    case template(String)
    case layer(LayerID)
    case theme(String)
    case elementType(ElementType)
    case filter(LayerFilter)
    case command(CommandID)
  }

  public struct Item: Hashable, Sendable {
    public let value: Value
    public let title: String
    /// What stands behind the title: a summary, a shape.
    public let detail: String
    /// A family's or another group's name.
    public let group: String
    /// Whether it would work here; those that would not are listed, but last.
    public let fits: Bool
    /// Another word by which it is found.
    let keyword: String

    init(
      _ value: Value, title: String, detail: String = "", group: String = "", fits: Bool = true,
      keyword: String = ""
    ) {
      self.value = value
      self.title = title
      self.detail = detail
      self.group = group
      self.fits = fits
      self.keyword = keyword
    }
  }

  public let purpose: Purpose
  public let title: String
  public internal(set) var items: [Item]
  /// How many may be chosen; more than one: Space marks, and the order of marking counts.
  public let allowsSeveral: Bool
  public internal(set) var filter = TextLine()
  /// The items that the filter leaves, as indices of `items`, best match first.
  public internal(set) var matches: [Int]
  /// The highlighted one, an index of `matches`.
  public internal(set) var index = 0
  /// The items marked, as indices of `items`, in the order of marking.
  public internal(set) var marked: [Int] = []

  /// The highlighted item; `nil` when the filter leaves none.
  public var highlighted: Item? { matches.indices.contains(index) ? items[matches[index]] : nil }

  /// The place of an item among those marked, counted from 1.
  public func mark(of item: Int) -> Int? { marked.firstIndex(of: item).map { $0 + 1 } }
}
