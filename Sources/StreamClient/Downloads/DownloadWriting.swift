/// Writes a download's body where it goes, in large blocks, and gives the file its name.
struct DownloadWriting: Sendable {
  let start: DownloadRun.Start
  /// What the file is, for a part that is gone on with.
  let source: String
  let overwrites: Bool
  let expandedLimit: Int
  let watch: IdleWatch?
  let progress: @Sendable (_ done: Int, _ total: Int?) async -> Void

  private static let blockSize = 1 << 20

  /// Returns the file's length.
  func write() async throws(FailureFact) -> Int {
    let output = try await open()
    let done: Int
    do throws(FailureFact) {
      done = start.isWhole ? start.done : try await copy(to: output)
      // Before nobody else is kept from writing to it.
      try start.destination.partFile?.finish(overwriting: overwrites)
    } catch {
      try? output.finish()
      throw error
    }
    try? output.finish()
    await progress(done, done)
    return done
  }

  /// Copies the body, and checks that all is there.
  private func copy(to output: Output) async throws(FailureFact) -> Int {
    var digest = try digestOfPart()
    let done = try await copy(to: output, &digest)
    do throws(Disk.Failure) {
      try output.settle()
    } catch {
      throw failure(error)
    }
    if let total = start.total, done != total { throw brokenOff(done: done) }
    if let part = start.destination.partFile?.part, output.length != done {
      throw .partBusy(part: part)
    }
    if let digest, !digest.isMet {
      start.destination.partFile?.discard()
      throw .digestMismatch(name: start.destination.partFile?.path ?? "the file")
    }
    return done
  }

  /// Where the server gives a digest: a count that has begun with the part that is there already.
  private func digestOfPart() throws(FailureFact) -> DigestCheck? {
    guard var digest = DigestCheck(start.answer, isRest: start.done > 0) else { return nil }
    guard start.done > 0, let part = start.destination.partFile?.part else { return digest }
    do throws(Disk.Failure) {
      try Disk.read(part) { digest.update($0) }
    } catch {
      throw .fileError(path: part, code: error.code)
    }
    return digest
  }

  private func open() async throws(FailureFact) -> Output {
    switch start.destination {
    case .standardOutput: return .standard
    case .file(let file):
      return try file.open(
        keeping: start.done, validator: start.answer.validator, source: source,
        overwriting: overwrites)
    case .device(let path), .folder(let path):
      do {
        return try await Disk.openExisting(path)
      } catch let failure as Disk.Failure {
        throw .fileError(path: path, code: failure.code)
      } catch {
        throw .cancelled
      }
    }
  }

  /// Copies the body; what has come is on the disk whenever progress is told, and when it fails.
  private func copy(
    to output: Output, _ digest: inout DigestCheck?
  ) async throws(FailureFact) -> Int {
    var meter = ProgressMeter(done: start.done, total: start.total)
    var block: [UInt8] = []
    var part: [UInt8] = []
    var reader = start.answer.reader()
    let isCompressed = start.answer.isCompressed
    let isLive = start.destination.partFile == nil
    do {
      while try await next(of: &reader, into: &part) {
        meter.add(part.count)
        if isCompressed, meter.done > expandedLimit {
          throw FailureFact.expandsTooFar(limit: expandedLimit)
        }
        if digest != nil { part.withUnsafeBytes { digest?.update($0) } }
        let isDue = meter.isDue(at: .now)
        if block.isEmpty, isDue || isLive || part.count >= Self.blockSize / 4 {
          try await write(part, to: output)
        } else {
          block += part
          if isDue || block.count >= Self.blockSize { try await flush(&block, to: output) }
        }
        if isDue { await progress(meter.done, meter.total) }
      }
    } catch let failure as Disk.Failure {
      throw self.failure(failure)
    } catch {
      try? await flush(&block, to: output)
      let fact = brokenOff(done: meter.done, error)
      // What comes before the damage is seen may be wrong already; a bomb is of no use. What was
      // there before is none of that.
      if fact.kind == .mediaType, start.done == 0 { start.destination.partFile?.discard() }
      throw fact
    }
    do throws(Disk.Failure) {
      try await flush(&block, to: output)
    } catch {
      throw failure(error)
    }
    return meter.done
  }

  private func next(
    of reader: inout BodyReader, into part: inout [UInt8]
  ) async throws(FailureFact) -> Bool {
    watch?.waiting()
    defer { watch?.arrived() }
    return try await reader.next(into: &part)
  }

  private func flush(_ block: inout [UInt8], to output: Output) async throws(Disk.Failure) {
    defer { block.removeAll(keepingCapacity: true) }
    try await write(block, to: output)
  }

  /// Writes everything. Waits for a reader that takes nothing without holding a thread: downloads to
  /// as many idle pipes as there are processors would hold them all.
  private func write(_ bytes: [UInt8], to output: Output) async throws(Disk.Failure) {
    var done = 0
    while done < bytes.count {
      let result: Result<Int, Disk.Failure> = bytes.withUnsafeBytes { bytes in
        Result { () throws(Disk.Failure) in
          try output.writeSome(UnsafeRawBufferPointer(rebasing: bytes[done...]))
        }
      }
      let count = try result.get()
      done += count
      guard count == 0 else { continue }
      do { try await Task.sleep(for: .milliseconds(10)) } catch { throw .cancelled }
    }
  }

  private func failure(_ failure: Disk.Failure) -> FailureFact {
    switch start.destination {
    case .standardOutput where failure.isClosedPipe: .closedOutput
    case .standardOutput: .standardOutput(code: failure.code)
    case .file(let file): .fileError(path: file.part, code: failure.code)
    case .device(let path), .folder(let path): .fileError(path: path, code: failure.code)
    }
  }

  private func brokenOff(done: Int, _ error: (any Error)? = nil) -> FailureFact {
    let fact = error.map { $0 as? FailureFact ?? .cancelled } ?? .brokenOff
    guard fact.isLoss, let part = start.destination.partFile?.part else { return fact }
    let kept = KeptPart(
      path: part, done: done, total: start.total,
      canContinue: done > 0 && start.answer.validator != nil)
    return .partBrokenOff(kept, fact == .cancelled ? .cancelled : .lost)
  }
}
