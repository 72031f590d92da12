import Designer
import Terminal

extension KeyMap {
  /// The keys that the program comes with. A test proves that none of them clash.
  public static let standard = (try? KeyMap(standardBindings)) ?? KeyMap()

  static var standardBindings: [Binding] { commandBindings + actionBindings }

  /// Keys that run commands of the table, in the panes. The first of several is the one that hints show.
  private static var commandBindings: [Binding] {
    bindings(.browsing, movingKeys) + bindings(.browsing, layerKeys) + bindings(.browsing, generalKeys)
      + bindings(.properties, [("space", "property.toggle"), ("backspace", "property.reset")])
  }

  private static let movingKeys: [(String, CommandID)] = [
    ("down", "move.down"), ("up", "move.up"), ("j", "move.down"), ("k", "move.up"),
    ("pagedown", "move.page-down"), ("pageup", "move.page-up"),
    ("ctrl-d", "move.half-page-down"), ("ctrl-u", "move.half-page-up"),
    ("g g", "move.start"), ("G", "move.end"), ("home", "move.start"), ("end", "move.end"),
    ("tab", "pane.next"), ("shift-tab", "pane.previous"),
    ("1", "pane.layers"), ("2", "pane.properties"), ("3", "pane.summary"),
  ]

  private static let layerKeys: [(String, CommandID)] = [
    ("enter", "property.edit"), ("e", "property.edit"), ("+", "property.increase"), ("-", "property.decrease"),
    ("a", "layer.add"), ("A", "layer.add-before"), ("d", "layer.delete"), ("delete", "layer.delete"),
    ("J", "layer.move-down"), ("K", "layer.move-up"), ("f", "layer.fix"),
    ("u", "history.undo"), ("ctrl-r", "history.redo"),
  ]

  private static let generalKeys: [(String, CommandID)] = [
    ("?", "help"), ("f1", "help"), (":", "command-line"), ("ctrl-p", "help"),
    ("ctrl-s", "file.save"), ("ctrl-o", "file.open"), ("q", "quit"), ("ctrl-c", "quit"),
    ("ctrl-z", "suspend"),
  ]

  private static func bindings(_ context: KeyContext, _ keys: [(String, CommandID)]) -> [Binding] {
    keys.compactMap { name, id in
      KeySequence(parsing: name).map { Binding(context, $0, .command(id)) }
    }
  }

  /// Keys inside fields and dialogs.
  private static var actionBindings: [Binding] {
    actions(.editing, [
      ("enter", .accept), ("esc", .cancel), ("ctrl-c", .cancel), ("tab", .complete), ("down", .move(.by(1))),
      ("up", .move(.by(-1))), ("+", .step(by: 1)), ("-", .step(by: -1)), ("f", .fix),
    ])
      + actions(.dialog, [
        ("enter", .accept), ("esc", .cancel), ("ctrl-c", .cancel), ("tab", .complete),
        ("down", .move(.by(1))), ("up", .move(.by(-1))), ("ctrl-n", .move(.by(1))), ("ctrl-p", .move(.by(-1))),
        ("pagedown", .move(.by(10))), ("pageup", .move(.by(-10))),
      ])
      + actions(.fixing, [
        ("j", .move(.by(1))), ("k", .move(.by(-1))), ("q", .cancel), ("home", .move(.toStart)),
        ("end", .move(.toEnd)),
      ])
      + actions(.confirming, [("right", .move(.by(1))), ("left", .move(.by(-1)))])
      + actions(.text, [
        ("backspace", .text(.backspace)), ("delete", .text(.delete)), ("left", .text(.left)),
        ("right", .text(.right)), ("home", .text(.start)), ("end", .text(.end)), ("ctrl-a", .text(.start)),
        ("ctrl-e", .text(.end)), ("ctrl-w", .text(.deleteWord)), ("ctrl-u", .text(.deleteToStart)),
      ])
  }

  private static func actions(_ context: KeyContext, _ keys: [(String, Action)]) -> [Binding] {
    keys.compactMap { name, action in
      KeySequence(parsing: name).map { Binding(context, $0, .action(action)) }
    }
  }
}
