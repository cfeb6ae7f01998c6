import { HUB_ROLES } from '@lianxue/shared/server/accounts/roles.ts';
import type { AppOptions } from '@lianxue/shared/server/app.ts';
import { listBranches } from '@lianxue/shared/domains/membership/queries.ts';
import { html, NOTHING } from '@lianxue/shared/server/page/html.ts';
import { lagOf } from '@lianxue/shared/server/page/lag.ts';
import { registerPages } from '@lianxue/shared/server/page/page-routes.ts';
import type { PageRequest } from '@lianxue/shared/server/page/page-routes.ts';
import { figures, laneTable, peerTable } from '@lianxue/shared/server/page/peer-table.ts';
import type { PeerRow } from '@lianxue/shared/server/page/peer-table.ts';
import { attend, attentionPage } from '@lianxue/shared/server/page/attention-page.ts';
import { tracePage } from '@lianxue/shared/server/page/trace-page.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';
import { stateOf } from '@lianxue/shared/server/sync-state.ts';

/** The hub's pages: how the exchange with every branch goes. */
export function hubPages(site: OpenSite): AppOptions['routes'] {
  return (app, cookies) =>
    registerPages(app, {
      site,
      cookies,
      pages: {
        title: (words) => words.hub,
        roles: HUB_ROLES,
        list: [
          { path: '/', name: (words) => words.overview, content: (ask) => overview(site, ask) },
          {
            path: '/sync',
            name: (words) => words.lanes,
            content: async (ask) => laneTable((await readRows(site, ask)).rows, ask),
          },
          {
            path: '/attention',
            name: (words) => words.attention,
            content: (ask) => attentionPage(site, ask),
            still: { roles: ['office'], act: (form) => attend(site, form) },
          },
          {
            path: '/trace',
            name: (words) => words.trace,
            content: (ask) => tracePage(site.engine, ask),
            still: { roles: ['office', 'academy', 'auditor'] },
          },
        ],
      },
    });
}

/** Branches in administrative order, each with its exchange; a branch's own people get its row alone. */
async function readRows(site: OpenSite, { person, now }: PageRequest) {
  const status = await site.engine.status();
  const peers = new Map(status.peers.map((peer) => [peer.site, peer]));
  const branches = listBranches(site.db, null, { first: 200, asOf: now }).nodes;
  const rows: PeerRow[] = [];
  for (const { code, shortName, name } of branches) {
    const peer = peers.get(code);
    if (!peer || (person.role === 'branch' && person.branch !== code)) continue;
    rows.push({ name: shortName ?? name, peer, lag: await lagOf(site.store, peer, now) });
  }
  return { rows, status };
}

async function overview(site: OpenSite, ask: PageRequest) {
  const { rows, status } = await readRows(site, ask);
  const { words, now, person } = ask;
  const jobs = await site.store.countOutbox();
  const count = (state: string): number =>
    rows.filter(({ peer }) => stateOf(peer, now) === state).length;
  const shown = [
    { name: words.ok, value: count('ok') },
    { name: words.late, value: count('late') },
    { name: words.error, value: count('error'), alarm: true },
    { name: words.neverState, value: count('never') },
  ];
  const own = [
    { name: words.quarantine, value: status.quarantined, alarm: true },
    { name: words.conflicts, value: status.conflicts, alarm: true },
    { name: words.jobs, value: jobs.waiting },
    { name: words.failedJobs, value: jobs.failed, alarm: true },
  ];
  const restoring = status.settled ? NOTHING : html`<p class="fault">${words.restoring}</p>`;
  return html`${restoring}${figures(person.role === 'branch' ? shown : [...shown, ...own])}
    ${peerTable(rows, ask)}
    <p class="note">${words.upperBound}</p>`;
}
