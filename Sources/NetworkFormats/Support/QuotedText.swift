/// A text between double quotes, escaped as YAML and JSON both understand.
///
/// - Parameter escape: the escape of a scalar that must not stand as it is; `nil` for one that may.
func doubleQuoted(_ text: String, escape: (Unicode.Scalar) -> String?) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\t": quoted += "\\t"
    case "\r": quoted += "\\r"
    default: quoted += escape(scalar) ?? String(scalar)
    }
  }
  return quoted + "\""
}

/// A number in hexadecimal with leading zeros.
func hexadecimal(_ number: some BinaryInteger, digits width: Int, uppercase: Bool = false) -> String {
  let digits = String(number, radix: 16, uppercase: uppercase)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
