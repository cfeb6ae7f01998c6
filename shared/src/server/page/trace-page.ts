import { ERRORS } from '../../base/errors.ts';
import type { Engine } from '../../replication/engine.ts';
import type { PeerTrace, Trace } from '../../replication/messages.ts';
import { findTraces } from '../reads/trace.ts';
import type { FoundTrace } from '../reads/trace.ts';
import { html, NOTHING } from './html.ts';
import type { Html } from './html.ts';
import type { PageRequest } from './page-routes.ts';
import { cell, head } from './peer-table.ts';
import { momentText, timeCell } from './times.ts';
import type { Words } from './words.ts';

/** "Where is this record?": a form for its number, and each site's answer. */
export async function tracePage(engine: Engine, ask: PageRequest): Promise<Html> {
  const id = (ask.query['id'] ?? '').trim().slice(0, 200);
  const { words } = ask;
  const form = html`<form class="search" method="get" action="/trace" role="search">
    <input type="hidden" name="lang" value="${ask.lang}" />
    <label for="id">${words.recordId}</label>
    <input id="id" name="id" value="${id}" required maxlength="200" autocomplete="off" />
    <button type="submit">${words.find}</button>
  </form>`;
  if (id === '')
    return html`${form}
      <p class="note">${words.traceHint}</p>`;
  const found = await findTraces(engine, { id });
  if (found.length === 0)
    return html`${form}
      <p role="status">${words.notFound}</p>`;
  return html`${form}${found.map((trace) => traceOf(trace, ask))}`;
}

function traceOf({ type, id, views, unreachable }: FoundTrace, ask: PageRequest): Html {
  const why = unreachable
    ? html`<p class="fault">${ask.words.upstreamSilent} ${ERRORS[unreachable.code][ask.lang]}</p>`
    : NOTHING;
  return html`<section>
    <h2>${type} <span class="quiet">${id}</span></h2>
    ${why}${views.map((view) => viewTable(view, ask))}
  </section>`;
}

const stateWords = (words: Words): Record<Trace['state'], string> => ({
  none: words.traceNone,
  here: words.traceHere,
  deleted: words.traceDeleted,
  removed: words.traceRemoved,
});

const peerWords = (words: Words): Record<PeerTrace['state'], string> => ({
  source: words.traceSource,
  none: words.traceNoConcern,
  waiting: words.traceWaiting,
  sent: words.traceSent,
  refused: words.traceRefused,
  applied: words.traceApplied,
});

/** What the site itself has, then each peer that the record concerns. */
function viewTable(view: Trace, ask: PageRequest): Html {
  const { words, now, lang } = ask;
  const time = (at: number): Html =>
    at === 0 ? html`<span class="quiet">–</span>` : timeCell(at, now, { lang, words });
  const begun = `${words.traceWrittenAt} / ${words.traceSentAt}`;
  const labels = [words.site, words.state, begun, words.traceReceivedAt, words.heard];
  const own = html`<tr role="row">
    <th role="rowheader" scope="row">${view.site}</th>
    ${cell(words.state, html`<strong>${stateWords(words)[view.state]}</strong>${quarantined(view, words)}`)}
    ${cell(words.traceWrittenAt, time(view.writtenAt))}
    ${cell(words.traceReceivedAt, time(view.takenAt))} ${cell(words.heard, time(view.at))}
  </tr>`;
  const concerned = view.peers.filter(({ state }) => state !== 'none');
  const rows = concerned.map(
    (peer) =>
      html`<tr role="row">
        <th role="rowheader" scope="row">→ ${peer.site}</th>
        ${cell(words.state, peerState(peer, words))} ${cell(words.traceSentAt, time(peer.sentAt))}
        ${cell(words.traceReceivedAt, time(peer.receivedAt))}
        ${cell(words.heard, time(peer.heardAt))}
      </tr>`,
  );
  return html`<table role="table">
    <caption>
      ${words.traceCaption} ${view.site}
      <span class="quiet"
        >${view.owner ? `${words.owner} ${view.owner} · v${view.version} · ` : ''}${words.asOf}
        ${momentText(view.at)}</span
      >
    </caption>
    ${head(labels, [])}
    <tbody role="rowgroup">
      ${own}${rows}
    </tbody>
  </table>`;
}

const quarantined = ({ quarantined: count }: Trace, words: Words): Html =>
  count > 0 ? html` <span class="alarm">${words.quarantine} ${count}</span>` : NOTHING;

function peerState({ state, ahead }: PeerTrace, words: Words): Html {
  const text = peerWords(words)[state];
  if (state === 'refused') return html`<span class="alarm">${text}</span>`;
  return ahead > 0
    ? html`${text} <span class="quiet">${words.ahead} ${ahead}</span>`
    : html`${text}`;
}
