/// Where names and passwords of hosts are looked up.
public enum Netrc: Sendable, Hashable {
  /// Nowhere.
  case none
  /// In `.netrc` in the home folder.
  case home
  /// In this file.
  case file(String)
}
