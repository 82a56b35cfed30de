/** Raised whenever a page of an older build could misread the server; the page then reloads itself. */
export const PROTOCOL_VERSION = 3;
