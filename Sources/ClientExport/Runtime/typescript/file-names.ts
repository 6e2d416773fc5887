import type { OpenResponse } from "./answers.js";

/** The name of a file as the server says, else as its URL ends; without the folders. Source: RFC 6266. */
function fileName({ headers, url }: OpenResponse): string {
  const said = headers.get("Content-Disposition") ?? "";
  const [, charset, coded] = /;\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^']*'([^;\s]+)/i.exec(said) ?? [];
  const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(said) ?? [];
  const long = charset?.startsWith("8859", 4) ? latin1(coded) : decoded(coded);
  const name = long || quoted?.replace(/\\(.)/g, "$1") || plain || decoded(url.split(/[?#]/)[0]) || "";
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}

function latin1(text: string | undefined): string | undefined {
  return text?.replace(/%([\dA-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export { fileName };
