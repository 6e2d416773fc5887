import { ContentTypeError } from "./errors.js";

/**
 * An answer that a call cannot read.
 * @param {string} mediaType
 * @param {string} wanted
 * @returns {ContentTypeError}
 */
function otherMediaType(mediaType, wanted) {
  return new ContentTypeError("mediaType", `the answer is ${mediaType || "untyped"}, not ${wanted}`, { mediaType });
}

export { otherMediaType };
