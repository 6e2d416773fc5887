import { textOf, textsOf } from "./values.js";

type Coding = (text: string) => string;

/** What parts the values of one text; a comma elsewhere. */
const JOINTS: Record<string, string> = { spaceDelimited: "%20", pipeDelimited: "%7C" };
const PATH_SIGNS: Record<string, string> = { label: ".", matrix: ";" };

/** A value in a style of OpenAPI's. Source: OpenAPI 3.2, "Style Values". */
class Styled {
  private readonly value: unknown;
  private readonly style: string;
  private readonly explodes: boolean;
  private readonly code: Coding;

  /** `style` ends with `*` where each value of a list or an object stands for itself. */
  constructor(value: unknown, style: string, code: Coding = encodeURIComponent) {
    this.value = value;
    this.style = style.replace("*", "");
    this.explodes = style.endsWith("*");
    this.code = code;
  }

  /** The pairs of a query. */
  inQuery(name: string): string[] {
    return this.texts(name, true, this.code);
  }

  inCookie(name: string, code: Coding): string[] {
    return this.texts(name, true, code);
  }

  inPath(name: string): string {
    const sign = PATH_SIGNS[this.style];
    const texts = this.texts(name, this.style === "matrix", this.code);
    return sign === undefined ? texts.join(",") : texts.map((text) => sign + text).join("");
  }

  inHeader(): string | undefined {
    const texts = this.texts("", false, (text) => text);
    return texts.length > 0 ? texts.join(",") : undefined;
  }

  private texts(name: string, isNamed: boolean, code: Coding): string[] {
    const { value, style } = this;
    if (value == null) return [];
    // No equals sign before nothing. Source: RFC 6570, 3.2.7.
    const pair = (key: string, text: string) =>
      code(key) + (text === "" && style === "matrix" ? "" : "=" + text);
    const named = (text: string) => (isNamed ? pair(name, text) : text);
    if (style === "content") return [named(code(JSON.stringify(value)))];
    if (style === "deepObject") return deepPairs(name, value).map(([key, text]) => pair(key, code(text)));
    const joint = JOINTS[style] ?? ",";
    if (!isRecord(value)) {
      const texts = textsOf(value).map((text) => code(text));
      return this.explodes ? texts.map(named) : texts.length > 0 ? [named(texts.join(joint))] : [];
    }
    const members: [string, string[]][] = Object.entries(value).flatMap(([key, member]) => {
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

/** An object that is not itself a value in JSON, as a date is one. */
function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("toJSON" in value);
}

/** `name[member]`, and `name[]` for the values of a list. */
function deepPairs(name: string, value: unknown): [string, string][] {
  if (value == null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((element: unknown, place) =>
      deepPairs(`${name}[${typeof element === "object" ? place : ""}]`, element),
    );
  }
  if (!isRecord(value)) return [[name, textOf(value)]];
  return Object.entries(value).flatMap(([key, member]) => deepPairs(`${name}[${key}]`, member));
}

export { Styled };
