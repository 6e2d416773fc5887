interface Place {
  readonly href: string;
  readonly origin: string;
}

/** True in a page of another origin: there fetch asks the server first for what an EventSource may send unasked. */
function isOtherOrigin(url: string): boolean {
  const { location } = globalThis as { readonly location?: Place };
  try {
    return !!location && new URL(url, location.href).origin !== location.origin;
  } catch {
    return false;
  }
}

export { isOtherOrigin };
