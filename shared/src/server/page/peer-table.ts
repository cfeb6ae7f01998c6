import { ERRORS } from '../../base/errors.ts';
import type { ErrorCode } from '../../base/errors.ts';
import type { LaneStatus, PeerStatus } from '../../replication/status.ts';
import { backlogOf, stateOf } from '../sync-state.ts';
import type { SyncState } from '../sync-state.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { lengthText, momentText, timeCell } from './times.ts';
import type { Lang, Words } from './words.ts';

/** The exchange with each peer, as a table that becomes cards on a narrow screen. */

export interface PeerRow {
  name: string;
  peer: PeerStatus;
  /** Age of the oldest entry still on its way, ms; null when nothing is. */
  lag: number | null;
}

export interface Shown {
  lang: Lang;
  words: Words;
  now: number;
}

/** Roles are named, as a table laid out as blocks would lose its own. */
export const cell = (label: string, content: Html | string | number, kind = ''): Html =>
  html`<td role="cell" class="${kind}" data-label="${label}">${content}</td>`;

/** `numbers` are the columns of figures, which stand at the right. */
export const head = (labels: readonly string[], numbers: readonly number[]): Html =>
  html`<thead role="rowgroup">
    <tr role="row">
      ${labels.map(
        (label, i) =>
          html`<th role="columnheader" scope="col" class="${numbers.includes(i) ? 'number' : ''}">
            ${label}
          </th>`,
      )}
    </tr>
  </thead>`;

function stateWords(words: Words): Record<SyncState, string> {
  const { ok, late, error, neverState, paused } = words;
  return { ok, late, error, never: neverState, paused };
}

function stateBadge(state: SyncState, words: Words): Html {
  return html`<span class="badge ${state}">${stateWords(words)[state]}</span>`;
}

/** What was compared on both sides, of what both should have; never rounded up to all. */
function verifiedText(lanes: readonly LaneStatus[]): string {
  const sum = (of: (lane: LaneStatus) => number): number => lanes.reduce((n, l) => n + of(l), 0);
  const all = sum((l) => l.received + l.cursor);
  const done = sum((l) => Math.min(l.verifiedOut, l.received) + Math.min(l.verifiedIn, l.cursor));
  return all === 0 ? '–' : `${Math.floor((100 * done) / all)}%`;
}

/** What a coded error means; a code that a newer peer made is all there is to say. */
const reason = (code: string, lang: Lang): string =>
  Object.hasOwn(ERRORS, code) ? `${code} ${ERRORS[code as ErrorCode][lang]}` : code;

function rowOf({ name, peer, lag }: PeerRow, shown: Shown): Html {
  const { words, now, lang } = shown;
  const state = stateOf(peer, now);
  const backlog = backlogOf(peer.lanes);
  const [out, into] =
    peer.role === 'down'
      ? [words.backlogDown, words.backlogUp]
      : [words.backlogOut, words.backlogIn];
  const why = peer.lastError
    ? html` <span class="quiet">${reason(peer.lastError, lang)}</span>`
    : '';
  return html`<tr role="row">
    <th role="rowheader" scope="row">${name} <span class="quiet">${peer.site}</span></th>
    ${cell(words.state, html`${stateBadge(state, words)}${why}`)}
    ${cell(words.lag, lag === null ? words.noLag : lengthText(lag, lang), 'number')}
    ${cell(words.lastSuccess, timeCell(peer.lastSuccessAt, now, shown))}
    ${cell(words.lastAttempt, timeCell(peer.lastAttemptAt, now, shown))}
    ${cell(out, backlog.out, 'number')} ${cell(into, backlog.in, 'number')}
    ${cell(words.verified, verifiedText(peer.lanes), 'number')}
    ${cell(words.quarantine, peer.quarantined, peer.quarantined > 0 ? 'number alarm' : 'number')}
    ${cell(words.software, peer.software || words.unknown)}
  </tr>`;
}

const captionOf = (text: string, { words, now }: Shown): Html =>
  html`<caption>
    ${text}
    <span class="quiet">${words.asOf} ${momentText(now)}</span>
  </caption>`;

export function peerTable(rows: readonly PeerRow[], shown: Shown): Html {
  const { words } = shown;
  if (rows.length === 0) return html`<p>${words.noPeers}</p>`;
  const down = rows.some(({ peer }) => peer.role === 'down');
  const labels = [
    words.site,
    words.state,
    words.lag,
    words.lastSuccess,
    words.lastAttempt,
    down ? words.backlogDown : words.backlogOut,
    down ? words.backlogUp : words.backlogIn,
    words.verified,
    words.quarantine,
    words.software,
  ];
  return html`<table role="table">
    ${captionOf(words.caption, shown)}${head(labels, [2, 5, 6, 7, 8])}
    <tbody role="rowgroup">
      ${rows.map((row) => rowOf(row, shown))}
    </tbody>
  </table>`;
}

export function laneTable(rows: readonly PeerRow[], shown: Shown): Html {
  const { words } = shown;
  if (rows.length === 0) return html`<p>${words.noPeers}</p>`;
  const { head: end, received, peerHead, taken, refused } = words;
  const { verified, verifiedSince, mended } = words;
  const checked = [verified, verifiedSince, mended];
  const labels = [words.site, words.lane, end, received, peerHead, taken, ...checked, refused];
  const lines = rows.flatMap(({ name, peer }) =>
    peer.lanes.map(
      (lane) =>
        html`<tr role="row">
          <th role="rowheader" scope="row">${name}</th>
          ${cell(words.lane, words[lane.lane])} ${cell(end, lane.head, 'number')}
          ${cell(received, lane.received, 'number')} ${cell(peerHead, lane.peerHead, 'number')}
          ${cell(taken, lane.cursor, 'number')}
          ${cell(words.verified, verifiedText([lane]), 'number')}
          ${cell(words.verifiedSince, timeCell(lane.verifiedAt, shown.now, shown))}
          ${cell(words.mended, lane.repaired, lane.repaired > 0 ? 'number alarm' : 'number')}
          ${cell(refused, lane.refused, lane.refused > 0 ? 'number alarm' : 'number')}
        </tr>`,
    ),
  );
  return html`<table role="table">
    ${captionOf(words.laneCaption, shown)}${head(labels, [2, 3, 4, 5, 6, 8, 9])}
    <tbody role="rowgroup">
      ${lines}
    </tbody>
  </table>`;
}

/** Figures with their names, above a table. */
export const figures = (list: readonly { name: string; value: number; alarm?: boolean }[]): Html =>
  html`<dl class="figures">
    ${list.map(
      ({ name, value, alarm }) =>
        html`<div class="${alarm && value > 0 ? 'alarm' : ''}">
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
