import NetworkModel

/// All that the designer knows. It changes by actions only (`reduce(_:)`); a screen is a function of it.
public struct DesignerState: Sendable {
  /// The network as the panes show it: a value being typed, or a fix-it being looked at, is already in it.
  public private(set) var network: Network
  public private(set) var analysis: Analysis
  public private(set) var history = History()
  public internal(set) var document: Document
  /// The selected layer; `nil` only while there is none.
  public internal(set) var selection: LayerID?
  /// Whether the properties pane shows the network's settings instead of the selected layer.
  public internal(set) var showsNetworkSettings = false
  public internal(set) var focus = Pane.layers
  /// The selected row of the properties pane.
  public internal(set) var field = 0
  /// The first visible row of the list and the table, which scroll together.
  public internal(set) var top = 0
  /// How many rows they show.
  public internal(set) var visibleRows = 1
  public internal(set) var mode = Mode.browsing
  public internal(set) var message: Message?

  public init(network: Network, document: Document = Document()) {
    self.network = network
    self.document = document
    analysis = Analysis(of: network)
    selection = network.ids.first
  }

  /// Takes in what happened.
  /// - Returns: what is to be done outside, in order.
  public mutating func reduce(_ action: Action) -> [Effect] { [] }
}
