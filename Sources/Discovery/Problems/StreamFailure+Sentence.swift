import StreamClient

extension StreamFailure {
  /// One sentence: what happened, where, and which option of the command line helps.
  package var sentence: String { remedy.map { cause + "; " + $0.options } ?? message }
}

extension StreamFailure.Remedy {
  /// The remedy in the words of the command line.
  package var options: String {
    switch self {
    case .waitLongerToConnect: "check the address, or raise --connect-timeout"
    case .checkProxy: "check --proxy, HTTP_PROXY and NO_PROXY"
    case .trustCertificate: "name its authority with --cacert, or accept it with --insecure"
    case .waitLongerInSilence: "raise --idle-timeout to wait longer"
    case .sayKind: "use --as json or another kind to read it, or fluidtop get to save it"
    case .askUncompressed: "ask for it as it is with -H 'Accept-Encoding: identity'"
    case .raiseRecordLimit: "raise --max-record-size to keep it"
    case .overwrite: "use --force to overwrite it, or another name"
    case .continueDownload: "go on from there with --continue"
    case .makeRoom: "make room, then go on with --continue"
    case .giveCredentials: "give credentials with --bearer, --user or -H"
    case .giveUser: "it asks for a user: give --user NAME:PASSWORD"
    case .checkCredentials: "it doesn't know these credentials: check them"
    case .useAnotherMethod: "try another method with -X"
    }
  }
}
