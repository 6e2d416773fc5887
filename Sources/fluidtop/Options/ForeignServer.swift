/// A server that only a fetched document names: what the user meant for the document's own server
/// is not sent there.
struct ForeignServer {
  /// `https://api.example.com`
  let origin: String

  var sentence: String {
    "the document names another server, \(origin): -H, --bearer and --user are not sent there; "
      + "add --base-url with its URL if they should be"
  }
}
