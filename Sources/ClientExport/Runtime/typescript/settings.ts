import type { ModuleSettings } from "./options.js";
// #if security
import type { SecretPlace } from "./security.js";
// #endif

// Each export writes this file's declarations with its own values; they stand here so that the
// other files can be checked.

export const settings: ModuleSettings = {};

export function getBaseUrl(): string {
  return "";
}

// #if security
const secretPlaces = new Map<string, SecretPlace>([]);
export { secretPlaces };
// #endif
