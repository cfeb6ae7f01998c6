import { html, NOTHING } from './html.ts';
import type { Html } from './html.ts';
import { wordsOf } from './words.ts';
import type { Lang } from './words.ts';

/** The form to sign in by; works without script. */
export function loginForm(lang: Lang, fault: string): Html {
  const words = wordsOf(lang);
  return html`<form class="login" method="post" action="/login?lang=${lang}">
    <h2>${words.signIn}</h2>
    ${fault ? html`<p class="fault" role="alert">${fault}</p>` : NOTHING}
    <label
      >${words.account}<input name="account" autocomplete="username" required maxlength="100"
    /></label>
    <label
      >${words.password}<input
        name="password"
        type="password"
        autocomplete="current-password"
        required
        maxlength="200"
    /></label>
    <button type="submit">${words.signIn}</button>
  </form>`;
}
