import NetworkModel

// A value being typed: what is valid is shown at once, Enter keeps it, Esc puts back what was.

extension DesignerState {
  /// Opens the control of a property, or the selected group.
  mutating func edit(_ key: PropertyField.Key?) {
    settle()
    if let group = subjectGroup { return unfold(group.name) }
    if let key, let row = fields.firstIndex(where: { $0.key == key }) { field = row }
    guard let field = selectedField else { return }
    focus = .properties
    switch field.control {
    case .toggle: step(by: 1)
    case .text, .number, .perAxis: mode = .editing(FieldEditor(field))
    case .choice(let words): choose(.words(words, for: field))
    case .inputs: chooseInputs()
    case .shares: chooseOwner()
    case .kind: choose(.kinds(.kind, current: field.value))
    }
  }

  /// Types into the field.
  mutating func type(_ edit: TextEdit, into editor: FieldEditor) {
    var editor = editor
    let text = editor.line.text
    editor.line.apply(edit)
    if editor.line.text != text { judge(&editor) }
    mode = .editing(editor)
  }

  /// Shows what the text comes to, or says why it cannot stand.
  private mutating func judge(_ editor: inout FieldEditor) {
    editor.objection = nil
    editor.suggestion = nil
    let (key, subject, text) = (editor.field.key, subject, editor.line.text)
    do {
      try show { network throws(FieldRefusal) in try network.edit(key, of: subject, typed: text) }
    } catch {
      editor.objection = error.reason
      editor.suggestion = error.suggestion
    }
  }

  /// Takes the suggestion beside the field.
  mutating func takeSuggestion(_ editor: FieldEditor) {
    guard let suggestion = editor.suggestion else { return }
    var editor = editor
    editor.line = TextLine(suggestion)
    judge(&editor)
    mode = .editing(editor)
  }

  /// Keeps what is typed as one undo step.
  /// - Returns: whether it could stand.
  @discardableResult
  mutating func keep(_ editor: FieldEditor) -> Bool {
    guard editor.objection == nil else { return false }
    mode = .browsing
    keepPreview(of: editor.field)
    return true
  }

  /// Keeps what is shown as a step that is named by a property's value before and after; nothing where it has
  /// not changed.
  mutating func keepPreview(of former: PropertyField, merging: Bool = false) {
    guard let now = field(former.key), now.value != former.value || now.isDefault != former.isDefault else {
      return dropPreview()
    }
    let name = StepName(stepSubject(former), from: former.value, to: now.value)
    keepPreview(name, merges: merging ? former.key : nil)
  }

  /// Counts the number being typed, or the selected property, up or down.
  mutating func step(by distance: Int) {
    if case .editing(var editor) = mode {
      guard let edit = stepped(editor.field, from: editor.line.text, by: distance) else {
        return refuseStep()
      }
      show(edit)
      editor.objection = nil
      editor.suggestion = nil
      editor.line = TextLine(field(editor.field.key)?.value ?? editor.line.text, isSelected: true)
      mode = .editing(editor)
    } else if let former = selectedField {
      guard let edit = stepped(former, from: former.value, by: distance) else { return refuseStep() }
      show(edit)
      keepPreview(of: former, merging: true)
    }
  }

  private func stepped(_ field: PropertyField, from text: String, by distance: Int) -> NetworkEdit? {
    guard let type = field.type, let value = try? type.value(typed: text),
      let stepped = type.stepped(value, by: distance, layout: network.settings.layout)
    else { return nil }
    return try? network.edit(field.key, of: subject, typed: stepped.text)
  }

  private mutating func refuseStep() {
    guard let field = selectedField else { return }
    message = Message("\(field.label) cannot be counted on from \(field.value)", .warning)
  }

  /// Takes the selected property back to its default.
  mutating func resetField() {
    guard let id = subject, let former = selectedField, let edit = network.reset(former.key, of: id) else {
      return
    }
    show(edit)
    keepPreview(of: former)
  }
}
