import type { Fault } from '../../replication/model.ts';
import type { Quarantined } from '../../replication/store.ts';
import { BY_RULE, listConflicts, settle } from '../reads/conflicts.ts';
import type { ConflictNode } from '../reads/conflicts.ts';
import type { OpenSite } from '../site.ts';
import { html, NOTHING } from './html.ts';
import type { Html } from './html.ts';
import type { PageRequest } from './page-routes.ts';
import { cell, head } from './peer-table.ts';
import { timeCell } from './times.ts';

/** What waits for a person: entries that could not be taken in, and versions that contradict each other. */

/** Shown of each at once; the figures on the first page count all. */
const SHOWN = 50;

export async function attentionPage(site: OpenSite, ask: PageRequest): Promise<Html> {
  const { words } = ask;
  const open = await site.store.quarantine({ state: 'open', limit: SHOWN });
  const { nodes } = await listConflicts(site.engine, { first: SHOWN, after: '' });
  return html`${outcome(ask)}
    <h2>${words.quarantine}</h2>
    ${open.length === 0 ? html`<p class="note">${words.nothingWaits}</p>` : quarantineTable(open, ask)}
    <h2>${words.conflicts}</h2>
    ${nodes.length === 0 ? html`<p class="note">${words.nothingWaits}</p>` : NOTHING}
    ${nodes.map((node) => conflictPart(node, ask))}`;
}

function outcome({ query, words }: PageRequest): Html {
  const { back, left, settled } = query;
  if (settled) return html`<p role="status">${words.settledNow}</p>`;
  if (back === undefined || left === undefined) return NOTHING;
  return html`<p role="status">
    ${words.wentBack} ${Number(back)} · ${words.didNot} ${Number(left)}
  </p>`;
}

const faultText = (faults: readonly Fault[], { lang }: PageRequest): Html =>
  html`${faults.map((fault) => html`<div>${fault[lang]} <code>${fault.code} ${fault.field}</code></div>`)}`;

function quarantineTable(items: readonly Quarantined[], ask: PageRequest): Html {
  const { words, now, lang } = ask;
  const labels = [words.record, words.site, words.since, words.reason, words.tryAgain];
  const rows = items.map(
    (item) =>
      html`<tr role="row">
        <th role="rowheader" scope="row">
          ${item.type || '–'} <span class="quiet">${item.id}</span>
        </th>
        ${cell(words.site, item.peer)}
        ${cell(words.since, timeCell(item.since, now, { lang, words }))}
        ${cell(words.reason, faultText(item.faults, ask))}
        ${cell(words.tryAgain, replayForm(item, ask))}
      </tr>`,
  );
  return html`<table role="table">
    ${head(labels, [])}
    <tbody role="rowgroup">
      ${rows}
    </tbody>
  </table>`;
}

/** Those like it go along: of the same peer and type, refused for the same reason. */
function replayForm({ peer, type, faults }: Quarantined, { words, lang }: PageRequest): Html {
  return html`<form method="post" action="/attention?lang=${lang}">
    <input type="hidden" name="peer" value="${peer}" />
    <input type="hidden" name="type" value="${type}" />
    <input type="hidden" name="code" value="${faults[0]?.code ?? ''}" />
    <button type="submit">${words.replayAlike}</button>
  </form>`;
}

function conflictPart(node: ConflictNode, { words, lang, now }: PageRequest): Html {
  const rows = node.fields.map(
    ({ field, ours, theirs }) =>
      html`<tr role="row">
        <th role="rowheader" scope="row">${field}</th>
        ${cell(words.ours, ours ?? '–')} ${cell(words.theirs, theirs ?? '–')}
      </tr>`,
  );
  const button = (take: 'ours' | 'theirs', text: string): Html =>
    html`<button type="submit" name="take" value="${take}">${text}</button>`;
  return html`<section>
    <h3>${node.type} <span class="quiet">${node.id}</span></h3>
    <p class="note">
      ${words.from} ${node.from} · ${timeCell(node.writtenAt, now, { lang, words })}
    </p>
    <table role="table">
      ${head([words.field, words.ours, words.theirs], [])}
      <tbody role="rowgroup">
        ${rows}
      </tbody>
    </table>
    <form class="choice" method="post" action="/attention?lang=${lang}">
      <input type="hidden" name="ref" value="${node.ref}" />
      ${button('ours', words.keepOurs)}
      ${BY_RULE.includes(node.type) ? NOTHING : button('theirs', words.takeTheirs)}
    </form>
  </section>`;
}

/** Does what a form of the page asks for; answers the query that tells the outcome. */
export async function attend(
  site: OpenSite,
  form: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const { ref, take, peer, type, code } = form;
  if (ref !== undefined) {
    await settle(site.engine, { ref, take: take === 'theirs' ? 'theirs' : 'ours' });
    return { settled: '1' };
  }
  const alike = { ...(peer ? { peer } : {}), ...(type ? { type } : {}), ...(code ? { code } : {}) };
  const { replayed, superseded, refused } = await site.engine.replay(alike);
  return { back: String(replayed + superseded), left: String(refused) };
}
