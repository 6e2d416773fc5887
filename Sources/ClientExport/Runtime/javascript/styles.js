import { textOf, textsOf } from "./values.js";

/**
 * @typedef {(text: string) => string} Coding
 */

/**
 * What parts the values of one text; a comma elsewhere.
 * @type {Record<string, string>}
 */
const JOINTS = { spaceDelimited: "%20", pipeDelimited: "%7C" };
/** @type {Record<string, string>} */
const PATH_SIGNS = { label: ".", matrix: ";" };

/** A value in a style of OpenAPI's. Source: OpenAPI 3.2, "Style Values". */
class Styled {
  /** @type {unknown} */
  value;
  /** @type {string} */
  style;
  /** @type {boolean} */
  explodes;
  /** @type {Coding} */
  code;

  /**
   * `style` ends with `*` where each value of a list or an object stands for itself.
   * @param {unknown} value
   * @param {string} style
   * @param {Coding} [code]
   */
  constructor(value, style, code = encodeURIComponent) {
    this.value = value;
    this.style = style.replace("*", "");
    this.explodes = style.endsWith("*");
    this.code = code;
  }

  /**
   * The pairs of a query.
   * @param {string} name
   * @returns {string[]}
   */
  inQuery(name) {
    return this.texts(name, true, this.code);
  }

  /**
   * @param {string} name
   * @param {Coding} code
   * @returns {string[]}
   */
  inCookie(name, code) {
    return this.texts(name, true, code);
  }

  /**
   * @param {string} name
   * @returns {string}
   */
  inPath(name) {
    const sign = PATH_SIGNS[this.style];
    const texts = this.texts(name, this.style === "matrix", this.code);
    return sign === undefined ? texts.join(",") : texts.map((text) => sign + text).join("");
  }

  /** @returns {string | undefined} */
  inHeader() {
    const texts = this.texts("", false, (text) => text);
    return texts.length > 0 ? texts.join(",") : undefined;
  }

  /**
   * @param {string} name
   * @param {boolean} isNamed
   * @param {Coding} code
   * @returns {string[]}
   */
  texts(name, isNamed, code) {
    const { value, style } = this;
    if (value == null) return [];
    // No equals sign before nothing. Source: RFC 6570, 3.2.7.
    const pair = (/** @type {string} */ key, /** @type {string} */ text) =>
      code(key) + (text === "" && style === "matrix" ? "" : "=" + text);
    const named = (/** @type {string} */ text) => (isNamed ? pair(name, text) : text);
    if (style === "content") return [named(code(JSON.stringify(value)))];
    if (style === "deepObject") return deepPairs(name, value).map(([key, text]) => pair(key, code(text)));
    const joint = JOINTS[style] ?? ",";
    if (!isRecord(value)) {
      const texts = textsOf(value).map((text) => code(text));
      return this.explodes ? texts.map(named) : texts.length > 0 ? [named(texts.join(joint))] : [];
    }
    /** @type {[ string, string[] ][]} */
    const members = Object.entries(value).flatMap(([key, member]) => {
      const texts = textsOf(member).map((text) => code(text));
      return texts.length > 0 ? [[key, texts]] : [];
    });
    if (this.explodes) {
      // The lists of an object are repeated where a name stands before each value.
      return members.flatMap(([key, texts]) =>
        (isNamed && style !== "matrix" ? texts : [texts.join(",")]).map((text) => pair(key, text)),
      );
    }
    const all = members.flatMap(([key, texts]) => [code(key), texts.join(",")]);
    return all.length > 0 ? [named(all.join(joint))] : [];
  }
}

/**
 * An object that is not itself a value in JSON, as a date is one.
 * @param {unknown} value
 * @returns {value is object}
 */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("toJSON" in value);
}

/**
 * `name[member]`, and `name[]` for the values of a list.
 * @param {string} name
 * @param {unknown} value
 * @returns {[ string, string ][]}
 */
function deepPairs(name, value) {
  if (value == null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((/** @type {unknown} */ element, place) =>
      deepPairs(`${name}[${typeof element === "object" ? place : ""}]`, element),
    );
  }
  if (!isRecord(value)) return [[name, textOf(value)]];
  return Object.entries(value).flatMap(([key, member]) => deepPairs(`${name}[${key}]`, member));
}

export { Styled };
