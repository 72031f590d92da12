extension Network {
  /// The layer that a text such as `Conv-1.stride=2` begins with the name of, before a dot.
  ///
  /// A name may itself have dots and equals signs in it, so the longest one that fits is meant.
  public func layer(addressedBy text: String) -> (id: LayerID, name: String)? {
    let name = text.indices.reversed().lazy.filter { text[$0] == "." }.map { String(text[..<$0]) }
      .first { id(named: $0) != nil }
    return name.flatMap { name in id(named: name).map { ($0, name) } }
  }
}
