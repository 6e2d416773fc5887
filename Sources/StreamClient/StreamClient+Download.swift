extension StreamClient {
  /// Downloads a file: to `NAME.part` first, renamed when it is whole.
  ///
  /// - Parameter progress: Called with the bytes so far and, where the server says so, in all; at
  ///   most 30 times a second, and once at the end.
  public func download(
    _ request: StreamRequest, to target: DownloadTarget,
    options: DownloadOptions = DownloadOptions(),
    progress: @escaping @Sendable (_ done: Int, _ total: Int?) async -> Void = { _, _ in }
  ) async throws(StreamFailure) -> DownloadedFile {
    throw StreamFailure(kind: .closed, message: "")
  }
}
