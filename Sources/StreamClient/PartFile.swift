/// A download on its way: `NAME.part`, and beside it `NAME.part.version`, which tells what version
/// of the server's file the part is of.
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

  /// Nil where there is nothing to go on from, or nobody knows what it is a part of.
  var resumePoint: ResumePoint? {
    guard case .file(let length) = Disk.kind(of: part), length > 0,
      let validator = Disk.text(of: versionPath)?.trimmingSpaces(), !validator.isEmpty,
      HeaderField.isSendable(value: validator)
    else { return nil }
    return ResumePoint(length: length, validator: validator)
  }

  /// Starts anew, or opens the part to go on.
  func open(keeping isKept: Bool, validator: String?) throws(FailureFact) -> Output {
    do throws(Disk.Failure) {
      let output = try Disk.create(part, keeping: isKept)
      if !isKept { try note(validator) }
      return output
    } catch {
      throw .fileError(path: part, code: error.code)
    }
  }

  private func note(_ validator: String?) throws(Disk.Failure) {
    Disk.remove(versionPath)
    guard let validator else { return }
    let output = try Disk.create(versionPath, keeping: false)
    let bytes = Array(validator.utf8)
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

extension HTTPAnswer {
  /// What names a version of the server's file so well that two halves of it fit together: a
  /// strong `ETag`, else the time of its last change. A compressed body's tag is of the compressed
  /// bytes, and only good where there is nothing else. Source: RFC 9110, 8.8.3.3.
  var validator: String? {
    let tag = headers.first("ETag").flatMap { $0.hasPrefix("\"") ? $0 : nil }
    let time = headers.first("Last-Modified")
    return isCompressed ? time ?? tag : tag ?? time
  }

  /// Whether the answer is of this version of the file.
  func isVersion(_ validator: String) -> Bool {
    headers.first("ETag") == validator || headers.first("Last-Modified") == validator
  }
}
