import Terminal

extension Glyphs {
  /// A layer's name in the room that there is. Its end tells it from its neighbours, so that is what is kept: all of
  /// it where groups stand before it (`…ch2/0/conv`), most of it otherwise (`blo…_conv3`).
  func shortened(name: String, to columns: Int) -> String {
    let name = shown(name)
    guard TextWidth.columns(name) > columns else { return name }
    let room = columns - TextWidth.columns(ellipsis)
    guard room >= 0 else { return "" }
    let head = name.contains("/") ? "" : TextWidth.prefix(name, columns: room / 3)
    return head + ellipsis + TextWidth.suffix(name, columns: room - TextWidth.columns(head))
  }
}
