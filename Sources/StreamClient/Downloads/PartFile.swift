import WebText

/// A download on its way: `NAME.part`, and beside it `NAME.part.version`, which tells what version
/// of what file of the server's the part is of. A part without it is somebody else's file.
struct PartFile: Sendable, Hashable {
  /// Where the finished file goes.
  let path: String

  var part: String { path + ".part" }
  private var versionPath: String { part + ".version" }

  /// Where a broken download can go on: so many bytes of this version of the file.
  struct ResumePoint: Sendable, Hashable {
    var length: Int
    /// An `ETag` or a `Last-Modified`, as the server wrote it.
    var validator: String

    /// Source: RFC 9110, 14.2 and 13.1.5.
    var headers: [HeaderField] {
      [HeaderField("Range", "bytes=\(length)-"), HeaderField("If-Range", validator)]
    }
  }

  /// Nil where there is nothing to go on from, or nobody knows what it is a part of. A validator is
  /// of one resource only (RFC 9110, 8.8.1): two files may well have changed in the same second.
  func resumePoint(of source: String) -> ResumePoint? {
    guard case .file(let length) = Disk.kind(of: part), length > 0,
      let lines = Disk.text(of: versionPath)?.split(separator: "\n"), lines.count == 2,
      lines[1] == source, HeaderField.isSendable(value: String(lines[0]))
    else { return nil }
    return ResumePoint(length: length, validator: String(lines[0]))
  }

  /// Starts anew, or opens the part to go on from its end; nobody else may write to it until the
  /// output is finished.
  ///
  /// - Parameters:
  ///   - kept: How much of the part there is to go on from; 0 starts anew.
  ///   - source: What it is a part of.
  ///   - overwrites: Whether a file of somebody else's gives way.
  func open(
    keeping kept: Int, validator: String?, source: String, overwriting overwrites: Bool
  ) throws(FailureFact) -> Output {
    guard overwrites || !isTaken else { throw .partTaken(part: part) }
    do throws(Disk.Failure) {
      let output = try Disk.create(part, keeping: true)
      do throws(Disk.Failure) {
        guard output.lock(), output.isStill(at: part) else { throw Disk.Failure.busy }
        if kept == 0 {
          try output.empty()
          try note(validator, source)
        }
      } catch {
        try? output.finish()
        throw error
      }
      guard output.length == kept else {
        try? output.finish()
        throw Disk.Failure.busy
      }
      return output
    } catch {
      throw error == .busy ? .partBusy(part: part) : .fileError(path: part, code: error.code)
    }
  }

  /// Whether what has the part's name is no part: nothing beside it says of what, and it holds something.
  private var isTaken: Bool {
    guard case .file(let length) = Disk.kind(of: part), length > 0 else { return false }
    return Disk.kind(of: versionPath) == .nothing
  }

  /// The first line is empty where the server names no version: nothing goes on from there.
  private func note(_ validator: String?, _ source: String) throws(Disk.Failure) {
    Disk.remove(versionPath)
    let output = try Disk.create(versionPath, keeping: false)
    let bytes = Array("\(validator ?? "")\n\(source)\n".utf8)
    do throws(Disk.Failure) {
      try output.write(bytes)
    } catch {
      try? output.finish()
      throw error
    }
    try output.finish()
  }

  /// The part is of no use.
  func discard() {
    Disk.remove(part)
    Disk.remove(versionPath)
  }

  /// The part is whole: it gets its name.
  func finish(overwriting: Bool) throws(FailureFact) {
    do throws(Disk.Failure) {
      try Disk.move(part, to: path, overwriting: overwriting)
    } catch {
      guard !overwriting, Disk.kind(of: path) != .nothing else {
        throw .fileError(path: path, code: error.code)
      }
      throw .fileExists(path: path)
    }
    Disk.remove(versionPath)
  }
}

extension StreamRequest {
  /// What names the file that is asked for, in a form that tells no secret of the URL's.
  var source: String {
    var text = Array("\(method) \(url)\n".utf8)
    for piece in content?.pieces ?? [] {
      switch piece {
      case .bytes(let bytes): text += bytes
      case .file(let path): text += path.utf8
      }
    }
    var hash = SHA256()
    text.withUnsafeBytes { hash.update($0) }
    return Base64.text(of: hash.finished())
  }
}

extension HTTPAnswer {
  /// What names a version of the server's file so well that two halves of it fit together: a
  /// strong `ETag`, else the time of its last change. A compressed body's tag is of the compressed
  /// bytes, and only good where there is nothing else. Source: RFC 9110, 8.8.3.3.
  var validator: String? {
    let tag = headers.first("ETag").flatMap { $0.hasPrefix("\"") ? $0 : nil }
    let time = strongTime
    return isCompressed ? time ?? tag : tag ?? time
  }

  /// Nil where the file may have changed again within the second. Source: RFC 9110, 8.8.2.2.
  private var strongTime: String? {
    guard let time = headers.first("Last-Modified"), let then = HTTPDate.seconds(time),
      let now = headers.first("Date").flatMap(HTTPDate.seconds), now > then
    else { return nil }
    return time
  }

  /// Whether the answer is of this version of the file.
  func isVersion(_ validator: String) -> Bool {
    headers.first("ETag") == validator || headers.first("Last-Modified") == validator
  }

  /// Whether an answer to `If-Range` with this validator goes on from there. A part answers only
  /// where it fits, and should then leave out a time, though never a tag. Source: RFC 9110, 15.3.7.
  func continues(_ validator: String) -> Bool {
    isVersion(validator) || !validator.hasPrefix("\"") && headers.first("Last-Modified") == nil
  }

  /// Whether an answer that no range can be satisfied is of this version. Where the validator didn't
  /// fit, the range would have been passed over (RFC 9110, 13.2.2), and servers say little in errors.
  func isExhausted(_ validator: String) -> Bool {
    let saysNothing = headers.first("ETag") == nil && headers.first("Last-Modified") == nil
    return saysNothing || isVersion(validator)
  }
}
