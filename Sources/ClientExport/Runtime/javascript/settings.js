// #if security
// #endif

// Each export writes this file's declarations with its own values; they stand here so that the
// other files can be checked.

/** @type {ModuleSettings} */
export const settings = {};

/** @returns {string} */
export function getBaseUrl() {
  return "";
}

// #if security
const secretPlaces = new Map([]);
export { secretPlaces };
// #endif
