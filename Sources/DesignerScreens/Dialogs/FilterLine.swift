import Designer
import Terminal

/// The upper line of a list, in which one types what narrows it, and the rule below.
struct FilterLine {
  /// The rows that it takes.
  static let rows = 2

  let filter: TextLine
  /// What to type, while nothing is.
  let invitation: String

  func draw(_ popup: Popup, into frame: inout Frame) {
    guard popup.content.size.rows > 0 else { return }
    let (prompt, box) = popup.content.row(0).splitLeft(2)
    frame.draw("/", in: prompt, role: .hintKey, surface: .popup)
    TextBox(line: filter, role: .text, surface: .popup).draw(in: box, into: &frame)
    if filter.isEmpty { frame.draw(invitation, in: box, role: .textMuted, surface: .popup) }
    frame.divider(popup.rect, row: Self.rows, role: .borderFocus, surface: .popup)
  }
}
