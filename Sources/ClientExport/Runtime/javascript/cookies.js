// #if styles
import { Styled } from "./styles.js";
// #endif
import { textsOf } from "./values.js";

/** All but what a cookie may hold: no blanks, quotes, commas, semicolons or backslashes. Source: RFC 6265, 4.1.1. */
const NO_COOKIE_OCTET = /[^!#-+\--:<-[\]-~]/gu;

/**
 * The header with these cookies; undefined without any.
 * @param {WireValues} values
 * @returns {string | undefined}
 */
function cookieOf(values) {
  const coded = (/** @type {string} */ text) => text.replace(NO_COOKIE_OCTET, encodeURIComponent);
  const pairs = Object.entries(values).flatMap(([name, value]) => {
    // #if styles
    if (value instanceof Styled) return value.inCookie(name, coded);
    // #endif
    return textsOf(value).map((text) => coded(name) + "=" + coded(text));
  });
  return pairs.length > 0 ? pairs.join("; ") : undefined;
}

export { cookieOf };
