/// Makes names of layers into identifiers: those of a file can be anything.
struct PythonNames {
  private var taken: Set<String>

  init(taken: Set<String> = []) { self.taken = taken }

  /// An identifier that has not been given out, the wanted one or with a number behind it that makes none of those
  /// to be avoided.
  mutating func claim(_ wanted: String, avoiding others: Set<String> = []) -> String {
    var name = wanted
    var number = 2
    while number > 2 && others.contains(name) || !taken.insert(name).inserted {
      name = wanted.last?.isNumber == true ? "\(wanted)_\(number)" : "\(wanted)\(number)"
      number += 1
    }
    return name
  }

  /// A name in lower case, words joined by underscores: `Conv-1` is `conv1`, `Input Image` is `input_image`.
  ///
  /// - Parameter prefix: stands before a name that begins with a digit, or instead of one without a letter.
  static func variable(_ name: String, prefix: String) -> String {
    var text = ""
    for character in name {
      if character.isASCII, character.isLetter || character.isNumber {
        text += character.lowercased()
      } else if !text.isEmpty, text.last != "_" {
        text += "_"
      }
    }
    text = joiningNumbers(in: name, text.trimmingUnderscores)
    if text.isEmpty { text = prefix }
    if text.first?.isNumber == true { text = "\(prefix)_\(text)" }
    text = String(text.prefix(48)).trimmingUnderscores
    return reservedWords.contains(text) ? text + "_" : text
  }

  /// A name as classes have it: `stage block-1` is `StageBlock1`. Empty where it has no letter to begin with.
  static func type(_ name: String) -> String {
    let words = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    var text = ""
    for word in words {
      // Numbers that are apart stay so: `SqueezeNet 1.1` is `SqueezeNet1_1`.
      if text.last?.isNumber == true, word.first?.isNumber == true { text += "_" }
      text += word.prefix(1).uppercased() + word.dropFirst()
    }
    text = String(text.drop { $0.isNumber || $0 == "_" })
    let name = String(text.prefix(48))
    return reservedWords.contains(name) ? name + "_" : name
  }

  /// What steps that follow each other are called together: what their names begin with, or the last one's.
  static func common(_ names: [String]) -> String {
    let last = names[names.count - 1]
    if names.count == 1 { return last }
    let prefix = names.dropFirst().reduce(names[0][...]) { common, name in
      common.prefix(zip(common, name).prefix { $0 == $1 }.count)
    }
    var text = String(prefix)
    while let end = text.last,
      "_-. ".contains(end) || end.isNumber && names.contains(where: { $0.splitsNumber(text) })
    {
      text.removeLast()
    }
    return text.count > 2 && !reservedWords.contains(text) ? text : last
  }

  /// `Conv-1` and `Conv 1` are `conv1`; an underscore that the author wrote stays.
  private static func joiningNumbers(in name: String, _ text: String) -> String {
    guard let mark = name.lastIndex(where: { $0 == "-" || $0 == " " }), let last = text.lastIndex(of: "_"),
      name[name.index(after: mark)...].allSatisfy({ $0.isASCII && $0.isNumber }),
      text[text.index(after: last)...].allSatisfy(\.isNumber), text[..<last].last?.isLetter == true
    else { return text }
    return String(text[..<last] + text[text.index(after: last)...])
  }
}

extension String {
  /// The name without the number at its end: `block12` is `block`.
  var stem: String {
    var text = self[...]
    while let last = text.last, last.isNumber || "_-. ".contains(last) { text.removeLast() }
    return String(text)
  }

  /// Whether a number of the text goes on behind what it begins with.
  fileprivate func splitsNumber(_ prefix: String) -> Bool {
    hasPrefix(prefix) && prefix.last?.isNumber == true && dropFirst(prefix.count).first?.isNumber == true
  }

  fileprivate var trimmingUnderscores: String {
    var text = drop { $0 == "_" }
    while text.last == "_" { text.removeLast() }
    return String(text)
  }
}

/// What no layer may be called: Python's keywords and built-in names, what the written files import and use, and
/// the attributes that modules have already.
let reservedWords = Set(
  """
  False None True and as assert async await break class continue def del elif else except finally for from global \
  if import in is lambda nonlocal not or pass raise return try while with yield match case type self super \
  abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex \
  copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals \
  hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next \
  object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str \
  sum tuple vars zip \
  ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError \
  BufferError BytesWarning ChildProcessError ConnectionError DeprecationWarning EOFError Ellipsis EncodingWarning \
  EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning \
  GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError \
  KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented \
  NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError \
  RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration \
  SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeError \
  UnicodeWarning UserWarning ValueError Warning ZeroDivisionError \
  torch nn F OrderedDict keras layers ops T_destination add_module apply bfloat16 buffers call_super_init children \
  cpu cuda double dump_patches extra_repr forward get_buffer get_extra_state get_parameter get_submodule half ipu \
  load_state_dict modules mtia named_buffers named_children named_modules named_parameters parameters \
  register_backward_hook register_buffer register_forward_hook register_module register_parameter \
  requires_grad_ set_extra_state set_submodule share_memory state_dict to to_empty train training xpu zero_grad \
  model build name
  """.split { $0 == " " || $0 == "\n" }.map(String.init))
