/** Letters as a person counts them. */
export const LONGEST_NAME = 20;
/** Longer texts are not even looked at; in no script do twenty letters need as much. In UTF-16 units, as fields count. */
export const LONGEST_TEXT = 400;
