import Endpoints
import StreamDecoding
import WebText

/// A request of which only the endpoint is known: each required value is a variable.
struct ShellTemplate {
  let endpoint: Endpoint
  let models: JSONObject
  let variables: RequestVariables

  init(endpoint: Endpoint, models: JSONObject, schemes: JSONObject = [:]) {
    self.endpoint = endpoint
    self.models = models
    variables = RequestVariables(endpoint: endpoint, schemes: schemes)
  }

  var path: TextWithVariables {
    PathTemplate(endpoint.path).pieces.reduce(TextWithVariables(text: "")) { word, piece in
      switch piece {
      case .text(let text): word + TextWithVariables(text: text.percentEncoded(.pathText))
      case .parameter(let name, _): word + variable(name)
      }
    }
  }

  var query: [ShellPair] {
    required(.query).map { ShellPair(name: $0.name.percentEncoded(), value: variable($0.name)) }
  }

  /// Header parameters, and one line for all cookies.
  var headers: [ShellRequest.Header] {
    var result = required(.header).map {
      ShellRequest.Header(name: $0.name.printable, value: variable($0.name))
    }
    let cookies = required(.cookie).map {
      TextWithVariables(text: $0.name.percentEncoded(.cookie) + "=") + variable($0.name)
    }
    if !cookies.isEmpty {
      result.append(
        .init(name: "Cookie", value: TextWithVariables.joined(cookies, separator: "; ")))
    }
    return result
  }

  private func required(_ location: ParameterLocation) -> [Parameter] {
    endpoint.parameters.filter { $0.required && $0.location == location }
  }

  private func variable(_ name: String) -> TextWithVariables {
    TextWithVariables(variable: variables.name(for: name))
  }
}
