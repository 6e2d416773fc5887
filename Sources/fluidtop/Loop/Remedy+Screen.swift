import Discovery
import StreamClient
import TUI

extension Remedy {
  /// What the screen offers against a failed request.
  init(_ remedy: StreamFailure.Remedy) {
    self =
      switch remedy {
      case .waitLongerToConnect: .checkAddress
      case .waitLongerInSilence: .tryAgain
      case .checkProxy: .checkProxy
      case .trustCertificate: .trustCertificate
      case .sayKind, .raiseRecordLimit: .download
      case .askUncompressed: .askUncompressed
      case .overwrite: .makeWay
      case .continueDownload: .continueDownload
      case .makeRoom: .makeRoom
      case .giveCredentials, .giveUser: .giveCredentials
      case .checkCredentials: .checkCredentials
      case .useAnotherMethod: .lookAgain
      }
  }

  /// What the screen offers where discovery failed.
  init(_ remedy: DiscoveryRemedy) {
    self =
      switch remedy {
      case .request(.giveCredentials), .request(.giveUser): .startWithCredentials
      case .request(.checkCredentials): .startWithOthers
      case .request(let remedy): Remedy(remedy)
      case .namePython: .namePython
      case .readLonger: .readLonger
      }
  }
}
