#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FailureFact {
  /// What a setting of the caller's can do about it; nil where none can.
  var remedy: StreamFailure.Remedy? {
    switch self {
    case .connectTimeout: .waitLongerToConnect
    case .proxy: .checkProxy
    case .certificate: .trustCertificate
    case .silent: .waitLongerInSilence
    case .mediaType(_, nil): .sayKind
    case .expandsTooFar: .askUncompressed
    case .recordTooLarge: .raiseRecordLimit
    case .fileExists, .partTaken: .overwrite
    case .partBrokenOff(let part, _) where part.canContinue: .continueDownload
    case .fileError(_, ENOSPC), .fileError(_, EDQUOT): .makeRoom
    case .status(401, _, _, .unknownUser?): .giveUser
    case .status(401, _, _, .refused?): .checkCredentials
    case .status(401, _, _, nil): .giveCredentials
    case .status(405, _, _, _): .useAnotherMethod
    case .badURL, .badMethod, .badHeaderName, .badHeader, .noCredentials, .refused, .unknownHost,
      .unreachable, .handshake, .certificateFile, .noLibrary, .noThread, .noAnswer, .badAnswer,
      .refusedRequest,
      .brokenOff,
      .badFraming, .endedByServer, .tooSlow, .bodyTooLarge, .status, .noContent,
      .mediaType(_, .some), .kindChanged, .damagedCoding, .tooManyRedirects, .redirectLoop,
      .redirectTarget, .invalidRecord, .misread, .noFolder, .noFile, .fileError, .partBrokenOff,
      .partBusy, .unaskedPart, .digestMismatch, .standardOutput, .closedOutput, .shutDown,
      .cancelled:
      nil
    }
  }
}

extension StreamFailure {
  /// What a setting of the caller's can do about a failure. A program says it in the words of its
  /// own options in place of `words`.
  public enum Remedy: Sendable, Hashable, CaseIterable {
    /// `StreamClient.Configuration.connectTimeout`.
    case waitLongerToConnect
    /// `StreamClient.Configuration.proxy`.
    case checkProxy
    /// `StreamClient.Configuration.caCertificatePath`, or `insecure`.
    case trustCertificate
    /// `StreamOptions.idleTimeout`, `DownloadOptions.idleTimeout`.
    case waitLongerInSilence
    /// `StreamOptions.kind`, `StreamRequest.declaredAsStream`; or a download.
    case sayKind
    /// The header `Accept-Encoding: identity`.
    case askUncompressed
    /// `StreamOptions.recordLimit`.
    case raiseRecordLimit
    /// `DownloadOptions.force`.
    case overwrite
    /// `DownloadOptions.resume`.
    case continueDownload
    /// Room on the disk, and then `DownloadOptions.resume`.
    case makeRoom
    /// `StreamRequest.credentials`, `StreamRequest.authorization`.
    case giveCredentials
    /// A user and a password: a token is none.
    case giveUser
    /// The credentials that were given.
    case checkCredentials
    /// `StreamRequest.method`.
    case useAnotherMethod

    /// The remedy in the library's words.
    public var words: String {
      switch self {
      case .waitLongerToConnect: "check the address, or wait longer for the connection"
      case .checkProxy: "check the proxy's address"
      case .trustCertificate: "name the authority to trust, or accept any certificate"
      case .waitLongerInSilence: "raise the idle time-out to wait longer"
      case .sayKind: "say as what kind to read it, or download it"
      case .askUncompressed: "ask for it uncompressed"
      case .raiseRecordLimit: "raise the record limit to keep it"
      case .overwrite: "have it overwritten, or use another name"
      case .continueDownload: "resume the download to go on from there"
      case .makeRoom: "make room, then resume the download"
      case .giveCredentials: "give credentials"
      case .giveUser: "give a user and a password"
      case .checkCredentials: "it doesn't know these credentials: check them"
      case .useAnotherMethod: "try another method"
      }
    }
  }
}
