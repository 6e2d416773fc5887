/// How a parameter's value is written in a request. Source: OpenAPI 3.2, 4.12.4, "Style Values".
public struct ParameterStyle: Sendable, Hashable {
  /// What OpenAPI calls the style; 3.2's `cookie` is `form` in a cookie.
  public enum Form: String, Sendable, Hashable {
    /// `blue,black`, in a path and in a header.
    case simple
    /// `.blue.black`, in a path.
    case label
    /// `;color=blue;color=black`, in a path.
    case matrix
    /// `color=blue&color=black`, in a query and in a cookie.
    case form
    /// `color=blue%20black`, in a query.
    case spaceDelimited
    /// `color=blue%7Cblack`, in a query.
    case pipeDelimited
    /// `color[R]=100&color[G]=200`, in a query.
    case deepObject
    /// One JSON text: the parameter has a media type in place of a style.
    case content
  }

  /// What stands around and between values.
  public var form: Form
  /// Each value of a list, and each member of an object, is written for itself.
  public var explodes: Bool
  /// Signs that mean something in a URL stay in the value as they are.
  public var keepsReserved: Bool

  /// Makes a style.
  public init(_ form: Form, explodes: Bool = false, keepsReserved: Bool = false) {
    self.form = form
    self.explodes = explodes
    self.keepsReserved = keepsReserved
  }

  /// What a parameter of this location has where its document names none.
  public init(defaultIn location: ParameterLocation) {
    switch location {
    case .path, .header: self.init(.simple)
    case .query, .cookie: self.init(.form, explodes: true)
    }
  }

  /// OpenAPI's word, with a `*` behind it where values are written for themselves: `form*`.
  public var word: String { form.rawValue + (explodes ? "*" : "") }

  /// What stands between the values that are one, as it stands in a URL.
  public var joint: String {
    switch form {
    case .spaceDelimited: "%20"
    case .pipeDelimited: "%7C"
    case .simple, .label, .matrix, .form, .deepObject, .content: ","
    }
  }

  /// True where every value of a query or a cookie has a name before it.
  var isForm: Bool {
    switch form {
    case .form, .spaceDelimited, .pipeDelimited, .deepObject: true
    case .simple, .label, .matrix, .content: false
    }
  }
}

extension Parameter {
  /// How its value is written.
  public var writing: ParameterStyle { style ?? ParameterStyle(defaultIn: location) }

  /// True where more than the text of each value is to be written: its document names a style, or
  /// objects are among its values.
  public var isStyled: Bool { style != nil || ParameterSchema(schema).holdsObjects }
}

extension ParameterStyle.Form {
  /// Whether a value of this location can be written so.
  func isKnown(in location: ParameterLocation) -> Bool {
    switch self {
    case .simple: location == .path || location == .header
    case .label, .matrix: location == .path
    case .form: location == .query || location == .cookie
    case .spaceDelimited, .pipeDelimited, .deepObject: location == .query
    case .content: false
    }
  }
}
