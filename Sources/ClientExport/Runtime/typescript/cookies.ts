import type { WireValues } from "./calls.js";
import { textsOf } from "./values.js";

/** All but what a cookie may hold: no blanks, quotes, commas, semicolons or backslashes. Source: RFC 6265, 4.1.1. */
const NO_COOKIE_OCTET = /[^!#-+\--:<-[\]-~]/gu;

/** The header with these cookies; undefined without any. */
function cookieOf(values: WireValues): string | undefined {
  const coded = (text: string) => text.replace(NO_COOKIE_OCTET, encodeURIComponent);
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    textsOf(value).map((text) => coded(name) + "=" + coded(text)),
  );
  return pairs.length > 0 ? pairs.join("; ") : undefined;
}

export { cookieOf };
