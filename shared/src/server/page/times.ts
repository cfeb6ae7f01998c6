import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Lang, Words } from './words.ts';

/** Times for people: how long ago, and when. */

const units = [
  [86_400_000, { zh: '天', en: ' d' }],
  [3_600_000, { zh: '小时', en: ' h' }],
  [60_000, { zh: '分', en: ' min' }],
  [1_000, { zh: '秒', en: ' s' }],
] as const;

/** The largest whole unit of a length of time in ms; below a second it is 0 s. */
export function lengthText(ms: number, lang: Lang): string {
  const [size, name] = units.find(([unit]) => ms >= unit) ?? units[3];
  return `${Math.max(0, Math.floor(ms / size))}${lang === 'zh' ? ' ' : ''}${name[lang]}`;
}

/** Offices of the network share one time zone, whatever that of the machine. */
const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

export const momentText = (at: number): string => format.format(at);

/** Both, or the word for never. */
export function timeCell(
  at: number,
  now: number,
  { lang, words }: { lang: Lang; words: Words },
): Html {
  if (at === 0) return html`<span class="quiet">${words.never}</span>`;
  const ago = `${lengthText(Math.max(0, now - at), lang)}${words.ago}`;
  return html`<span class="ago">${ago}</span>
    <time datetime="${new Date(at).toISOString()}">${momentText(at)}</time>`;
}
