extension TypeScriptRuntime {
  /// JSON records: lines, RFC 7464 sequences, concatenated values or the elements of one array.
  static let records = #"""
    /** At the top level of arrays: a place and the sign there give the next place; `v` is behind a value. */
    const PLACES«: Readonly<Record<string, string>>» = { "[": "[", "[]": "", "v]": "", "v,": "," };

    /** RFC 7464's sequences, or else JSON values one after the other, or in arrays if the first is one. */
    function valueJudge(isSequence«: boolean»)«: Judge» {
      /** What began last and goes on: a string, an escaped sign in it, a number or word (0). */
      let inside = "";
      let depth = 0;
      let place = "";
      let inArrays«: boolean | undefined»;

      return (sign, isFirst) => {
        // At the end of the body: what ought to have come.
        if (sign === "") return place && "none";
        if (isSequence && sign === "\x1e") {
          inside = "";
          depth = 0;
          return isFirst ? "" : "behind";
        }
        if (inside === "\\") inside = '"';
        else if (inside === '"') inside = sign === "\\" ? sign : sign === '"' ? "" : inside;
        else if (inside && !' \t\r\n,:[]{}"\x1e'.includes(sign)) return "";
        else if (inside) {
          inside = "";
          return "behind";
        } else {
          if (isSequence && depth <= 0 && sign === "\n") return "last";
          if (!isSequence && depth === 0) {
            // The mark of the body.
            if (sign > "\x7f") return "";
            inArrays ??= sign === "[";
            const next = inArrays ? PLACES[place + sign] : undefined;
            place = next ?? place;
            if (next !== undefined || " \t\r\n".includes(sign)) return "none";
            // A comma is missing: no value begins with this.
            if (place === "v") valueOf(place);
            if (place) place = "v";
          }
          if (sign === '"') inside = sign;
          else if ("[{".includes(sign)) depth += 1;
          else if ("]}".includes(sign)) depth -= 1;
          else if (depth === 0 && !isSequence) inside = "0";
        }
        return inside || depth > 0 || isSequence ? "" : "last";
      };
    }

    const recordFormat«: StreamFormat» = {
      accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
      decoder(type, isFile, limit) {
        const isSequence = type === "application/json-seq";
        const isLines = /^application\/((x-)?(ndjson|jsonlines)|jsonl|stream\+json)$/.test(type);
        if (!isSequence && !isLines && (isFile || !/^application\/(.+\+)?json$/.test(type))) return undefined;
        const judge«: Judge» = isLines ? (sign) => (sign === "\n" ? "last" : "") : valueJudge(isSequence);
        const cut = recordCutter(limit + "\r\n".length, true, isLines ? 10 : 255, judge);
        return function* (piece) {
          for (const record of cut(piece)) {
            const body = isSequence ? record.text.replace("\x1e", "") : record.text;
            if (/^[ \t\r\n]*$/.test(body)) continue;
            // In a sequence a mark begins a record, and a number without an end may have been cut.
            const isCut = isSequence && (record.text === body || !/[\]}"\s]$/.test(body));
            yield { text: body.trim(), value: valueOf(isCut ? record.text + body : body) };
          }
          // An array that did not end.
          if (!piece && judge("", true)) valueOf("");
        };
      },
    };

    """#
}
