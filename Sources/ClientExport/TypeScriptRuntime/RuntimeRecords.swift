extension TypeScriptRuntime {
  /// JSON records: lines, RFC 7464 sequences, concatenated values or the elements of one array.
  static let records = #"""
    /** At the top level of arrays: a place and the sign there give the next place; `v` is behind a value. */
    const PLACES«: Readonly<Record<string, string>>» = { "[": "[", "[]": "", "v]": "", "v,": "," };

    /** RFC 7464's sequences, or else JSON values one after the other, or in arrays if the first is one. */
    function valueJudge(marked«?: string»)«: Judge» {
      /** What began last and goes on: a string, an escaped sign in it, a number or word (0). */
      let inside = "", depth = 0, place = "", inArrays«: boolean | undefined»;

      return (sign, first) => {
        // An array that did not end.
        if (!sign && place) valueOf("");
        if (marked && sign === "\x1e") {
          inside = "";
          depth = 0;
          return first ? "" : "behind";
        }
        if (inside === "\\") inside = '"';
        else if (inside === '"') inside = sign === "\\" ? sign : sign === '"' ? "" : inside;
        else if (inside) {
          if (!' \t\r\n,:[]{}"\x1e'.includes(sign)) return "";
          inside = "";
          return "behind";
        } else {
          if (marked && depth <= 0 && sign === "\n") return "last";
          if (!marked && depth === 0) {
            // The mark of the body.
            if (sign > "\x7f") return "";
            inArrays ??= sign === "[";
            if (inArrays && place + sign in PLACES) {
              place = PLACES[place + sign]« as string»;
              return "none";
            }
            if (" \t\r\n".includes(sign)) return "none";
            // A comma is missing: no value begins with this.
            if (place === "v") valueOf(place);
            if (place) place = "v";
          }
          if (sign === '"') inside = sign;
          else if ("[{]}".includes(sign)) depth += "[{".includes(sign) ? 1 : -1;
          else if (depth === 0 && !marked) inside = "0";
        }
        return inside || depth > 0 || marked ? "" : "last";
      };
    }

    const recordFormat«: StreamFormat» = {
      accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
      decoder(type, isFile, limit) {
        const [known, , isLines, , , marked] =
          /^application\/(((x-)?(ndjson|jsonlines)|json-lines|jsonl|stream\+json|x-json-stream)|(json-seq)|(.+\+)?json)$/.exec(type) ?? [];
        if (!known || isFile && !isLines && !marked) return false;
        const lines«: Judge» = (sign) => sign === "\n" ? "last" : "";
        // A record may be longer by CR and LF.
        return recordDecoder(limit + 2, true, isLines ? 10 : 255, isLines ? lines : valueJudge(marked), (text) => {
          const body = marked ? text.replace("\x1e", "") : text,
            // In a sequence a mark begins a record, and a number without an end may have been cut.
            isCut = marked && (text === body || !/[\]}"\s]$/.test(body));
          return /[^ \t\r\n]/.test(body) ? [{ data: body.trim(), value: valueOf(isCut ? text + body : body) }] : [];
        });
      },
    };

    """#
}
