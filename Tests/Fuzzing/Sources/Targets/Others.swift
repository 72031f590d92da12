import DesignerScreens
import NetworkFormats
import NetworkModel
import Terminal

extension FuzzTarget {
  /// A theme, which may inherit from itself under another name.
  static let theme = FuzzTarget(
    name: "theme",
    words: Role.allCases.map(\.name) + [
      "name: ", "appearance: ", "inherits: ", "palette: {", "roles:\n", "fg: ", "bg: ", "attributes: [",
      "fallback: {", "\"#7aa2f7\"", "bold", "other", "&a ", "*a", "bright-red", "dark", "light", "any",
    ],
    seeds: {
      [Array("name: x\nappearance: dark\ninherits: other\npalette: {a: \"#123456\"}\nroles: {}\n".utf8)]
    },
    read: { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let (theme, _) = ThemeReader { $0 == "other" ? text : nil }.read(text, name: "fuzz")
      for role in Role.allCases { _ = theme.style(role, on: .plain, depth: .palette) }
    })

  static let configuration = FuzzTarget(
    name: "configuration",
    words: Configuration.Key.allCases.map { $0.rawValue + ": " } + [
      "undo: ", "cancel: ", "file.save: ", "Ctrl-S", "F2", "Esc", "{layers: ", "[g, g]", "g g", "dark",
      "name", "shape", "parameters", "macs", "float16", "true", "[]",
    ],
    seeds: { [Array(Configuration().text.utf8)] },
    read: { bytes in
      let (configuration, warnings) = Configuration.read(bytes, themes: ["dark", "light"])
      for warning in warnings { precondition(!warning.line(of: "x").utf8.contains(0x1B)) }
      let text = Array(configuration.text.utf8)
      let (again, complaints) = Configuration.read(text, themes: ["dark", "light"])
      precondition(complaints.isEmpty && again.text == configuration.text)
    })

  static let journal = FuzzTarget(
    name: "journal",
    words: native.words + [
      "strata-journal: 1\n", "process: ", "path: ", "base: ", "fingerprint: ", "step: ", "changes: [",
      "{replace: 1, by: {", "{insert: 2, at: 1, layer: {", "{remove: 1}", "{move: 1, to: 0}", "{settings: {",
    ],
    seeds: { [journalSeed] },
    read: { bytes in
      // The fingerprints before its lines would stop all mutations, so they are made to fit.
      for bytes in [bytes, signed(bytes)] {
        guard let content = JournalContent(bytes) else { continue }
        var network = content.network
        for step in content.steps { _ = try? network.apply(step.edit) }
        _ = content.isLoss
        check(network)
      }
    })

  /// `--set what=value`.
  static let assignments = FuzzTarget(
    name: "assignments",
    words: catalogueWords + numbers + ["conv1.", "=", "batch=", "rounding=", "layout=", ",", "[", "]"],
    seeds: { [Array("conv1.stride=2".utf8), Array("fc.units=10\nbatch=3".utf8)] },
    read: { bytes in
      guard var network = network(Templates.named("lenet5")?.bytes ?? []) else { return }
      for line in bytes.split(separator: 10).prefix(8) {
        do throws(ArgumentProblem) {
          try network.assign(String(decoding: line, as: UTF8.self))
        } catch {
          precondition(!error.message.utf8.contains(0x1B))
        }
      }
      check(network)
    })

  private static let journalSeed = Array(
    """
    strata-journal: 1
    0-0 {process: 1, path: /a.yaml, name: a.yaml}
    0-0 {base: 57, layers: [0, 1]}
    strata: 1
    layers:
      - {name: a, kind: input, shape: [8, 8, 3]}
      - {name: b, kind: conv, filters: 4, kernel: 3}
    0-0 {step: s, changes: [{replace: 1, by: {name: b, kind: conv, filters: 8, kernel: 3}}]}
    0-0 {step: t, changes: [{insert: 2, at: 1, layer: {name: c, kind: softmax}}, {move: 2, to: 2}, {remove: 1}]}
    0-0 {step: u, changes: [{settings: {name: x, batch: 2}}]}

    """.utf8)

  /// The journal with the fingerprints that its lines should have, and as many bytes of a network as there are before
  /// the first step.
  private static func signed(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    let steps = lines.firstIndex { $0.starts(with: "0-0 {step".utf8) } ?? lines.count - 1
    guard lines.count > 4, steps > 3 else { return bytes }
    let base = Array(lines[3..<steps].joined(separator: [10]))
    lines.replaceSubrange(3..<steps, with: [base])
    if lines[2].starts(with: "0-0 {base: 57".utf8) {
      lines[2].replaceSubrange(11..<13, with: Array("\(base.count)".utf8))
    }
    return Array(
      lines.map { line -> [UInt8] in
        guard line.starts(with: "0-0 {".utf8), line.last == UInt8(ascii: "}") else { return line }
        let inner = Array(line[5..<(line.count - 1)])
        return Array("\(FileContent(inner).fingerprint) {".utf8) + inner + [UInt8(ascii: "}")]
      }.joined(separator: [10]))
  }
}
