import Designer
import NetworkModel
import Terminal

/// All that is wrong, the worst first; below it the selected problem in full, and the ways out of it.
struct ProblemsPane {
  let state: DesignerState
  var keyMap = KeyMap()

  private static let largestName = 30

  /// How the height of the pane is shared.
  private struct Parts {
    let list, details: Rect
    /// Rows from the top of the pane's content to the rule between the two.
    let rule: Int

    /// Half of the height each, whatever there is to say: nothing moves while one goes through the list.
    init(_ content: Rect) {
      let (details, above) = content.splitBottom(content.size.rows / 2)
      self.details = details
      list = above.splitBottom(1).rest
      rule = list.size.rows
    }
  }

  private func window(_ parts: Parts, _ count: Int) -> ListWindow {
    ListWindow(count: count, selected: state.selectedProblem ?? 0, rows: parts.list.size.rows)
  }

  /// The problem under a point of the pane.
  func problem(at point: Point, _ layout: ScreenLayout) -> Int? {
    let parts = Parts(layout.content(of: layout.summary))
    guard parts.list.contains(point) else { return nil }
    return window(parts, state.problems.count).line(at: point.row - parts.list.origin.row)
  }

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let problems = state.problems
    let isFocused = state.isFocused(.problems)
    frame.drawPane(layout.summary, title: title(problems.count), isFocused: isFocused, layout)
    let content = layout.content(of: layout.summary)
    guard !problems.isEmpty else {
      frame.draw("nothing is wrong", in: content.inset(rows: 0), role: .success)
      if isFocused { frame.cursor = content.inset(rows: 0).origin }
      return
    }
    let parts = Parts(content)
    let window = window(parts, problems.count)
    let names = window.lines.map { frame.glyphs.columns(name(problems[$0])) }
    let nameWidth = min(names.max() ?? 0, Self.largestName, content.size.columns / 3)
    for (row, index) in window.lines.enumerated() {
      draw(
        problems[index], isSelected: index == state.selectedProblem, nameWidth, in: parts.list.row(row),
        into: &frame)
    }
    frame.drawRule(layout.summary, content, row: parts.rule, isFocused: isFocused, layout)
    if let index = state.selectedProblem {
      drawDetails(problems[index], in: parts.details.inset(rows: 0), into: &frame)
    }
  }

  private func title(_ count: Int) -> String {
    guard count > 0 else { return "Problems" }
    guard let selected = state.selectedProblem else { return "Problems · \(count.grouped)" }
    return "Problems · \((selected + 1).grouped) of \(count.grouped)"
  }

  private func name(_ problem: Problem) -> String {
    problem.layer.flatMap { state.network[$0]?.name } ?? state.network.settings.name
  }

  private func draw(
    _ problem: Problem, isSelected: Bool, _ nameWidth: Int, in rect: Rect, into frame: inout Frame
  ) {
    let surface: Surface = isSelected && state.isFocused(.problems) ? .selection : .plain
    frame.fill(rect, surface: surface)
    let line = rect.inset(rows: 0)
    if surface == .selection {
      frame.cursor = line.origin
    } else if isSelected {
      frame.write(frame.glyphs.selected, at: rect.origin, role: .selectionInactive)
    }
    let (sign, role) = problem.severity.sign(frame.glyphs)
    frame.draw(sign, in: line.splitLeft(1).left, role: role, surface: surface)
    let (name, words) = line.splitLeft(2).rest.splitLeft(nameWidth)
    let shortened = frame.glyphs.shortened(name: self.name(problem), to: name.size.columns)
    frame.draw(shortened, in: name, role: role, surface: surface)
    frame.draw(problem.diagnostic.words, in: words.splitLeft(2).rest, surface: surface)
  }

  /// The whole message, then as many ways out as there is room for.
  private func drawDetails(_ problem: Problem, in rect: Rect, into frame: inout Frame) {
    let waysOut = problem.layer == state.subject ? state.suggestedFixIts : FixItList()
    let message = frame.glyphs.wrapped(problem.diagnostic.message, columns: rect.size.columns)
    let rowsKept = min(waysOut.fixIts.count, max(1, rect.size.rows / 3))
    let (words, rest) = rect.splitTop(min(message.count, max(1, rect.size.rows - rowsKept)))
    for row in 0..<words.size.rows {
      // What there is no room for is cut off at the end of the last line.
      let line = row == words.size.rows - 1 ? message[row...].joined(separator: " ") : message[row]
      frame.draw(line, in: words.row(row), role: problem.severity.sign(frame.glyphs).role)
    }
    let key = (keyMap.label(for: "layer.fix", frame.glyphs) ?? "").padding(to: 3)
    let columns = FixItColumns(waysOut.fixIts, frame.glyphs, room: rest.size.columns - key.count)
    for (row, fixIt) in waysOut.fixIts.prefix(rest.size.rows).enumerated() {
      let (head, line) = rest.row(row).splitLeft(key.count)
      frame.draw(row == 0 ? key : "", in: head, role: .hintKey)
      frame.draw(columns.line(fixIt), in: line)
    }
    let remarks = waysOut.impossibilities.flatMap { frame.glyphs.wrapped($0, columns: rest.size.columns) }
    for (row, line) in remarks.prefix(max(0, rest.size.rows - waysOut.fixIts.count)).enumerated() {
      frame.draw(line, in: rest.row(waysOut.fixIts.count + row), role: .textMuted)
    }
  }
}
