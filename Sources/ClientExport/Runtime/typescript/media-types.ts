import { ContentTypeError } from "./errors.js";

/** An answer that a call cannot read. */
function otherMediaType(mediaType: string, wanted: string): ContentTypeError {
  return new ContentTypeError("mediaType", `the answer is ${mediaType || "untyped"}, not ${wanted}`, { mediaType });
}

export { otherMediaType };
