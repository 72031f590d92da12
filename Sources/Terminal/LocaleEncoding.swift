import Glibc

/// The character encoding that the environment asks for.
public enum LocaleEncoding {
  /// Whether the user's locale is UTF-8. Where it is not, draw with `Glyphs.ascii`.
  ///
  /// Reading it sets the process's character type locale, once: to the user's, or where that is not UTF-8 to
  /// `C.UTF-8`, since the widths of characters are only known in a UTF-8 locale.
  public static let isUTF8: Bool = {
    setlocale(LC_CTYPE, "")
    guard !codesetIsUTF8 else { return true }
    setlocale(LC_CTYPE, "C.UTF-8")
    return false
  }()

  private static var codesetIsUTF8: Bool {
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return strcasecmp(codeset, "UTF-8") == 0
  }
}
