/// The width that the formatters of the language (black, ruff) break lines at.
let lineWidth = 88

extension Python {
  /// The expression in one line.
  var flat: String {
    switch self {
    case .name(let text): return text
    case .integer(let number): return String(number)
    case .real(let number): return pythonNumber(number)
    case .flag(let flag): return flag ? "True" : "False"
    case .text(let text): return pythonText(text)
    case .tuple(let items): return "(\(Self.joined(items))\(items.count == 1 ? "," : ""))"
    case .list(let items): return "[\(Self.joined(items))]"
    case .infix(let sign, let items): return items.map(\.operand).joined(separator: " \(sign) ")
    case .prefix(let sign, let value): return sign + value.operand
    case .suffix(let base, let text): return base.operand + text
    case .indexed(let base, let items): return base.operand + "[\(Self.joined(items))]"
    case .slice(let ends): return Self.slice(ends.map { $0?.value })
    case .progression(let first, let step):
      return "\(first.value.flat) + i" + (step.value == .integer(1) ? "" : " * \(step.value.flat)")
    case .call(let callee, let arguments): return "\(callee.flat)(\(Self.joined(arguments.written)))"
    case .repeated(let item, let loop): return "[\(item.flat) \(loop.header)]"
    case .input(let position): return "input\(position)"
    case .member: return "member"
    case .batch: return "batch"
    }
  }

  /// In brackets where it would fall apart otherwise.
  private var operand: String {
    if case .infix = self { "(\(flat))" } else { flat }
  }

  /// With blanks around the colon where what is beside it is more than a number, as the formatters have it.
  private static func slice(_ ends: [Python?]) -> String {
    let isSimple = ends.allSatisfy { end in
      switch end {
      case nil, .integer, .prefix(_, .integer), .prefix(_, .name), .name: end?.flat.contains(".") != true
      default: false
      }
    }
    var parts = ends
    while parts.count > 2, parts.last == .some(nil) { parts.removeLast() }
    let texts = parts.map { $0?.flat ?? "" }
    if isSimple { return texts.joined(separator: ":") }
    return texts.joined(separator: " : ").trimmingBlanks
  }

  private static func joined(_ items: [Python]) -> String { items.map(\.flat).joined(separator: ", ") }

  private static func joined(_ items: [(prefix: String, value: Python)]) -> String {
    items.map { $0.prefix + $0.value.flat }.joined(separator: ", ")
  }

  /// A statement around the expression, broken into lines as the language's formatters break it.
  ///
  /// - Parameters:
  ///   - prefix: what stands before it: `x = `, `return `.
  ///   - indent: how many blanks stand before each line.
  func lines(prefix: String = "", suffix: String = "", indent: Int) -> [String] {
    let line = blanks(indent) + prefix + flat + suffix
    if line.count <= lineWidth { return [line] }
    switch self {
    case .call(.call(let callee, let arguments), let outer):
      // What a call gives is called: the last brackets are broken where what is before them fits.
      let head = prefix + callee.flat + "(" + Self.joined(arguments.written) + ")("
      if blanks(indent).count + head.count <= lineWidth {
        return Self.broken(head, outer.written, ")" + suffix, indent)
      }
      return Self.broken(
        prefix + callee.flat + "(", arguments.written, ")(\(Self.joined(outer.written)))" + suffix, indent)
    case .call(let callee, let arguments):
      return arguments.written.isEmpty
        ? [line] : Self.broken(prefix + callee.flat + "(", arguments.written, ")" + suffix, indent)
    case .tuple(let items):
      return Self.broken(prefix + "(", items.map { ("", $0) }, ")" + suffix, indent)
    case .list(let items):
      return Self.broken(prefix + "[", items.map { ("", $0) }, "]" + suffix, indent)
    case .repeated(let item, let loop):
      return [blanks(indent) + prefix + "["] + item.lines(indent: indent + 4)
        + [blanks(indent + 4) + loop.header, blanks(indent) + "]" + suffix]
    case .prefix(let sign, let value):
      return value.lines(prefix: prefix + sign, suffix: suffix, indent: indent)
    case .infix(let sign, let items):
      return brokenSum(sign, items, prefix, suffix, indent)
    default: return [line]
    }
  }

  /// Brackets around items: in one line of their own, or each in its own.
  private static func broken(
    _ open: String, _ items: [(prefix: String, value: Python)], _ close: String, _ indent: Int
  ) -> [String] {
    let inner = blanks(indent + 4) + joined(items)
    let body: [String]
    if items.count == 1 {
      body = items[0].value.lines(prefix: items[0].prefix, indent: indent + 4)
    } else if inner.count <= lineWidth {
      body = [inner]
    } else {
      body = items.flatMap { $0.value.lines(prefix: $0.prefix, suffix: ",", indent: indent + 4) }
    }
    return [blanks(indent) + open] + body + [blanks(indent) + close]
  }

  private func brokenSum(
    _ sign: String, _ items: [Python], _ prefix: String, _ suffix: String, _ indent: Int
  ) -> [String] {
    let inner = blanks(indent + 4) + flat
    let body =
      inner.count <= lineWidth
      ? [inner]
      : items.enumerated().map { place, item in
        blanks(indent + 4) + (place == 0 ? "" : "\(sign) ") + item.operand
      }
    return [blanks(indent) + prefix + "("] + body + [blanks(indent) + ")" + suffix]
  }
}

extension Python.Loop {
  /// `for _ in range(2)`; numbers only where somebody reads them.
  var header: String {
    if let items { return "for \(variable) in \(items.flat)" }
    var (first, last) = (base + before, "")
    if case .integer(let total) = count {
      if variable == "_" { first = 0 }
      last = String(variable == "_" ? total - before : base + total)
    } else {
      if variable == "_" { first = before }
      last = count.flat + (variable == "_" || base == 0 ? "" : " + \(base)")
    }
    return "for \(variable) in range(\(first == 0 ? last : "\(first), \(last)"))"
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let text = drop { $0 == " " }
    return String(text.last == " " ? text.dropLast() : text)
  }
}

extension [Python.Argument] {
  /// Those that are not left out, with their keywords.
  fileprivate var written: [(prefix: String, value: Python)] {
    var isKeywordNeeded = false
    return compactMap { argument in
      if argument.isOmitted {
        isKeywordNeeded = true
        return nil
      }
      let keyword = argument.isPositional && !isKeywordNeeded ? "" : "\(argument.name)="
      return (keyword, argument.value)
    }
  }
}
