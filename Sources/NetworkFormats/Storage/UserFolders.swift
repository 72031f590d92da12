/// Where the user's own files lie, by the XDG base directory specification.
public struct UserFolders: Sendable {
  /// What the user writes: `~/.config/strata`; `nil` where there is no home.
  public let configuration: String?
  /// What the program keeps from one time to the next: `~/.local/state/strata`.
  public let state: String?

  /// - Parameter environment: the value of an environment variable.
  public init(environment: (String) -> String?) {
    // A path that is not absolute is to be passed over.
    func folder(_ variable: String) -> String? {
      environment(variable).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let home = folder("HOME")
    configuration = (folder("XDG_CONFIG_HOME") ?? home.map { "\($0)/.config" }).map { "\($0)/strata" }
    state = (folder("XDG_STATE_HOME") ?? home.map { "\($0)/.local/state" }).map { "\($0)/strata" }
  }
}
