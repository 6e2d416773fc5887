import type { OpenResponse } from "./answers.js";

/** The name of a file as the server says, else as its URL ends; without the folders. Source: RFC 6266. */
function fileName({ headers, url }: OpenResponse): string {
  const said = headers.get("Content-Disposition") ?? "";
  const [, coded] = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(said) ?? [];
  const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(said) ?? [];
  const name = decoded(coded) ?? quoted?.replace(/\\(.)/g, "$1") ?? plain ?? decoded(url.split(/[?#]/)[0]) ?? "";
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export { fileName };
