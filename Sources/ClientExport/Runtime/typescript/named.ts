/** The arguments one after the other. */
type InOrder<A extends readonly unknown[]> = A extends readonly [object, ...unknown[]] ? never : A;

/** The same arguments one after the other: an object in the first one's place holds values by their names. */
function inOrder<A extends readonly unknown[]>(given: A, ...names: string[]): InOrder<A> {
  const [first, ...others] = given;
  // A list or a date is a value.
  const isNamed = Object.prototype.toString.call(first) === "[object Object]";
  if (!isNamed) return given as unknown as InOrder<A>;
  const values = first as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(values)) {
    if (!names.includes(name)) throw new TypeError(`no parameter is called ${name}; there are: ${names.join(", ")}`);
  }
  return [...names.map((name) => values[name]), ...others] as unknown as InOrder<A>;
}

export { inOrder };
