import Designer
import Terminal

extension KeyMap {
  /// The keys that the program comes with. A test proves that none of them clash.
  public static let standard = KeyMap(unclashing: standardBindings)

  /// Of several keys for one command, hints show the first.
  static var standardBindings: [Binding] {
    commands(.browsing, movingKeys) + commands(.layers, sidewaysKeys) + commands(.properties, sidewaysKeys)
      + commands(.problems, sidewaysKeys) + commands(.summary, tableKeys) + commands(.layers, foldingKeys)
      + commands(.summary, foldingKeys) + commands(.browsing, layerKeys) + commands(.browsing, generalKeys)
      + commands(.properties, propertyKeys) + commands(.editing, editingKeys)
      + commands(.arranging, arrangingKeys) + commands(.dialog, dialogKeys)
      + commands(.fixing, listKeys) + commands(.arranging, listKeys)
      + commands(.browsing, screenKeys) + commands(.editing, screenKeys) + commands(.dialog, screenKeys)
      + commands(.confirming, [("left", "move.up"), ("right", "move.down")]) + textKeys
  }

  private static let movingKeys: [(String, CommandID)] = [
    ("down", "move.down"), ("up", "move.up"), ("j", "move.down"), ("k", "move.up"),
    ("pagedown", "move.page-down"), ("pageup", "move.page-up"),
    ("ctrl-d", "move.half-page-down"), ("ctrl-u", "move.half-page-up"),
    ("g g", "move.first"), ("home", "move.first"), ("G", "move.last"), ("end", "move.last"),
    ("/", "search"), ("n", "search.next"), ("N", "search.previous"), ("&", "filter"),
    ("g i", "input.go"), ("g o", "output.go"),
    ("z", "group.fold"), ("Z", "group.fold-all"),
    ("]", "problem.next"), ("[", "problem.previous"),
    ("tab", "pane.next"), ("shift-tab", "pane.previous"),
    ("1", "pane.layers"), ("2", "pane.properties"), ("3", "pane.summary"),
    ("!", "pane.problems"), ("4", "pane.problems"),
  ]

  /// In the table they scroll, and go on to the next pane at its ends.
  private static let sidewaysKeys: [(String, CommandID)] = [
    ("l", "pane.next"), ("right", "pane.next"), ("h", "pane.previous"), ("left", "pane.previous"),
  ]

  private static let tableKeys: [(String, CommandID)] = [
    ("right", "table.right"), ("l", "table.right"), ("left", "table.left"), ("h", "table.left"),
  ]

  private static let foldingKeys: [(String, CommandID)] = [("backspace", "group.fold-around")]

  private static let layerKeys: [(String, CommandID)] = [
    ("enter", "accept"), ("esc", "cancel"), ("e", "property.edit"),
    ("a", "layer.add-after"), ("A", "layer.add-before"), ("d", "layer.delete"), ("delete", "layer.delete"),
    ("v", "layer.select-range"), ("y", "layer.copy"), ("p", "layer.paste-after"), ("P", "layer.paste-before"),
    ("D", "layer.duplicate"), ("J", "layer.move-down"), ("K", "layer.move-up"),
    ("r", "layer.rename"), ("i", "layer.inputs"), ("t", "layer.kind"), ("f", "layer.fix"),
    ("u", "undo"), ("ctrl-r", "redo"),
  ]

  private static let generalKeys: [(String, CommandID)] = [
    ("?", "help"), ("f1", "help"), (":", "command-line"), ("ctrl-p", "palette"), ("s", "network.settings"),
    ("c", "table.columns"), ("Y", "table.copy"),
    ("ctrl-s", "file.save"), ("ctrl-o", "file.open"), ("ctrl-n", "file.new"), ("ctrl-e", "file.export"),
    ("q", "file.quit"), ("ctrl-c", "file.quit"), ("ctrl-z", "screen.suspend"), ("M", "screen.mouse"),
  ]

  /// Wherever the keyboard is.
  private static let screenKeys: [(String, CommandID)] = [("ctrl-l", "screen.redraw")]

  private static let propertyKeys: [(String, CommandID)] = [
    ("+", "property.increase"), ("-", "property.decrease"), ("space", "property.toggle"),
    ("backspace", "property.reset"),
  ]

  private static let editingKeys: [(String, CommandID)] = [
    ("enter", "accept"), ("esc", "cancel"), ("ctrl-c", "cancel"), ("tab", "complete"),
    ("down", "move.down"), ("up", "move.up"), ("+", "property.increase"), ("-", "property.decrease"),
    ("f", "layer.fix"),
  ]

  private static let dialogKeys: [(String, CommandID)] = [
    ("enter", "accept"), ("esc", "cancel"), ("ctrl-c", "cancel"), ("tab", "complete"),
    ("down", "move.down"), ("up", "move.up"), ("ctrl-n", "move.down"), ("ctrl-p", "move.up"),
    ("pagedown", "move.page-down"), ("pageup", "move.page-up"),
  ]

  /// For lists without a line of text.
  private static let listKeys: [(String, CommandID)] = [
    ("j", "move.down"), ("k", "move.up"), ("home", "move.first"), ("end", "move.last"),
    ("g g", "move.first"), ("G", "move.last"), ("q", "cancel"),
  ]

  private static let arrangingKeys: [(String, CommandID)] = [
    ("space", "complete"), ("J", "item.move-down"), ("K", "item.move-up"),
    ("backspace", "table.standard-columns"),
  ]

  private static func commands(_ context: KeyContext, _ keys: [(String, CommandID)]) -> [Binding] {
    keys.compactMap { name, id in
      KeySequence(parsing: name).map { Binding(context, $0, .command(id)) }
    }
  }

  private static var textKeys: [Binding] {
    let keys: [(String, TextEdit)] = [
      ("backspace", .backspace), ("delete", .delete), ("left", .left), ("right", .right), ("home", .start),
      ("end", .end), ("ctrl-a", .start), ("ctrl-e", .end), ("ctrl-w", .deleteWord),
      ("ctrl-u", .deleteToStart),
    ]
    return keys.compactMap { name, edit in
      KeySequence(parsing: name).map { Binding(.text, $0, .edit(edit)) }
    }
  }
}
