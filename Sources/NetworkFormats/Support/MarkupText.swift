extension String {
  /// The text safe to stand in HTML and XML, between tags or in a quoted attribute.
  var markupEscaped: String {
    var escaped = ""
    for character in madeSafe {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
