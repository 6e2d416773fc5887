import StreamDecoding

/// One operation of a backend: a method on a path, what it takes and what it streams.
public struct Endpoint: Sendable, Hashable {
  /// The name of the function that serves it, where one is known: a valid identifier.
  /// Two endpoints of a catalog may share a name.
  public var name: String
  /// Upper case: `GET`.
  public var method: String
  /// Begins with a slash; parameters in braces. `{rest:path}` takes slashes too.
  public var path: String
  /// Every kind it may answer with, at least one: a conditional return has more.
  ///
  /// Assumed where it is a guess: FastAPI declares `application/json` without a schema for every
  /// response it knows nothing of.
  @Fact public var kinds: [EndpointKind]
  /// The media type that goes with `kind`, without parameters.
  public var mediaType: String?
  /// One line for people.
  public var summary: String
  /// What its author says below that, in lines.
  public var details = ""
  /// The document's groups, in its order.
  public var tags: [String]
  /// Marked as such by its author.
  public var deprecated: Bool
  /// In the order of the declaration, without the body. Assumed where nobody said what it takes.
  @Fact public var parameters: [Parameter]
  /// What the request carries, or nil when it carries nothing. Assumed like the parameters.
  @Fact public var body: RequestBody?
  /// The shape of one record of the stream, or of the answer of an ordinary endpoint.
  ///
  /// Assumed where not all events need have it: FastAPI declares one for what a function yields
  /// beside event objects, whose data may be anything.
  @Fact public var item: NamedSchema?
  /// The shape of the ordinary answer of an endpoint that streams, too; `item` is then that of a
  /// record.
  public var answer: NamedSchema?
  /// Names of events (sse), where they are known.
  public var events: [NamedEvent]
  /// The data that ends the stream, `[DONE]` for one.
  public var sentinel: String?
  /// Names of the security schemes that apply.
  public var security: [String]
  /// Where the function is defined.
  public var location: SourceLocation?
  /// Who says so, in the order in which the sources were read.
  public var evidence: [Evidence]

  /// Makes an endpoint of known facts; what is left out is empty. `kinds` has `kind` first.
  public init(
    name: String, method: String = "GET", path: String, kind: EndpointKind = .unary,
    kinds: [EndpointKind]? = nil, mediaType: String? = nil, summary: String = "",
    tags: [String] = [], deprecated: Bool = false, parameters: [Parameter] = [],
    body: RequestBody? = nil, item: NamedSchema? = nil, events: [NamedEvent] = [],
    sentinel: String? = nil, security: [String] = [], location: SourceLocation? = nil,
    evidence: [Evidence] = []
  ) {
    self.name = name
    self.method = method
    self.path = path
    self.kinds = kinds ?? [kind]
    self.mediaType = mediaType
    self.summary = summary
    self.tags = tags
    self.deprecated = deprecated
    self.parameters = parameters
    self.body = body
    self.item = item
    self.events = events
    self.sentinel = sentinel
    self.security = security
    self.location = location
    self.evidence = evidence
  }

  /// The kind to read it as.
  public var kind: EndpointKind { kinds.first ?? .unary }

  /// The path with the one convertor that changes how a value is written: `{rest:path}`.
  public var canonicalPath: String { PathTemplate(path).canonical }

  /// `GET /notifications/stream`: unique in a catalog.
  public var title: String { "\(method) \(path)" }
}
