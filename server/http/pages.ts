/** The pages and where they are served; each is `<folder>/index.html` in the built client. */
export const PAGES: readonly { readonly path: string; readonly page: string }[] = [
  { path: '/', page: 'student' },
  { path: '/j/:code', page: 'student' },
  { path: '/teach', page: 'instructor' },
  { path: '/board/:code', page: 'board' },
];
