import Designer
import Terminal

/// A question that is answered by typing a line; below it, what the line could become.
struct PromptDialog {
  let prompt: Prompt
  let keyMap: KeyMap

  private static let mostCompletions = 8

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let count = min(prompt.completions.items.count, Self.mostCompletions)
    let popup = Popup(columns: 60, rows: 1 + count, title: prompt.title, place: .high, layout, frame.glyphs)
    popup.draw(title: prompt.title, into: &frame)
    TextBox(line: prompt.line, role: .fieldValue).draw(in: popup.content.row(0), into: &frame)
    let below = popup.rect.inset().splitTop(1).rest
    CompletionList(completions: prompt.completions, keyMap: keyMap).draw(in: below, into: &frame)
  }
}
