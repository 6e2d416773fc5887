import Endpoints
import RecordStore

/// What the program asks of the world.
public enum Effect: Sendable, Hashable {
  /// Look for endpoints again.
  case rediscover
  /// Look for endpoints at a URL, in a recording, or at what a pasted command line asks for, and bring
  /// them as `.opened`. `from` is where the endpoints that are known are.
  case openTarget(String, from: String?)
  /// Send the request and read what comes. `kind` is what the endpoint declares; the response
  /// decides. `lastEventID` where an earlier run of the same request had one.
  case open(
    StreamID, PlannedRequest, kind: EndpointKind, lastEventID: String?,
    options: RunOptions = RunOptions())
  /// Close the connection; no news is expected after it.
  case close(StreamID)
  /// Save the body, whatever it is.
  case download(StreamID, PlannedRequest, to: DownloadPlace = DownloadPlace())
  /// Make a capture for an endpoint's runs, `fileName` where the place is a folder; brings
  /// `.captureOpened` or why not.
  case openCapture(of: String, DownloadPlace, fileName: String)
  /// Write a run into its endpoint's capture: from its request on where it is yet to be opened.
  case record(StreamID, of: String, as: String)
  /// Write no more into an endpoint's capture.
  case endCapture(of: String)
  /// Play an endpoint's recording in another way.
  case play(String, PlaybackChange)
  /// Ask an endpoint what it answers, and bring it as `.probed`.
  case probe(Endpoint, PlannedRequest)
  /// Keep a profile in the user's configuration.
  case saveProfile(Profile)
  /// Let the terminal report the mouse, or leave it to the terminal's own selection.
  case mouse(Bool)
  /// Make client code for the screen, and bring it as `.codeMade`; of several only the last counts.
  case makeCode(CodeJob)
  /// Write client code, and say so by `.exported`.
  case export(ExportJob)
  /// Leave records unwritten that are being written.
  case stopExport
  /// Put this on the clipboard, by the surest way there is.
  case copy(String)
  /// Have the terminal itself do it.
  case copyByTerminal(String)
  /// Show a page in a browser. The address may be whatever a document holds.
  case browse(String)
  /// Put records that memory has no room for into a file, and bring what became of them as `.spilled`.
  case spill(LeavingSlab, of: String)
  /// See what stands at a path that a user typed, and bring it as `.fileSeen`.
  case lookAtFile(String)
  /// Let the user's own editor change a text, and bring it as `.edited`; `ending` is that of the
  /// file's name.
  case edit(String, ending: String)
  /// Let the user's own pager show a text.
  case page(PagedText)
  /// Give the terminal back and stop, until continued.
  case suspend
  /// Leave.
  case quit
  /// Draw the whole screen anew, whatever the terminal shows.
  case redraw
}
