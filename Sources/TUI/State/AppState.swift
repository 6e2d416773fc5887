import Endpoints
import RecordStore
import StreamDecoding

/// Everything the program knows and shows. Only `update` and `absorb` change it.
public struct AppState: Sendable {
  /// The screen's size.
  public internal(set) var size: Size
  /// Themes and glyphs.
  public internal(set) var appearance: Appearance
  /// What is being looked at, as the user named it; "" for nothing.
  var target: String
  /// Whether a stream that is all there is runs without being asked, and is not asked for again once
  /// it is whole: a recording, a pipe.
  var runsOnlyStream: Bool
  /// Whether what is being looked at can be read but once: a pipe.
  var isReadOnce: Bool
  var memory: RecordMemory
  let recentSlabs = RecentSlabs()
  /// Bytes of records that came since the limit was looked at.
  var unweighed = 0
  /// When a tick last had the limit looked at.
  var weighed: Duration = .zero
  var slabTickets = 0
  /// The file took something in vain, which is said once.
  var isDiskFull = false
  var keys: KeyTable

  /// Where everything stands on the screen since the last action.
  private(set) var layout: ScreenLayout
  var clock = Clock()
  var search: Search
  var catalog = Catalog()
  /// What is listed is a part of what the first look will give.
  var isPartial = false
  var tree = EndpointTree()
  /// By the endpoint's title.
  var drafts: [String: RequestDraft] = [:]
  /// What was typed for security schemes, by their names: all endpoints share it.
  var credentials: [String: TextInput] = [:]
  /// What stands at the paths that were typed for files.
  var files: [String: FileSight] = [:]
  /// What was kept in earlier sessions and in this one.
  var profiles: [Profile] = []
  /// What was typed and is not in the profile that is being saved.
  var unsavedSecrets: [String] = []
  /// The one that is in use.
  var profile: Profile?
  /// Headers that the command line gave.
  let given: [GivenHeader]
  /// Names of the environment's variables; nil where nobody knows them.
  let variables: Set<String>?
  /// What each endpoint was run with, by its title, the latest last.
  var pastDrafts: [String: [RequestDraft]] = [:]
  /// By the endpoint's title: one stream each, the latest.
  var streams: [String: Stream] = [:]
  var endpointOfRun: [StreamID: String] = [:]
  /// Downloads that go on while their endpoints run with other values.
  var otherDownloads: [StreamID: Stream] = [:]
  /// What a proxy's screen knows; nil on others.
  var passing: Passing?
  /// Runs that are kept beside the ones that are shown: what passed through the proxy before, and what
  /// of ours it stands in front of.
  var otherRuns: [StreamID: Stream] = [:]
  /// By the endpoint's title.
  var recordings: [String: Recording] = [:]
  /// Recordings that are played, by the endpoint's title.
  var playbacks: [String: Playback] = [:]
  /// Files that were saved, in that order.
  var savedFiles: [String] = []
  /// Downloads that were stopped and haven't said yet what is left on the disk.
  var stoppedDownloads: Set<StreamID> = []
  var nextRun = 1
  /// Records are being written to a file.
  var isSaving = false
  /// How often records were taken to be copied or saved.
  var copies = 0
  /// How often code was asked for.
  var codeJobs = 0
  /// The job whose code is to be copied and not shown.
  var copiedJob: Int?

  var mode = Mode.browsing
  var focus = Pane.endpoints
  /// The last of detail, rate and callbacks that had the focus.
  var tab = Pane.detail
  var isFull = false
  var detail = DetailOptions()
  /// The number of the callbacks' line at the top; nil follows the newest.
  var traceTop: Int?
  var times = TimeColumn.both
  var showsInvisibles = false
  /// What `n` and `N` look for; nil for nothing.
  var sought: Needle?
  var needle: String { sought?.text ?? "" }
  /// A hit that is not known yet, in the selected endpoint's records.
  var seek: Seek?
  var notice: Notice?
  /// Files and folders of client code, in the order in which they were written.
  var writtenPlaces: [String] = []
  /// Whether the terminal reports the mouse.
  var usesMouse: Bool

  /// A program at its start.
  ///
  /// - Parameters:
  ///   - size: The screen's size.
  ///   - target: What is being looked at, as the user named it, for the top line; "" for nothing.
  ///   - isDiscovering: True when a discovery is under way; its end comes as `.discovered`.
  ///   - memory: How much all records may take.
  ///   - given: Headers that go with every request.
  ///   - variables: Names of the environment's variables, where they are known.
  ///   - keys: What keys do.
  ///   - runsOnlyStream: Whether a stream that is all there is runs without being asked.
  ///   - isReadOnce: Whether what there is can be read but once: a pipe.
  ///   - usesMouse: Whether the terminal was told to report the mouse.
  ///   - proxy: Where the proxy stands whose screen this is; nil for others.
  public init(
    size: Size, appearance: Appearance = Appearance(), target: String,
    isDiscovering: Bool = true, memory: RecordMemory = RecordMemory(), given: [GivenHeader] = [],
    variables: Set<String>? = nil, keys: KeyTable = .standard, runsOnlyStream: Bool = false,
    isReadOnce: Bool = false, usesMouse: Bool = true, proxy: ProxyAddress? = nil
  ) {
    passing = proxy.map { Passing($0) }
    self.runsOnlyStream = runsOnlyStream
    self.isReadOnce = isReadOnce
    self.given = given
    self.variables = variables
    self.keys = keys
    self.usesMouse = usesMouse
    self.size = size
    self.appearance = appearance
    self.target = target
    self.memory = memory
    self.search = isDiscovering ? .running(steps: []) : .idle
    layout = ScreenLayout(
      size,
      .init(focus: focus, tab: tab, isFull: isFull, requestRows: 0, isEditing: false))
  }

  /// Works the layout out anew where something that it depends on has changed.
  mutating func layOut() {
    let situation = ScreenLayout.Situation(
      focus: focus, tab: tab, isFull: isFull,
      requestRows: isEditing ? RequestForm.rows(draft) : 0, isEditing: isEditing,
      listColumns: EndpointsView.columns(tree), hasColumns: stream?.table != nil)
    guard layout.size != size || layout.situation != situation else { return }
    layout = ScreenLayout(size, situation)
  }

  /// Takes note of bytes that a stream's connections brought since the last call, with whatever they
  /// hold besides records. `compression` is that of the whole run.
  public mutating func absorb(
    received: Int, _ compression: Compression? = nil, elapsed: Duration, into id: StreamID
  ) {
    withRun(id) { run in
      run.absorb(received: received, at: elapsed)
      run.compression = compression
    }
  }
}
