import Designer
import Terminal

/// A question that is answered by typing a line.
struct PromptDialog {
  let prompt: Prompt

  func draw(_ layout: ScreenLayout, into frame: inout Frame) {
    let popup = Popup(columns: 60, rows: 1, title: prompt.title, layout, frame.glyphs)
    popup.draw(title: prompt.title, into: &frame)
    TextBox(line: prompt.line, role: .fieldValue).draw(in: popup.content.row(0), into: &frame)
  }
}
