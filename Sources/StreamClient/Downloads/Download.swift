/// Where a download goes.
public enum DownloadTarget: Sendable, Hashable {
  /// Into this folder, under the name the server gives.
  case folder(String)
  /// To this file.
  case file(String)
  /// To standard output, as it comes.
  case standardOutput
}

/// How a download treats what is on the disk already.
public struct DownloadOptions: Sendable, Hashable {
  /// Goes on where a broken download stopped; starts anew if the server's file changed.
  public var resume: Bool
  /// Overwrites an existing file.
  public var force: Bool
  /// The longest silence of the server; nil waits for ever.
  public var idleTimeout: Duration?
  /// The largest file in bytes a compressed answer may become, so that a small one can't fill the
  /// disk. An answer that isn't compressed has no limit.
  public var expandedLimit: Int

  /// Creates options.
  public init(
    resume: Bool = false, force: Bool = false, idleTimeout: Duration? = nil,
    expandedLimit: Int = 4 << 30
  ) {
    self.resume = resume
    self.force = force
    self.idleTimeout = idleTimeout
    self.expandedLimit = expandedLimit
  }
}

/// A finished download.
public struct DownloadedFile: Sendable, Hashable {
  /// Where it is; nil where it went to standard output.
  public var path: String?
  /// Its name: the server's, or the path's last component.
  public var name: String
  /// Its media type without parameters; empty where the server names none.
  public var mediaType: String
  /// Its length in bytes, a resumed part included.
  public var length: Int

  /// Creates a finished download.
  public init(path: String?, name: String, mediaType: String, length: Int) {
    self.path = path
    self.name = name
    self.mediaType = mediaType
    self.length = length
  }
}
