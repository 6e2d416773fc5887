import Endpoints

/// What the program asks of the world.
public enum Effect: Sendable, Hashable {
  /// Look for endpoints again.
  case rediscover
  /// Subscribe. `kind` is what the endpoint declares; the response decides. `lastEventID` where an
  /// earlier run of the same request had one.
  case open(StreamID, PlannedRequest, kind: EndpointKind, lastEventID: String?)
  /// Close the connection; no news is expected after it.
  case close(StreamID)
  /// Download the body into the folder for downloads.
  case download(StreamID, PlannedRequest)
  /// Send an ordinary request and bring its answer as `.response`.
  case call(StreamID, PlannedRequest)
  /// Ask an endpoint what it answers, and bring it as `.probed`.
  case probe(Endpoint, PlannedRequest)
  /// Let the terminal report the mouse, or leave it to the terminal's own selection.
  case mouse(Bool)
  /// Make client code for the screen, and bring it as `.codeMade`; of several only the last counts.
  case makeCode(CodeJob)
  /// Write client code, and say so by `.exported`.
  case export(ExportJob)
  /// Put this on the clipboard.
  case copy(String)
  /// Give the terminal back and stop, until continued.
  case suspend
  /// Leave.
  case quit
  /// Draw the whole screen anew, whatever the terminal shows.
  case redraw
}
