import { textOf } from "./values.js";

/** The form with these values; lists are repeated, null and undefined left out. */
function filled<F extends FormData | URLSearchParams>(form: F, values: object | undefined): F | null {
  if (values === undefined) return null;
  for (const [name, value] of Object.entries(values)) {
    for (const item of [value].flat()) {
      // Of the two kinds only `FormData` takes a file, and only its calls have one.
      if (item != null) form.append(name, item instanceof Blob ? (item as never) : textOf(item));
    }
  }
  return form;
}

export { filled };
