import { textsOf } from "./values.js";

/** The values as one text, `joint` between them; undefined without values. */
function joined(value: unknown, joint: string): string | undefined {
  const texts = textsOf(value);
  return texts.length > 0 ? texts.join(joint) : undefined;
}

export { joined };
