import { html, NOTHING } from './html.ts';
import type { Html } from './html.ts';
import { wordsOf } from './words.ts';
import type { Lang } from './words.ts';

export interface View {
  lang: Lang;
  /** Where on this server the page is. */
  path: string;
  title: string;
  /** Name of the signed-in person; '' on the sign-in page. */
  person: string;
  links: readonly { path: string; text: string }[];
}

/** A whole page. */
export function page(view: View, body: Html): string {
  const words = wordsOf(view.lang);
  const query = view.lang === 'en' ? '?lang=en' : '';
  const links = view.links.map(
    ({ path, text }) =>
      html`<a href="${path}${query}" ${path === view.path ? html`aria-current="page"` : NOTHING}
        >${text}</a
      >`,
  );
  const other = view.lang === 'en' ? 'zh' : 'en';
  const signOut = view.person
    ? html`<form method="post" action="/logout${query}">
        <span class="person">${view.person}</span>
        <button type="submit">${words.signOut}</button>
      </form>`
    : NOTHING;
  return html`<!doctype html>
    <html lang="${view.lang === 'en' ? 'en' : 'zh-CN'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${view.title}</title>
        <link rel="stylesheet" href="/assets/page.css" />
        <link rel="icon" href="data:," />
        <script src="/assets/live.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        <header>
          <h1 class="name">${view.title}</h1>
          <nav>${links}</nav>
          <div class="side">
            <a href="${view.path}?lang=${other}" lang="${other === 'en' ? 'en' : 'zh-CN'}"
              >${words.other}</a
            >${signOut}
          </div>
        </header>
        <main id="main" tabindex="-1">${body}</main>
      </body>
    </html>`.text;
}

/** A part that the browser fetches anew every two seconds. */
export const livePart = (address: string, words: { broken: string }, content: Html): Html =>
  html`<p class="broken" role="alert" data-broken hidden>${words.broken}</p>
    <div data-live="${address}">${content}</div>`;
