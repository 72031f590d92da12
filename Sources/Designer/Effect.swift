import NetworkModel

/// Something to be done outside: data, carried out by a runner before the next key is looked at.
/// What came of it returns as an `Action`.
public enum Effect: Hashable, Sendable {
  /// Answered by `Action.opened`.
  case open(path: String)
  /// Answered by `Action.opened`.
  case openTemplate(name: String)
  /// Answered by `Action.valuesListed`.
  case listValues(ValueQuery)
  /// Answered by `Action.templates`.
  case loadTemplates
  /// Answered by `Action.themes`.
  case loadThemes
  /// Answered by `Action.themed` where there is such a theme.
  case useTheme(String)
  /// Writes the state's network in the native format. Answered by `Action.saved`.
  case save(WriteRequest)
  /// Writes the summary, or the network in another format, by the path's extension. Answered by
  /// `Action.exported`.
  case export(WriteRequest)
  /// Puts a part of the network on the terminal's clipboard, as text.
  case copy(Excerpt)
  /// Reads layers out of a text. Answered by `Action.layersRead`.
  case readLayers(String)
  /// Keeps what was done, so that it outlives a crash. Answered only where that fails, by a message.
  case record([NamedEdit])
  /// Makes the work that was found the one to be recorded from now on: what is recorded next follows its beginning.
  case takeOverWork
  /// Forgets the work that was found.
  case discardWork
  /// What is recorded from now on belongs to no file.
  case leaveFile
  /// Keeps the choice of the table's columns for the next time; none: those that the table comes with.
  case rememberColumns([String])
  /// Keeps the widths given to the table's columns, by their names.
  case rememberWidths([String: Int])
  /// Answered by `Action.columns`.
  case loadColumns
  /// Finds the columns of a list of names. Answered by `Action.useColumns` where there are such.
  case findColumns(String)
  case quit(status: Int)
  case suspend
  /// Draws the whole screen anew.
  case redraw
  /// Gives the mouse to the terminal, so that text can be selected, or takes it back.
  case toggleMouse
}

/// A part of the network that is worth copying.
public enum Excerpt: Hashable, Sendable {
  case layers([Layer])
  /// The summary, in a format of that name.
  case table(format: String)
}

/// What came of reading layers out of a text.
public enum LayersOutcome: Equatable, Sendable {
  /// At least one.
  case layers([Layer])
  case failed(reason: String)
}

/// A file to be written.
public struct WriteRequest: Hashable, Sendable {
  public var path: String
  /// What the file there must still look like; `nil`: there must be none.
  public var fingerprint: String?
  /// Whether to write whatever is there.
  public var overwrites: Bool
  /// What to go on with once the file is written.
  public var next: Continuation

  public init(
    path: String, fingerprint: String? = nil, overwrites: Bool = false, next: Continuation = .stay
  ) {
    (self.path, self.fingerprint, self.overwrites, self.next) = (path, fingerprint, overwrites, next)
  }
}

/// What came of writing a file.
public enum WriteOutcome: Hashable, Sendable {
  /// - notes: where what was written differs from the network.
  case written(fingerprint: String, notes: [String] = [])
  /// The file is there already and was not expected; nothing was written.
  case exists
  /// The file is not what it was when it was last read; nothing was written.
  case changedOnDisk
  /// The file is no longer there; nothing was written.
  case vanished
  case failed(reason: String)
}

/// What came of opening a file or a template.
public enum OpenOutcome: Equatable, Sendable {
  case network(Network, Document)
  /// The reason is a whole sentence and names the file.
  case failed(reason: String)
}

/// What to do with this network out of the way.
public enum Continuation: Hashable, Sendable {
  case stay, quit
  case open(path: String)
  case openTemplate(name: String)
}

/// A built-in network to begin with.
public struct TemplateSummary: Hashable, Sendable {
  public let name: String
  public let summary: String

  public init(name: String, summary: String) { (self.name, self.summary) = (name, summary) }
}
