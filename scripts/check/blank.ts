/**
 * The code with the insides of comments, and if asked of strings, turned to spaces: so that a pattern
 * finds code only, at unchanged line numbers. Regular expressions are not recognised; a quote inside
 * one blanks the rest of its line at most.
 */
export function blank(code: string, what: 'comments' | 'comments and strings'): string {
  const tokens =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  return code.replace(tokens, (token) => {
    if (!token.startsWith('/') && what === 'comments') return token;
    return token.replace(/[^\n]/g, ' ');
  });
}
