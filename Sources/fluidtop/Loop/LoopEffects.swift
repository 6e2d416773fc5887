import Endpoints
import RecordStore
import TUI

/// Who carries out what `update` asks of the world, as far as the loop uses it.
protocol LoopEffects: AnyObject {
  func discover()
  func openTarget(_ text: String, from base: String?)
  func watchTargets()
  func watchThemes()
  func probe(_ endpoint: Endpoint, _ plan: PlannedRequest)
  func readProfiles()
  func save(_ profile: Profile)
  func lookAtFile(_ path: String)
  func export(_ job: ExportJob)
  func stopExport()
  func makeCode(_ job: CodeJob)
  func spill(_ slab: LeavingSlab, of title: String)
  func copy(_ text: String, to clipboard: Clipboard)
  func browse(_ address: String, clipboard: Clipboard)
  func open(
    _ id: StreamID, _ plan: PlannedRequest, kind: EndpointKind, lastEventID: String?,
    _ options: RunOptions)
  func download(_ id: StreamID, _ plan: PlannedRequest, to place: DownloadPlace)
  func openCapture(of title: String, at place: DownloadPlace, fileName: String)
  func record(_ id: StreamID, of title: String, as endpoint: String)
  func endCapture(of title: String)
  /// How large each capture is that is being written.
  func captureSizes() -> [(title: String, bytes: Int)]
  /// What the network brought since the last time.
  func takeReceived() -> [(stream: StreamID, bytes: Int, Compression?)]
  func play(_ title: String, _ change: PlaybackChange)
  /// How each recording stands that is played, by its endpoint's title.
  func playbacks() -> [String: Playback]
  func close(_ id: StreamID)
  func closeAll()
}

extension EffectRunner: LoopEffects {}
