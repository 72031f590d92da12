/// `target = value`, or `return value` where there is no target.
struct CodeStatement {
  let target: Target?
  let value: Python
  /// Whether what a loop comes to is put behind what the target holds.
  var gathers = false

  indirect enum Target: Hashable {
    case variable(String)
    case tuple([Target])

    var text: String {
      switch self {
      case .variable(let name): name
      case .tuple(let items):
        items.enumerated().map { $1.inner }.joined(separator: ", ") + (items.count == 1 ? "," : "")
      }
    }
    private var inner: String { if case .tuple = self { "(\(text))" } else { text } }
  }

  /// The statement as it stands in a function's body; several results need no brackets where they fit.
  func lines(indent: Int) -> [String] {
    if case .repeated(let item, let loop) = value, let target {
      let step =
        gathers
        ? Python.name(target.text).method("append", [.positional("item", item)]).lines(indent: indent + 4)
        : item.lines(prefix: "\(target.text) = ", indent: indent + 4)
      return [blanks(indent) + loop.header + ":"] + step
    }
    guard target == nil, case .tuple(let items) = value, items.count > 1 else {
      return value.lines(prefix: target.map { "\($0.text) = " } ?? "return ", indent: indent)
    }
    let line = blanks(indent) + "return " + items.map(\.flat).joined(separator: ", ")
    return line.count <= lineWidth ? [line] : value.lines(prefix: "return ", indent: indent)
  }
}
