import ClientExport

/// What a key, or a name in the palette, asks for.
enum Command: Hashable, Sendable {
  /// Within the focused pane.
  enum Movement: Hashable, Sendable {
    case up, down, left, right
    case halfPageUp, halfPageDown, pageUp, pageDown
    case toTop, toBottom
    /// In the records, whatever pane is focused.
    case older, newer
  }

  /// How the screen looks; nothing else changes.
  enum Look: Hashable, Sendable {
    case focus(Pane)
    case nextPane, previousPane, fullPane
    case wrap, timeColumn, invisibles, nextTheme, nextForm, help
    case theme(String)
  }

  /// Of a recording that is played.
  enum Play: Hashable, Sendable {
    /// It stands still, or goes on.
    case hold
    /// One record more.
    case step
    case slower, faster
    /// Asks for a time first.
    case askForTime
    case jump(Duration)
  }

  case move(Movement)
  case look(Look)
  case activate, pause
  case find, findNext, findPrevious, filter
  case edit, runAgain, runAfresh, stop, stopAll, download, code, exportAll
  /// Asks for the folder or the file first.
  case downloadTo
  /// Begins and ends the recording of the selected endpoint.
  case record
  /// With the selected endpoint's recording.
  case play(Play)
  /// Shows the endpoint's page of the documentation in a browser.
  case openDocs
  case copy, copyURL
  /// Offers what the request can be copied as: its URL, its code in a language.
  case copyAs, copyAddress
  case copyCode(ExportLanguage)
  /// In the detail.
  case foldAll, unfoldAll, pin, assemble
  /// To the next endpoint whose stream runs; what the selected one was run with before.
  case nextLive, olderRun, newerRun
  /// Which fields of the records show.
  case columns
  case mark, nextMark
  /// Begins and ends a selection of records.
  case select
  /// All that the records pane shows.
  case copyView, saveView
  /// The record under the cursor; in the assembled form the answer.
  case saveRecord
  /// Gives the record, the selection or what else the pane shows to the user's pager; all records.
  case page, pageView
  case back, quit, palette
  /// The palette, with what can be done with what is under the cursor.
  case actions
  /// Asks for a URL or a pasted line, and goes there.
  case open
  /// Puts the cursor on the endpoint of this title.
  case goTo(String)
  /// Takes the headers and credentials that were kept under a name, or none.
  case profile(String?)
  /// Keeps them.
  case saveProfile(String)
  /// When event streams are connected again.
  case reconnect(RunOptions.Reconnecting)
  case quitAtOnce, suspend, redraw, rediscover, probe
  /// Off, the terminal's own selection works.
  case mouse(Bool)
}
