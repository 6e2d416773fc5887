import type { StreamFormat } from "./stream-formats.js";

/** Any text but events. */
const TEXT_TYPE = /^text\/(?!event-stream$)/;

/** Whole characters, wherever the network cuts. */
const textFormat: StreamFormat = {
  accept: "text/*",
  decoder(mediaType, isFile) {
    if (isFile || !TEXT_TYPE.test(mediaType)) return undefined;
    const decoder = new TextDecoder();
    return (bytes) => {
      const data = decoder.decode(bytes, { stream: bytes !== undefined });
      return data ? [{ data, value: data }] : [];
    };
  },
};

export { textFormat };
