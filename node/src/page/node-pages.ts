import { listCourses } from '@lianxue/shared/domains/catalog/queries.ts';
import { listEnrolments, listLearners } from '@lianxue/shared/domains/enrollment/queries.ts';
import { listLearningRecords } from '@lianxue/shared/domains/learning/queries.ts';
import type { AppOptions } from '@lianxue/shared/server/app.ts';
import { html, NOTHING } from '@lianxue/shared/server/page/html.ts';
import { lagOf } from '@lianxue/shared/server/page/lag.ts';
import { registerPages } from '@lianxue/shared/server/page/page-routes.ts';
import type { PageRequest } from '@lianxue/shared/server/page/page-routes.ts';
import { figures, laneTable, peerTable } from '@lianxue/shared/server/page/peer-table.ts';
import type { PeerRow } from '@lianxue/shared/server/page/peer-table.ts';
import { attend, attentionPage } from '@lianxue/shared/server/page/attention-page.ts';
import { tracePage } from '@lianxue/shared/server/page/trace-page.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';

/** A node's pages for its staff: its link to the hub, and what it holds. */
export function nodePages(site: OpenSite): AppOptions['routes'] {
  return (app, cookies) =>
    registerPages(app, {
      site,
      cookies,
      pages: {
        title: (words) => `${words.node} ${site.name}`,
        roles: ['staff'],
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
            still: { roles: ['staff'], act: (form) => attend(site, form) },
          },
          {
            path: '/trace',
            name: (words) => words.trace,
            content: (ask) => tracePage(site.engine, ask),
            still: { roles: ['staff'] },
          },
        ],
      },
    });
}

async function readRows(site: OpenSite, { now, words }: PageRequest) {
  const status = await site.engine.status();
  const rows: PeerRow[] = [];
  for (const peer of status.peers)
    rows.push({ name: words.upstream, peer, lag: await lagOf(site.store, peer, now) });
  return { rows, status };
}

async function overview(site: OpenSite, ask: PageRequest) {
  const { rows, status } = await readRows(site, ask);
  const { words, now } = ask;
  const { db, store } = site;
  const jobs = await store.countOutbox();
  const page = { first: 1, asOf: now };
  const all = { sight: null };
  const shown = [
    { name: words.courses, value: listCourses(db, all, page).totalCount },
    { name: words.learners, value: listLearners(db, all, page).totalCount },
    { name: words.enrolments, value: listEnrolments(db, all, page).totalCount },
    { name: words.records, value: listLearningRecords(db, all, page).totalCount },
    { name: words.quarantine, value: status.quarantined, alarm: true },
    { name: words.conflicts, value: status.conflicts, alarm: true },
    { name: words.jobs, value: jobs.waiting },
    { name: words.failedJobs, value: jobs.failed, alarm: true },
  ];
  const restoring = status.settled ? NOTHING : html`<p class="fault">${words.restoring}</p>`;
  return html`${restoring}${figures(shown)}${peerTable(rows, ask)}`;
}
