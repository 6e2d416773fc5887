import Recordings
import StreamClient

extension DecodedBody {
  /// The body of a recorded answer.
  convenience init(_ connection: RecordedConnection) {
    let values = connection.head?.headers.filter { $0.name.lowercased() == "content-encoding" }
    self.init(contentEncoding: values?.map(\.value).joined(separator: ","))
  }

  /// Says where what was read of it is not all that was sent; what our side left is no loss.
  func tell(of connection: RecordedConnection, in source: RecordingSource) {
    let place =
      "\(source.path): the answer of \(connection.request.method) \(connection.request.url)"
    if isDamaged {
      StandardError.say("\(place) is damaged where it was compressed; what came before is here")
    } else if !canEnd, connection.endedByServer {
      StandardError.say(
        "\(place) ends in the middle of what was compressed; what came before is here")
    }
  }
}

extension RecordedConnection {
  /// Whether it came to an end, and not by our closing it.
  fileprivate var endedByServer: Bool {
    switch ending {
    case .end, .lost, .failed: true
    case .closed, nil, .request, .head, .part, .note: false
    }
  }
}
