extension StreamViews {
  /// What the views of a module stand on.
  static let follow = """
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

    type OpenView<R> = (told: ViewCallbacks<R>) => { close(): void; readonly done: Promise<void> };

    /** Shows what comes at most once a frame; gives what ends it. */
    function follow<R>(
      open: OpenView<R>,
      options: ViewOptions | undefined,
      show: (view: StreamView<R>) => void,
    ): () => void {
      let view: StreamView<R> = { ...StreamView.empty, status: "connecting" };
      let fresh: R[] = [];
      let timer: ReturnType<typeof setTimeout> | undefined;
      let isLeft = false;
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
      // An aborted signal closes it without a callback.
      void stream.done.then(() => {
        if (!isLeft && (view.status === "open" || view.status === "connecting")) change({ status: "closed" });
      });
      return () => {
        isLeft = true;
        stream.close();
        clearTimeout(timer);
      };
    }

    """

  /// The class of Svelte's states.
  static let svelteState = """
    /** A stream's view as Svelte's state: `records`, `status` and `error` may stand in markup. */
    export class StreamState<R> {
      #view = $state.raw<StreamView<R>>(StreamView.empty);
      #stop: (() => void) | undefined;
      #open: OpenView<R>;
      #options: ViewOptions | undefined;

      constructor(open: OpenView<R>, options?: ViewOptions) {
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

  /// The hook below all of React's hooks.
  static let reactHook = """
    const identities = new WeakMap<object, number>();
    let identityCount = 0;

    /** What values hold, as text: literal objects are new at each rendering. Of a file nobody sees that; it counts as itself. */
    function keyOf(values: readonly unknown[]): string {
      return JSON.stringify(values, (_, value: unknown) => {
        if (!(value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value))) return value;
        const identity = identities.get(value) ?? (identityCount += 1);
        identities.set(value, identity);
        return { identity };
      });
    }

    /** Follows a stream while the component is shown, and begins anew when its values or options change. */
    function useFollowed<R, O extends StreamOptions & ViewOptions>(
      values: readonly unknown[],
      options: O | undefined,
      open: (told: ViewCallbacks<R>, options: O) => ReturnType<OpenView<R>>,
    ): StreamView<R> {
      const [view, show] = useState<StreamView<R>>(StreamView.empty);
      const latest = useRef(options);
      useEffect(() => {
        latest.current = options;
      });
      useEffect(() => {
        // A function cannot be compared, and is asked when it is needed: that of the last rendering.
        const auth = () => (latest.current?.auth ?? settings.auth)?.() ?? {};
        return follow<R>((told) => open(told, { ...options, auth } as O), options, show);
      }, [keyOf([...values, options])]);
      return view;
    }

    """
}
