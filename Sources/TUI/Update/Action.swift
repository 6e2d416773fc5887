import Endpoints

/// What happens to the program.
public enum Action: Sendable, Hashable {
  /// The user did something.
  case key(Key)
  /// The terminal has a new size.
  case resized(Size)
  /// The terminal has this sort of background.
  case background(Background)
  /// The themes that there are now, and a sentence for each file that is refused.
  case themes(ThemeLibrary)
  /// Time passed: `now` since the program's start, `wallClock` on the user's clock. To be sent
  /// before other actions, for what they tell of happens at the time of the last tick.
  case tick(now: Duration, wallClock: TimeOfDay)
  /// A step of the discovery, in a few words: `http://localhost:8000/openapi.json`.
  case discoveryProgress(String)
  /// What discovery has found while it goes on looking.
  case discoveredSoFar(Catalog)
  /// Discovery is over; `failures` holds a sentence for each target that gave nothing.
  case discovered(Catalog, failures: [String])
  /// What was found where the user wanted to go, which is called `name`.
  case opened(Catalog, name: String, failures: [String], isRecording: Bool = false)
  /// What is watched looks different: `app/main.py changed`.
  case targetsChanged(String)
  /// What a probe of the endpoint with this title saw; nil where nobody answered.
  case probed(title: String, Endpoint?)
  /// News of a stream. News of one that is not known any more is ignored.
  case stream(id: StreamID, StreamNews)
  /// A request passes through the proxy; news of it follows, as of a stream of ours.
  case passes(StreamID, PassingRequest)
  /// A capture for the endpoint of this title is there.
  case captureOpened(of: String, path: String)
  /// There is a file of that name already.
  case captureTaken(of: String, path: String)
  /// A run of the endpoint is written into its capture from there on.
  case recordingBegan(of: String, RecordingStart)
  /// No capture could be made, or no more could be written into it.
  case captureFailed(of: String, sentence: String)
  /// What became of records of the endpoint with this title that were to go into a file.
  case spilled(ticket: Int, of: String, SpillOutcome)
  /// Client code for the screen.
  case codeMade(MadeCode)
  /// So many of a job's records are written.
  case exporting(ExportJob, done: Int)
  /// What became of client code that was to be written.
  case exported(ExportJob, ExportOutcome)
  /// Nothing took what was to be copied but perhaps the terminal.
  case notCopied(String)
  /// What was to be copied is more than the terminal takes, which is `limit` bytes.
  case tooLargeToCopy(String, limit: Int)
  /// The profiles that were kept.
  case profiles([Profile])
  /// A profile is kept in a file.
  case profileSaved(String, path: String)
  /// What stands at a path that was typed.
  case fileSeen(String, FileSight)
  /// What the user's editor made of a text.
  case edited(String)
  /// A sentence for the foot of the screen.
  case notice(String)
  /// The same for something that did not work.
  case problem(String)
}
