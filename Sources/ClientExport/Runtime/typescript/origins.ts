interface Place {
  readonly href: string;
  readonly origin: string;
}

/** Where a page is; undefined elsewhere. */
function pagePlace(): Place | undefined {
  return (globalThis as { readonly location?: Place }).location;
}

/** True where a browser decides what may be sent and seen. */
function isPage(): boolean {
  return !!pagePlace() && !("Deno" in globalThis);
}

/** True in a page of another origin: there fetch asks the server first for what an EventSource may send unasked. */
function isOtherOrigin(url: string): boolean {
  const location = pagePlace();
  try {
    return !!location && new URL(url, location.href).origin !== location.origin;
  } catch {
    return false;
  }
}

export { isOtherOrigin, isPage };
