/** The pages and where they are served; the source of each is `client/<page>/index.html`. */
export const PAGES: readonly { readonly path: string; readonly page: string }[] = [
  { path: '/', page: 'student' },
  { path: '/j/:code', page: 'student' },
  { path: '/teach', page: 'instructor' },
  { path: '/board/:code', page: 'board' },
];
