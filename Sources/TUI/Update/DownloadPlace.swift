/// Where a download or a capture goes.
public struct DownloadPlace: Hashable, Sendable {
  /// A file, or a folder for a file of the server's name or the endpoint's; "" is the folder the program runs in.
  public var path: String
  /// Whether a file that is there goes.
  public var overwrites: Bool

  /// Whether folders are made that are not there.
  public var makesFolder: Bool

  /// A place.
  public init(path: String = "", overwrites: Bool = false, makesFolder: Bool = false) {
    self.path = path
    self.overwrites = overwrites
    self.makesFolder = makesFolder
  }
}
