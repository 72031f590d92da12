/// The keys at the top of a native file, in the order in which they are written.
enum HeaderKey: String, CaseIterable {
  case strata, name, layout, rounding, batch, dimensions, layers
}

/// The keys of a layer apart from its kind's attributes: these come between `shares` and `note`.
enum LayerKey: String, CaseIterable {
  case name, kind, inputs, shares, note
}

/// The version of the native file that this program reads and writes.
let nativeVersion = 1
