import NetworkModel
import TestSupport
import Testing

@testable import Designer

/// A designer driven as a person would, step by step.
struct Script {
  var state: DesignerState
  /// What the last action led to, apart from what it gave to be recorded.
  private(set) var effects: [Effect] = []
  /// Everything that was given to be recorded.
  private(set) var records: [NamedEdit] = []

  init(_ network: Network = Samples.alexNet, path: String? = nil) {
    state = DesignerState(
      network: network, document: Document(path: path, name: "alexnet", fingerprint: path))
    send(.resized(rows: 6))
  }

  mutating func send(_ actions: Action...) {
    for action in actions { take(state.reduce(action)) }
  }

  private mutating func take(_ effects: [Effect]) {
    self.effects = []
    for effect in effects {
      if case .record(let steps) = effect { records += steps } else { self.effects.append(effect) }
    }
  }

  /// Runs commands; one that cannot run says why in the message.
  mutating func run(_ commands: CommandID...) {
    for id in commands {
      guard let command = CommandTable[id] else {
        Issue.record("there is no command \(id.rawValue)")
        continue
      }
      do {
        take(state.reduce(try command.resolve(state, rows: state.visibleRows)))
      } catch {
        send(.show(Message(error.reason, .warning)))
      }
    }
  }

  /// Types text, a character at a time.
  mutating func type(_ text: String) {
    for character in text { send(.text(.insert(String(character)))) }
  }

  /// Types a line after `:`.
  mutating func line(_ text: String) {
    run("command-line")
    type(text)
    send(.accept)
  }

  mutating func select(_ name: String) {
    guard let id = state.network.id(named: name) else {
      Issue.record("there is no layer \(name)")
      return
    }
    send(.select(id))
  }

  /// Opens a property of a layer and types over it.
  mutating func type(_ text: String, into attribute: AttributeName, of name: String) {
    select(name)
    send(.edit(.attribute(attribute)))
    type(text)
  }

  /// Whether a person could tell this from before.
  func hasDoneSomething(since before: Script) -> Bool {
    !effects.isEmpty || records.count != before.records.count || !state.mode.isBrowsing
      || state.focus != before.state.focus || state.selection != before.state.selection
      || state.rowCount != before.state.rowCount || state.isSelectingRange != before.state.isSelectingRange
      || state.showsNetworkSettings != before.state.showsNetworkSettings
  }

  var names: [String] { state.network.layers.map(\.name) }

  func shape(_ name: String) -> String? {
    state.network.id(named: name).flatMap { state.analysis[$0].shape?.description }
  }

  func layer(_ name: String) -> Layer? { state.network.id(named: name).flatMap { state.network[$0] } }

  var selectedName: String? { state.selection.flatMap { state.network[$0]?.name } }

  var editor: FieldEditor? { if case .editing(let editor) = state.mode { editor } else { nil } }
  var chooser: Chooser? { if case .choosing(let chooser) = state.mode { chooser } else { nil } }
  var prompt: Prompt? { if case .prompting(let prompt) = state.mode { prompt } else { nil } }
  var confirmation: Designer.Confirmation? {
    if case .confirming(let confirmation) = state.mode { confirmation } else { nil }
  }
}
