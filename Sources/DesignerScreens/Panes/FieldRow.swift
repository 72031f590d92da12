import Designer
import Terminal

/// One property: its name, its value or the box in which a new one is typed, and what there is to say about it.
struct FieldRow {
  let field: PropertyField
  /// Set while a value is being typed here.
  let editor: FieldEditor?
  let isSelected: Bool
  let state: DesignerState
  /// The key that takes a suggestion.
  let completeKey: String?

  /// Where values begin.
  static let labelWidth = 12
  private static let boxWidth = 6

  func draw(in rect: Rect, into frame: inout Frame) {
    let isFocused = state.isFocused(.properties)
    // Where the keyboard is elsewhere, a selected property would only be one more mark to wonder about.
    let surface: Surface = isSelected && isFocused && editor == nil ? .selection : .plain
    frame.fill(rect, surface: surface)
    let (label, rest) = rect.splitLeft(min(Self.labelWidth, rect.size.columns / 2))
    frame.draw(field.label, in: label, role: .fieldLabel, surface: surface)
    if let editor {
      drawBox(editor, in: rest, into: &frame)
    } else {
      frame.draw(value(frame.glyphs, columns: rest.size.columns), in: rest, surface: surface)
      if isSelected, isFocused { frame.cursor = rect.origin }
    }
  }

  /// The value, and where a default comes from, if there is room for that.
  private func value(_ glyphs: Glyphs, columns: Int) -> StyledLine {
    if field.value.isEmpty, field.problem != nil { return StyledLine("needs a value", .fieldInvalid) }
    let role: Role =
      field.problem != nil ? .fieldInvalid : field.isDefault ? .fieldDefault : .fieldValue
    let line = StyledLine(field.value.isEmpty ? "–" : field.value, field.value.isEmpty ? .textMuted : role)
    guard field.isDefault, let note = field.defaultNote else { return line }
    let noted = line + StyledLine("  (\(note))", .textMuted)
    return noted.columns(glyphs) <= columns ? noted : line
  }

  /// `[5     ]   was 4`, and the reason where the value cannot stand.
  private func drawBox(_ editor: FieldEditor, in rect: Rect, into frame: inout Frame) {
    let remark = remark(editor)
    let typed = frame.glyphs.columns(editor.line.text) + 1
    let room = rect.size.columns - 2 - min(remark.columns(frame.glyphs) + 3, rect.size.columns / 2)
    let width = max(1, min(max(typed, Self.boxWidth), max(room, Self.boxWidth), rect.size.columns - 1))
    // The bracket stands in the gap before the column of values, so that what is typed lines up with them.
    let open = Point(column: rect.origin.column - 1, row: rect.origin.row)
    frame.write("[", at: open, role: .fieldInput)
    let (box, rest) = rect.splitLeft(width)
    TextBox(line: editor.line, role: editor.objection == nil ? .fieldModified : .fieldInvalid)
      .draw(in: box, into: &frame)
    frame.draw("]", in: rest.splitLeft(1).left, role: .fieldInput)
    frame.draw(remark, in: rest.splitLeft(4).rest)
  }

  private func remark(_ editor: FieldEditor) -> StyledLine {
    if let objection = editor.objection {
      let suggestion = editor.suggestion.map { "; \(completeKey ?? "instead"): \($0)" } ?? ""
      return StyledLine(objection + suggestion, .fieldInvalid)
    }
    if editor.field.value != editor.line.text, !editor.field.value.isEmpty {
      return StyledLine("was \(editor.field.value)", .textMuted)
    }
    return StyledLine(editor.field.range, .textMuted)
  }
}
