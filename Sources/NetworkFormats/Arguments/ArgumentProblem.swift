import NetworkModel

/// Why something that a person typed on the command line cannot stand, in a line that names what comes nearest.
public struct ArgumentProblem: Error, Hashable, Sendable {
  public let message: String
}

extension SummaryColumn {
  /// The columns of a list such as `name,shape,macs`.
  public static func columns(named list: String) throws(ArgumentProblem) -> [SummaryColumn] {
    var columns: [SummaryColumn] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      columns.append(try existing(String(part)))
    }
    return columns
  }

  /// The column of that name, case and blanks aside.
  public static func existing(_ name: String) throws(ArgumentProblem) -> SummaryColumn {
    let id = name.filter { $0 != " " }.lowercased()
    if let column = all.first(where: { $0.id == id }) { return column }
    throw ArgumentProblem(message: "unknown column \(id.quoted)\(suggestion(for: id, in: all.map(\.id)))")
  }
}

extension Network {
  /// The layer of that name.
  public func existingLayer(named name: String) throws(ArgumentProblem) -> LayerID {
    if let id = id(named: name) { return id }
    throw ArgumentProblem(
      message: "there is no layer named \(name.quoted)\(suggestion(for: name, in: layers.map(\.name)))")
  }
}

extension Templates {
  /// The template of that name.
  public static func existing(_ id: String) throws(ArgumentProblem) -> Template {
    if let template = named(id) { return template }
    throw ArgumentProblem(
      message: "there is no template named \(id.quoted)\(suggestion(for: id, in: all.map(\.id)))")
  }
}

extension FileFormat {
  /// The format to write in: the one asked for, the one that the file's ending stands for, or else the other.
  public static func toWrite(
    _ id: String?, file: String?, otherwise: FileFormat? = nil
  ) throws(ArgumentProblem) -> FileFormat {
    if let id {
      if let format = Formats.named(id), format.canWrite { return format }
      throw ArgumentProblem(
        message: "unknown format \(id.quoted)\(suggestion(for: id, in: Formats.writable.map(\.id)))")
    }
    if let format = file.flatMap({ Formats.forFile(named: $0) }) ?? otherwise, format.canWrite {
      return format
    }
    let endings = Formats.writable.flatMap(\.extensions).map { ".\($0)" }.joined(separator: ", ")
    throw ArgumentProblem(message: "no format has the ending of \((file ?? "").quoted); known are \(endings)")
  }
}
