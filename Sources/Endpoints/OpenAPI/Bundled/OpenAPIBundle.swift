import StreamDecoding
import WebText

/// Makes one document of a document and the files that it refers to: schemas become models of its
/// own, everything else stands where it was referred to. References that tools follow and no
/// specification knows, to an operation or to a map of contents, are replaced in the same way.
///
/// What can't be followed is left out, and said with its place.
struct OpenAPIBundle {
  /// The document, which refers to nothing outside of itself any more.
  private(set) var root: JSONValue
  private(set) var warnings: [String] = []
  var files: DocumentFiles
  var models: BundledModels
  /// Where the walk is, in the document that is made.
  var trail: [String] = []
  /// The references that are being followed.
  private var following: Set<DocumentPlace> = []
  private var unfollowed = 0
  /// What files stand for may be copied many times: few lines of references to references would
  /// otherwise make more than any memory holds.
  private var valuesLeft = 400_000

  private static let depthLimit = 32
  /// Levels of the document that is made. Each file may be as deep as JSON is read: one after the
  /// other they would go beyond any stack.
  private static let levelLimit = 512
  /// More of the same say nothing new.
  private static let warningLimit = 20

  init(_ document: JSONValue, files: OpenAPIFiles?) {
    root = document
    self.files = DocumentFiles(document, files: files)
    models = BundledModels(of: document, in: &self.files)
    root = walked(document, as: .document, in: self.files.document) ?? document
    addModels()
    if unfollowed > Self.warningLimit {
      warnings.append("and \(unfollowed - Self.warningLimit) more references that lead nowhere")
    }
  }

  private mutating func addModels() {
    var added = JSONObject()
    while let (name, place) = models.next() {
      trail = models.home + [name]
      added[name] = (try? files.value(at: place)).map { schema($0, in: place.file) } ?? [:]
    }
    if !added.isEmpty { root = root.adding(added, at: models.home[...]) }
  }

  // MARK: The walk

  private mutating func walked(
    _ value: JSONValue, as part: OpenAPIPart, in file: String
  ) -> JSONValue? {
    if part == .schema { return schema(value, in: file) }
    if let text = value["$ref"]?.stringValue, part.isReferable, file == files.document,
      !files.areThere || JSONPointer(reference: text) != nil
    {
      return value
    }
    return followed(value, in: file) { bundle, value, file in
      guard let members = value.objectValue else { return value }
      return .object(bundle.members(members, of: part, in: file))
    }
  }

  private mutating func members(
    _ members: JSONObject, of part: OpenAPIPart, in file: String
  ) -> JSONObject {
    var result = JSONObject()
    for (key, member) in members {
      trail.append(key)
      defer { trail.removeLast() }
      switch part.members(at: key) {
      case .one(let inner): result[key] = walked(member, as: inner, in: file)
      case .each(let inner): result[key] = each(member, as: inner, in: file)
      case .named(let inner) where inner == .schema && trail == models.home:
        result[key] = ownModels(member, in: file)
      case .named(let inner):
        result[key] = named(member, in: file) { $0.walked($1, as: inner, in: $2) }
      case .grouped(let inner):
        result[key] = named(member, in: file) { bundle, group, file in
          bundle.named(group, in: file) { $0.walked($1, as: inner, in: $2) }
        }
      case nil: result[key] = member
      }
    }
    return result
  }

  private mutating func each(
    _ value: JSONValue, as part: OpenAPIPart, in file: String
  ) -> JSONValue? {
    followed(value, in: file) { bundle, list, file in
      guard let elements = list.arrayValue else { return list }
      return .array(elements.compactMap { bundle.walked($0, as: part, in: file) })
    }
  }

  typealias Change = (inout OpenAPIBundle, JSONValue, _ file: String) -> JSONValue?

  /// A map of names, each of its values changed.
  mutating func named(_ value: JSONValue, in file: String, _ change: Change) -> JSONValue? {
    followed(value, in: file) { bundle, map, file in
      guard let members = map.objectValue else { return map }
      var result = JSONObject()
      for (name, member) in members {
        bundle.trail.append(name)
        result[name] = change(&bundle, member, file)
        bundle.trail.removeLast()
      }
      return .object(result)
    }
  }

  /// The value, or what it refers to, changed; members beside the reference win over those behind
  /// it.
  private mutating func followed(
    _ value: JSONValue, in file: String, _ change: Change
  ) -> JSONValue? {
    spend()
    guard let text = value["$ref"]?.stringValue else { return change(&self, value, file) }
    do throws(ReferenceProblem) {
      let place = try files.place(of: text, from: file)
      guard hasRoom, following.count < Self.depthLimit, trail.count < Self.levelLimit else {
        throw .tooMuch
      }
      guard following.insert(place).inserted else { throw .circle }
      defer { following.remove(place) }
      let meant = try files.value(at: place)
      guard let target = change(&self, meant, place.file) else { return nil }
      guard var beside = value.objectValue, beside.count > 1, var all = target.objectValue else {
        return target
      }
      beside["$ref"] = nil
      for (key, member) in change(&self, .object(beside), file)?.objectValue ?? [:] {
        all[key] = member
      }
      return .object(all)
    } catch {
      warn(of: text, in: file, error)
      return nil
    }
  }

  // MARK: Limits and words

  mutating func spend() { valuesLeft -= 1 }

  var hasRoom: Bool { valuesLeft > 0 }

  mutating func warn(of reference: String, in file: String, _ problem: ReferenceProblem) {
    unfollowed += 1
    guard unfollowed <= Self.warningLimit else { return }
    let place = file == files.document ? "" : " (in \(file.printable(limit: 100)))"
    warnings.append(
      "\(site) refers to \(reference.printable(limit: 100))\(place), \(problem.words)"
        + "; it is left out" + (problem.remedy.map { "; " + $0 } ?? ""))
  }

  /// `GET /media responses 200 content`.
  private var site: String {
    var steps = trail[...]
    if steps.first == "paths", steps.count > 1 {
      steps.removeFirst()
      let path = steps.removeFirst()
      let method = steps.first.flatMap { OpenAPIReader.methods.contains($0) ? $0 : nil }
      steps = [path] + steps.dropFirst(method == nil ? 0 : 1)
      if let method { steps = [method.uppercased()] + steps }
    }
    return steps.joined(separator: " ").printable(limit: 150)
  }
}

extension JSONValue {
  /// With these members in the object at the end of the way, which is made where it is missing.
  fileprivate func adding(_ members: JSONObject, at steps: ArraySlice<String>) -> JSONValue {
    var result = objectValue ?? [:]
    if let step = steps.first {
      result[step] = (result[step] ?? [:]).adding(members, at: steps.dropFirst())
    } else {
      for (key, member) in members { result[key] = member }
    }
    return .object(result)
  }
}
