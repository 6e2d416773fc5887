import WebText

/// An endpoint and a user's values as one HTTP request, ready to be sent. The values stand as they
/// were given; `url` and `headerLines` are what is sent of them.
public struct PlannedRequest: Sendable, Hashable {
  /// A piece of the path.
  public enum PathPiece: Sendable, Hashable {
    /// What the author of the API wrote.
    case text(String)
    /// A parameter's value; `takesSlashes` where slashes of it are slashes of the path.
    /// `keepsReserved` where signs that mean something in a URL stay as they are.
    case value(name: String, text: String, takesSlashes: Bool, keepsReserved: Bool = false)
  }

  /// A name of the query that has values.
  public struct QueryField: Sendable, Hashable {
    /// A parameter's, as the API spells it, or that of an object's member.
    public var name: String
    /// At least one.
    public var values: [String]
    /// What stands between several that are one value, percent-encoded; nil repeats the name.
    public var joint: String?
    /// What stays as it is of the values.
    public var encoding: PercentEncodeSet { keepsReserved ? .reservedQuery : .reserved }
    /// Signs that mean something in a URL stay in the values.
    public var keepsReserved: Bool

    /// Makes a field.
    public init(
      name: String, values: [String], joint: String? = nil, keepsReserved: Bool = false
    ) {
      self.name = name
      self.values = values
      self.joint = joint
      self.keepsReserved = keepsReserved
    }
  }

  /// A header line.
  public struct Header: Sendable, Hashable {
    /// As the API spells it.
    public var name: String
    /// Without line breaks.
    public var value: String

    /// Makes a header.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A cookie.
  public struct Cookie: Sendable, Hashable {
    /// As the API spells it.
    public var name: String
    /// As they were given; commas stand between several.
    public var values: [String]

    /// Makes a cookie.
    public init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// A part of a form that is sent in parts.
  public enum Part: Sendable, Hashable {
    /// A field of text.
    case text(name: String, value: String)
    /// A file, by its path as it was typed: `~` may begin it.
    case file(name: String, path: String)
  }

  /// The texts of a parameter that is written as something else: an object, or a list as one value.
  public struct Given: Sendable, Hashable {
    /// As the API spells it.
    public var name: String
    /// Where it travels.
    public var location: ParameterLocation
    /// As they were typed.
    public var texts: [String]
  }

  /// Upper case.
  public var method: String
  /// What stands before the path, without a slash at its end: `http://host:port`, or nothing where
  /// nobody knows the backend.
  public var baseURL: String
  /// In order.
  public var path: [PathPiece]
  /// In the order of the parameters.
  public var query: [QueryField]
  /// Header parameters, in the order of the parameters; no `Content-Type`, which `bodyMediaType`
  /// gives.
  public var headers: [Header]
  /// In the order of the parameters.
  public var cookies: [Cookie]
  /// `user:password` for basic authorization, which is encoded when it is sent.
  public var login: String?
  /// Names in small letters of headers that the user chose beside the parameters: they win over
  /// whatever else would be sent under these names.
  public var chosenHeaders: Set<String> = []
  /// The bytes to send, if any.
  public var body: [UInt8]?
  /// What they are; nil without a body.
  public var bodyMediaType: String?
  /// What is sent of a form in parts in place of `body`, which has the same as JSON.
  public var parts: [Part]?
  /// The path of the file that is sent whole in place of `body`, as it was typed.
  public var bodyFile: String?
  /// Names in small letters of headers and of fields of the query whose values are secrets, though
  /// their names may not sound so.
  public var secretNames: Set<String> = []
  /// What can't be read from the rest.
  public internal(set) var given: [Given] = []

  /// Makes a request.
  public init(
    method: String, baseURL: String, path: [PathPiece], query: [QueryField] = [],
    headers: [Header] = [], cookies: [Cookie] = [], body: [UInt8]? = nil,
    bodyMediaType: String? = nil
  ) {
    self.method = method
    self.baseURL = baseURL
    self.path = path
    self.query = query
    self.headers = headers
    self.cookies = cookies
    self.body = body
    self.bodyMediaType = bodyMediaType
  }
}
