/// Where this program keeps what it could find out again: all of it may be removed.
///
/// `$XDG_CACHE_HOME/fluidtop`, else `~/.cache/fluidtop` (XDG Base Directory Specification: a path that
/// is not absolute counts for nothing). Nil where neither is set.
public func cacheFolder(of environment: [String: String]) -> String? {
  func absolute(_ name: String) -> String? {
    environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
  }
  let base = absolute("XDG_CACHE_HOME") ?? absolute("HOME").map { $0 + "/.cache" }
  return base.map { $0 + "/fluidtop" }
}
