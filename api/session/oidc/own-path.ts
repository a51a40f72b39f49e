const SOMEWHERE = 'http://own.invalid';

/** Whether it is one slash and then something: `//host` and `/\host` are other hosts to a browser. */
const ONE_SLASH = /^\/(?![/\\])[\x21-\x7e]*$/;

/** The path of our own pages that somebody wanted to come back to; whatever leads elsewhere is the first page. */
export function ownPath(wanted: string | undefined): string {
  if (wanted === undefined || !ONE_SLASH.test(wanted) || !URL.canParse(wanted, SOMEWHERE)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, SOMEWHERE);
  // Resolving dots can bring two slashes to the front that were not there before.
  const isOurs = origin === SOMEWHERE && ONE_SLASH.test(pathname) && !pathname.startsWith('/api/');
  return isOurs ? `${pathname}${search}${hash}` : '/';
}
