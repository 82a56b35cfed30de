/** What stands where a page's path has its code (`/j/K7MX3P`, `/board/K7MX3P`), as it was typed; '' for nothing. */
export function typedInPath(path: string): string {
  const typed = path.split('/')[2] ?? '';
  try {
    return decodeURIComponent(typed);
  } catch {
    return typed;
  }
}
