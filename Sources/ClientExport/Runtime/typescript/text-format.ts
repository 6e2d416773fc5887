import type { StreamFormat } from "./stream-formats.js";

/** Any text but events, and what names no type: so Starlette streams where nobody told it one. */
const TEXT_TYPE = /^$|^text\/(?!event-stream$)/;

/** Whole characters, wherever the network cuts. */
const textFormat: StreamFormat = {
  accept: "text/*",
  decoder(mediaType, isFile) {
    if (isFile || !TEXT_TYPE.test(mediaType)) return undefined;
    const decoder = new TextDecoder();
    let text = "";
    return {
      take(piece) {
        text = decoder.decode(piece, { stream: piece !== undefined });
      },
      next() {
        const data = text;
        text = "";
        return data ? { data, value: data } : undefined;
      },
    };
  },
};

export { textFormat };
