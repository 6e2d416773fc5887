import { textsOf } from "./values.js";

/**
 * The values as one text, `joint` between them; undefined without values.
 * @param {unknown} value
 * @param {string} joint
 * @returns {string | undefined}
 */
function joined(value, joint) {
  const texts = textsOf(value);
  return texts.length > 0 ? texts.join(joint) : undefined;
}

export { joined };
