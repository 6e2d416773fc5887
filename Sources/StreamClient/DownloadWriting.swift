import NIOCore

/// Writes a download's body where it goes, in large blocks, and gives the file its name.
struct DownloadWriting: Sendable {
  let start: DownloadRun.Start
  let overwrites: Bool
  let watch: IdleWatch?
  let progress: @Sendable (_ done: Int, _ total: Int?) async -> Void

  private static let blockSize = 1 << 20

  /// Returns the file's length.
  func write() async throws(FailureFact) -> Int {
    guard !start.isWhole else { return try await finish(done: start.done) }
    let output = try open()
    let done: Int
    do throws(FailureFact) {
      done = try await copy(to: output)
    } catch {
      try? output.finish()
      throw error
    }
    do throws(Disk.Failure) {
      try output.finish()
    } catch {
      throw failure(error)
    }
    if let total = start.total, done != total { throw brokenOff(done: done) }
    return try await finish(done: done)
  }

  private func open() throws(FailureFact) -> Output {
    switch start.destination {
    case .standardOutput: return .standard
    case .file(let file):
      let validator = PartFile.validator(in: start.answer.headers)
      return try file.open(keeping: start.done > 0, validator: validator)
    case .device(let path), .folder(let path):
      do throws(Disk.Failure) {
        return try Disk.openExisting(path)
      } catch {
        throw .fileError(path: path, code: error.code)
      }
    }
  }

  private func finish(done: Int) async throws(FailureFact) -> Int {
    try start.destination.partFile?.finish(overwriting: overwrites)
    await progress(done, done)
    return done
  }

  /// Copies the body; what has come is on the disk whenever progress is told, and when it fails.
  private func copy(to output: Output) async throws(FailureFact) -> Int {
    var meter = ProgressMeter(done: start.done, total: start.total)
    var block = ByteBuffer()
    var iterator = start.answer.body.makeAsyncIterator()
    do {
      while let part = try await next(&iterator) {
        meter.add(part.readableBytes)
        block.writeImmutableBuffer(part)
        let isDue = meter.isDue(at: .now)
        let isLive = start.destination.partFile == nil
        if isDue || isLive || block.readableBytes >= Self.blockSize {
          try flush(&block, to: output)
        }
        if isDue { await progress(meter.done, meter.total) }
      }
    } catch let failure as Disk.Failure {
      throw self.failure(failure)
    } catch {
      try? flush(&block, to: output)
      throw brokenOff(done: meter.done, error)
    }
    do throws(Disk.Failure) {
      try flush(&block, to: output)
    } catch {
      throw failure(error)
    }
    // A cancelled body ends as if it were whole.
    if Task.isCancelled { throw brokenOff(done: meter.done, CancellationError()) }
    return meter.done
  }

  private func next(
    _ iterator: inout HTTPAnswer.Body.AsyncIterator
  ) async throws -> ByteBuffer? {
    watch?.waiting()
    defer { watch?.arrived() }
    return try await iterator.next()
  }

  private func flush(_ block: inout ByteBuffer, to output: Output) throws(Disk.Failure) {
    let result: Result<Void, Disk.Failure> = block.withUnsafeReadableBytes { bytes in
      Result { () throws(Disk.Failure) in try output.write(bytes) }
    }
    block.clear()
    try result.get()
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
    if let error, FailureFact(reading: error).kind == .closed { return FailureFact(reading: error) }
    guard let part = start.destination.partFile?.part else { return .brokenOff }
    let canContinue = PartFile.validator(in: start.answer.headers) != nil
    return .partBrokenOff(part: part, done: done, total: start.total, canContinue: canContinue)
  }
}
