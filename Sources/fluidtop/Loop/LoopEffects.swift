import Endpoints
import TUI

/// Who carries out what `update` asks of the world, as far as the loop uses it.
protocol LoopEffects: AnyObject {
  func discover()
  func watchTargets()
  func probe(_ endpoint: Endpoint, _ plan: PlannedRequest)
  func export(_ job: ExportJob)
  func open(_ id: StreamID, _ plan: PlannedRequest, kind: EndpointKind, lastEventID: String?)
  func download(_ id: StreamID, _ plan: PlannedRequest)
  func call(_ id: StreamID, _ plan: PlannedRequest)
  func close(_ id: StreamID)
  func closeAll()
}

extension EffectRunner: LoopEffects {}
