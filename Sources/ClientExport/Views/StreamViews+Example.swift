extension StreamViews {
  /// Lines of a component that shows `stream`, called with these values.
  func example(of stream: Stream, with arguments: [String]) -> [String] {
    let call = stream.name + "(" + arguments.joined(separator: ", ") + ")"
    let record = shown(stream.function)
    switch self {
    case .svelte:
      return [
        "<script lang=\"ts\">", "  const view = " + call + ";", "  $effect(view.start);",
        "</script>", "", "{#each view.records as record}", "  <p>{" + record + "}</p>", "{/each}",
        "{#if view.error}<p>{view.error.message}</p>{/if}",
      ]
    case .react:
      return [
        "function Example() {", "  const { records, error } = " + call + ";", "  return (",
        "    <>",
        "      {records.map((record, index) => <p key={index}>{" + record + "}</p>)}",
        "      {error && <p>{error.message}</p>}", "    </>", "  );", "}",
      ]
    case .vue:
      return [
        "<script setup lang=\"ts\">", "const { records, error } = " + call + ";", "</script>", "",
        "<template>",
        "  <p v-for=\"(record, index) in records\" :key=\"index\">{{ " + record + " }}</p>",
        "  <p v-if=\"error\">{{ error.message }}</p>", "</template>",
      ]
    }
  }

  /// A record as text.
  private func shown(_ function: TypeScriptFunction) -> String {
    if function.call.isEvents, !function.call.hasChunks { return "record.data" }
    return function.call.formats == [.text] ? "record" : "JSON.stringify(record)"
  }
}
