/// What a framework's module has for each stream: what came so far, for the screen.
enum StreamViews {
  case svelte
  case react

  /// What the modules declare or import at their top level.
  static let names: Set<String> = [
    "StreamState", "StreamView", "ViewCallbacks", "ViewOptions", "follow", "useEffect", "useState",
  ]

  /// What stands at the top of the file.
  var imports: String {
    switch self {
    case .svelte: ""
    case .react: "import { useEffect, useState } from \"react\";\n"
    }
  }

  /// A stream, and the function that shows it.
  struct Stream {
    /// What names the function that calls it.
    let expression: String
    let function: TypeScriptFunction
    let name: String
  }

  /// Each stream with a name for what shows it.
  func named(
    _ streams: [(expression: String, function: TypeScriptFunction)],
    names: inout TypeScriptNames
  ) -> [Stream] {
    streams.map { expression, function in
      Stream(
        expression: expression, function: function, name: names.claim(name(for: expression)))
    }
  }

  /// A function for each stream, and what they stand on.
  func text(for streams: [Stream]) -> [String] {
    guard !streams.isEmpty else { return [] }
    var sections = streams.map { text(of: $0.function, calling: $0.expression, named: $0.name) }
    sections.append(Self.follow)
    if self == .svelte { sections.append(Self.svelteState) }
    return sections
  }

  private func name(for expression: String) -> String {
    let words = Secret.words(of: expression)
    switch self {
    case .svelte: return words.joined(separator: "_") + "_state"
    case .react:
      return "use" + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
  }

  private func text(
    of function: TypeScriptFunction, calling expression: String, named name: String
  ) -> String {
    // A variable named like the function that it calls would hide it.
    var scope = TypeScriptNames(taken: Self.names.union(["JSON"]))
    scope.reserve(Set(expression.split(separator: ".").map(String.init)))
    let options = scope.claim("options")
    let told = scope.claim("told")
    let (view, show, key) = (scope.claim("view"), scope.claim("show"), scope.claim("key"))
    let values = function.values.map { value in
      TypeScriptFunction.Argument(name: scope.claim(value.name), type: value.type)
    }
    let parameters =
      values.map { "  " + $0.name + ": " + $0.type + ",\n" }.joined()
      + "  " + options + "?: " + function.optionsType + " & ViewOptions,\n"
    let generic = function.isGeneric ? "<T = unknown>" : ""
    let record = function.recordType
    let callbacks = "{ ..." + told + records(of: function, to: told) + " }"
    let arguments = (values.map(\.name) + [callbacks, options]).joined(separator: ", ")
    let call = "(" + told + ") => " + expression + "(" + arguments + ")"
    switch self {
    case .svelte:
      return "/** `" + expression + "`, to be shown: `start()` it, and `stop()` it. */\n"
        + "export function " + name + generic + "(\n" + parameters + "): StreamState<" + record
        + "> {\n  return new StreamState<" + record + ">(" + call + ", " + options + ");\n}\n"
    case .react:
      let held = "JSON.stringify([" + values.map(\.name).joined(separator: ", ") + "])"
      return "/** `" + expression + "` for as long as the component is shown. */\n"
        + "export function " + name + generic + "(\n" + parameters + "): StreamView<" + record
        + "> {\n  const [" + view + ", " + show + "] = useState<StreamView<" + record
        + ">>(StreamView.empty);\n  const " + key + " = " + held + ";\n"
        + "  // The values by what they hold: literal objects are new at each rendering.\n"
        + "  useEffect(() => follow<" + record + ">(" + call + ", " + options + ", " + show + "), ["
        + key + "]);\n  return " + view + ";\n}\n"
    }
  }

  /// The callback for records is named as the kind wants it.
  private func records(of function: TypeScriptFunction, to told: String) -> String {
    let names =
      (function.call.isEvents ? ["onMessage"] : []) + (function.call.hasChunks ? ["onChunk"] : [])
    return names.map { ", " + $0 + ": " + told + ".onRecord" }.joined()
  }

  private static let follow = """
    export interface ViewOptions {
      /** How many of the last records are kept; 1000 by default. */
      keep?: number | undefined;
    }

    /** What a stream has brought so far. */
    export interface StreamView<R> {
      readonly records: readonly R[];
      readonly status: "idle" | "connecting" | "open" | "complete" | "failed" | "closed";
      /** The last error; with `status` "connecting" the connection is made again. */
      readonly error: ClientError | undefined;
    }

    const StreamView = { empty: { records: [], status: "idle", error: undefined } } as const;

    interface ViewCallbacks<R> extends StreamCallbacks {
      onRecord: (record: R) => void;
    }

    /** Shows what comes at most once a frame; gives what ends it. */
    function follow<R>(
      open: (told: ViewCallbacks<R>) => { close(): void },
      options: ViewOptions | undefined,
      show: (view: StreamView<R>) => void,
    ): () => void {
      let view: StreamView<R> = { ...StreamView.empty, status: "connecting" };
      let fresh: R[] = [];
      let timer: ReturnType<typeof setTimeout> | undefined;
      const flush = (): void => {
        timer = undefined;
        const records = [...view.records, ...fresh];
        view = { ...view, records: records.slice(Math.max(0, records.length - (options?.keep ?? 1000))) };
        fresh = [];
        show(view);
      };
      const change = (part: Partial<StreamView<R>>): void => {
        view = { ...view, ...part };
        timer ??= setTimeout(flush, 16);
      };
      show(view);
      const stream = open({
        onRecord(record) {
          fresh.push(record);
          change({});
        },
        onOpen: () => change({ status: "open", error: undefined }),
        onError: (error) => change({ status: error.fatal ? "failed" : "connecting", error }),
        onComplete: () => change({ status: "complete" }),
      });
      return () => {
        stream.close();
        clearTimeout(timer);
      };
    }

    """

  private static let svelteState = """
    /** A stream's view as Svelte's state: `records`, `status` and `error` may stand in markup. */
    export class StreamState<R> {
      #view = $state.raw<StreamView<R>>(StreamView.empty);
      #stop: (() => void) | undefined;
      #open: (told: ViewCallbacks<R>) => { close(): void };
      #options: ViewOptions | undefined;

      constructor(open: (told: ViewCallbacks<R>) => { close(): void }, options?: ViewOptions) {
        this.#open = open;
        this.#options = options;
      }

      get records(): readonly R[] {
        return this.#view.records;
      }

      get status(): StreamView<R>["status"] {
        return this.#view.status;
      }

      get error(): ClientError | undefined {
        return this.#view.error;
      }

      /** Begins anew; as the function of an `$effect` it also ends with it. */
      start = (): (() => void) => {
        this.stop();
        this.#stop = follow<R>(this.#open, this.#options, (view) => {
          this.#view = view;
        });
        return this.stop;
      };

      stop = (): void => {
        if (this.#stop === undefined) return;
        this.#stop();
        this.#stop = undefined;
        const { status } = this.#view;
        if (status === "open" || status === "connecting") this.#view = { ...this.#view, status: "closed" };
      };
    }

    """
}
