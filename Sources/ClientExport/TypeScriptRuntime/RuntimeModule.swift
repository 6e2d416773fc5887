/// A file of `Runtime/typescript`, and the same as JavaScript, which `Scripts/make-javascript` makes
/// of it.
struct RuntimeModule: Sendable {
  private typealias Resources = PackageResources

  let name: String
  let typeScript: RuntimeSource
  let javaScript: RuntimeSource

  private init(_ name: String, _ typeScript: [UInt8], _ javaScript: [UInt8]) {
    self.name = name
    self.typeScript = RuntimeSource(typeScript)
    self.javaScript = RuntimeSource(javaScript)
  }

  /// In the order of an export: what a caller sees first, and a class behind the one that it
  /// extends.
  static let all: [RuntimeModule] = [
    .init("options", Resources.options_ts, Resources.options_js),
    .init("calls", Resources.calls_ts, Resources.calls_js),
    .init("errors", Resources.errors_ts, Resources.errors_js),
    .init("stream-types", Resources.stream_types_ts, Resources.stream_types_js),
    .init("chunk-types", Resources.chunk_types_ts, Resources.chunk_types_js),
    .init("event-types", Resources.event_types_ts, Resources.event_types_js),
    .init("answers", Resources.answers_ts, Resources.answers_js),
    .init("results", Resources.results_ts, Resources.results_js),
    .init("files", Resources.files_ts, Resources.files_js),
    .init("file-pieces", Resources.file_pieces_ts, Resources.file_pieces_js),
    .init("file-names", Resources.file_names_ts, Resources.file_names_js),
    .init("named", Resources.named_ts, Resources.named_js),
    .init("values", Resources.values_ts, Resources.values_js),
    .init("forms", Resources.forms_ts, Resources.forms_js),
    .init("cookies", Resources.cookies_ts, Resources.cookies_js),
    .init("styles", Resources.styles_ts, Resources.styles_js),
    .init("reserved", Resources.reserved_ts, Resources.reserved_js),
    .init("reserved-path", Resources.reserved_path_ts, Resources.reserved_path_js),
    .init("security", Resources.security_ts, Resources.security_js),
    .init("request-url", Resources.request_url_ts, Resources.request_url_js),
    .init("origins", Resources.origins_ts, Resources.origins_js),
    .init("redirects", Resources.redirects_ts, Resources.redirects_js),
    .init("sending", Resources.sending_ts, Resources.sending_js),
    .init("clients", Resources.clients_ts, Resources.clients_js),
    .init("session", Resources.session_ts, Resources.session_js),
    .init("bodies", Resources.bodies_ts, Resources.bodies_js),
    .init("media-types", Resources.media_types_ts, Resources.media_types_js),
    .init("lenient-json", Resources.lenient_json_ts, Resources.lenient_json_js),
    .init("json", Resources.json_ts, Resources.json_js),
    .init("stream-formats", Resources.stream_formats_ts, Resources.stream_formats_js),
    .init("codings", Resources.codings_ts, Resources.codings_js),
    .init("streams", Resources.streams_ts, Resources.streams_js),
    .init("chunks", Resources.chunks_ts, Resources.chunks_js),
    .init("events", Resources.events_ts, Resources.events_js),
    .init("event-listeners", Resources.event_listeners_ts, Resources.event_listeners_js),
    .init("reconnection", Resources.reconnection_ts, Resources.reconnection_js),
    .init("resumption", Resources.resumption_ts, Resources.resumption_js),
    .init("event-decoder", Resources.event_decoder_ts, Resources.event_decoder_js),
    .init("record-format", Resources.record_format_ts, Resources.record_format_js),
    .init("json-values", Resources.json_values_ts, Resources.json_values_js),
    .init("json-sequence", Resources.json_sequence_ts, Resources.json_sequence_js),
    .init("json-nesting", Resources.json_nesting_ts, Resources.json_nesting_js),
    .init("line-decoder", Resources.line_decoder_ts, Resources.line_decoder_js),
    .init("record-sizes", Resources.record_sizes_ts, Resources.record_sizes_js),
    .init("record-decoder", Resources.record_decoder_ts, Resources.record_decoder_js),
    .init("text-format", Resources.text_format_ts, Resources.text_format_js),
  ]

  /// What stands for the declarations that each export writes itself.
  static let settings = RuntimeSource(Resources.settings_ts)
}
