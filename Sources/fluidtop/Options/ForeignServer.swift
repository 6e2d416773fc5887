/// A server that only a fetched document names: what the user meant for the document's own server
/// is not sent there.
struct ForeignServer {
  /// `https://api.example.com`
  let origin: String

  /// For the command line.
  var sentence: String {
    "\(fact): -H, --bearer and --user are not sent there; add --base-url with its URL if they "
      + "should be"
  }

  /// For the screen.
  var screenSentence: String {
    "\(fact): no credentials are sent there; start fluidtop with its URL if they should be"
  }

  private var fact: String { "the document names another server, \(origin)" }
}
