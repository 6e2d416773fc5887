import StreamDecoding

/// The Python inspector as one text: its modules, and the call that runs them.
///
/// They are embedded, so that the program stays one file, and sent on standard input, so that
/// nothing is written to the disk.
enum InspectorProgram {
  static let text: [UInt8] = {
    var texts = JSONObject()
    for (name, bytes) in modules {
      texts[name] = .string(String(decoding: bytes, as: UTF8.self))
    }
    // What JSON writes for an object of texts is a dictionary in Python too.
    let call = "\n\nstart(\(JSONValue.object(texts).text()))\n"
    return PackageResources.start_py + Array(call.utf8)
  }()

  static let modules: [(name: String, bytes: [UInt8])] = [
    ("applications", PackageResources.applications_py),
    ("asgi", PackageResources.asgi_py),
    ("asking", PackageResources.asking_py),
    ("behaviour", PackageResources.behaviour_py),
    ("bodies", PackageResources.bodies_py),
    ("cache", PackageResources.cache_py),
    ("collected", PackageResources.collected_py),
    ("configuration", PackageResources.configuration_py),
    ("declared", PackageResources.declared_py),
    ("document", PackageResources.document_py),
    ("events", PackageResources.events_py),
    ("facts", PackageResources.facts_py),
    ("files", PackageResources.files_py),
    ("flow", PackageResources.flow_py),
    ("folder", PackageResources.folder_py),
    ("functions", PackageResources.functions_py),
    ("hanging", PackageResources.hanging_py),
    ("headers", PackageResources.headers_py),
    ("hung", PackageResources.hung_py),
    ("importing", PackageResources.importing_py),
    ("imports", PackageResources.imports_py),
    ("listing", PackageResources.listing_py),
    ("lookup", PackageResources.lookup_py),
    ("mcp", PackageResources.mcp_py),
    ("models", PackageResources.models_py),
    ("names", PackageResources.names_py),
    ("parameters", PackageResources.parameters_py),
    ("payloads", PackageResources.payloads_py),
    ("pieces", PackageResources.pieces_py),
    ("program", PackageResources.program_py),
    ("project", PackageResources.project_py),
    ("reading", PackageResources.reading_py),
    ("responses", PackageResources.responses_py),
    ("routers", PackageResources.routers_py),
    ("schemas", PackageResources.schemas_py),
    ("shedding", PackageResources.shedding_py),
    ("streams", PackageResources.streams_py),
    ("successes", PackageResources.successes_py),
    ("supervision", PackageResources.supervision_py),
    ("syntax", PackageResources.syntax_py),
    ("targets", PackageResources.targets_py),
    ("touching", PackageResources.touching_py),
    ("typed", PackageResources.typed_py),
    ("values", PackageResources.values_py),
    ("writing", PackageResources.writing_py),
  ]
}
