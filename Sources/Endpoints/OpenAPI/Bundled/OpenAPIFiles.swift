import StreamDecoding

/// The files in a document's folder and below, as far as the document may refer to them.
public struct OpenAPIFiles: Sendable {
  /// The value that a file holds and its size in bytes; no more than the limit is read.
  public typealias Reading =
    @Sendable (_ path: String, _ limit: Int) throws(ReferenceProblem) -> (
      value: JSONValue, bytes: Int
    )

  /// The document's own name in its folder.
  public let document: String
  let read: Reading

  /// Takes the folder of `document`.
  ///
  /// - Parameter read: Gets a path below the folder, without `..`; it keeps links from leading out.
  public init(document: String, read: @escaping Reading) {
    self.document = document
    self.read = read
  }
}
