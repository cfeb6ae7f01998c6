import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createCrypto } from '@lianxue/shared/base/crypto.ts';
import { createKeyFile } from '@lianxue/shared/base/keys.ts';
import { verifyAuditFile, writeAuditFile } from '@lianxue/shared/server/audit/audit-file.ts';
import type { AuditRow } from '@lianxue/shared/server/audit/chain.ts';
import { createClient } from '../support/client.ts';
import { startNetwork } from '../support/network.ts';
import { sendAs } from '../support/raw-sync.ts';
import { PASSWORD } from '../support/site-process.ts';
import type { SiteProcess } from '../support/site-process.ts';

const rowsOf = ({ site }: SiteProcess): AuditRow[] => [...site.audit.rows(0)];
const ANNOUNCE = `mutation ($title: String!) {
  announce(input: {title: $title, text: "正文", importance: normal, audience: ["*"]}) { id }
}`;

t.test('what people do and what is refused is written, with the change itself', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const office = await hub.as('office');
  const academy = await hub.as('academy');
  const { announce } = await office.ask(ANNOUNCE, { title: '通知' });
  await academy.send(ANNOUNCE, { title: '越权' });
  await createClient(hub.url).login('office', 'wrong wrong wrong');
  await createClient(hub.url).login('my own password', 'wrong wrong wrong');
  await office.send(ANNOUNCE, { title: '' });
  const told = rowsOf(hub).map(({ actorKind, actor, role, action, subject, result }) =>
    [actorKind, actor, role, action, subject, result].join('|'),
  );
  const has = (line: string) => t.ok(told.includes(line), line);
  has('nobody|||Mutation.login|account/office|ok');
  has(`person|office|office|Mutation.announce|Announcement/${announce.id}|ok`);
  has('person|academy|academy|Mutation.announce||FORBIDDEN');
  has('nobody|||Mutation.login|account/office|UNAUTHENTICATED');
  has('nobody|||Mutation.login|account/unknown|UNAUTHENTICATED');
  has('person|office|office|Mutation.announce||BAD_INPUT');
  t.notOk(told.join('\n').includes('my own password'), 'nothing that may be a password');
  t.ok(
    rowsOf(hub).every(
      ({ address, action }) => address === '127.0.0.1' || action.startsWith('command'),
    ),
    'from where',
  );
  const forged = await sendAs(hub, network.node('zj'), { signer: hub });
  t.equal(forged.status, 401);
  t.equal(rowsOf(hub).at(-1)?.action, 'POST /graphql', 'a forged token is an attempt');
  t.equal(rowsOf(hub).at(-1)?.result, 'UNAUTHENTICATED');
  const keys = [hub.publicKey];
  t.equal(hub.site.audit.verify(keys).fault, null);
  t.equal(
    hub.site.audit.verify([network.node('zj').publicKey]).fault?.seq,
    1,
    'signed by the site',
  );

  const auditor = await hub.as('auditor');
  const QUERY = `query ($f: AuditFilter, $n: Int, $a: String) {
    auditEntries(filter: $f, first: $n, after: $a) {
      totalCount nodes { seq action result } pageInfo { hasNextPage endCursor } } }`;
  const failed = (await auditor.ask(QUERY, { f: { failed: true, actor: 'academy' } }))[
    'auditEntries'
  ];
  t.same(
    failed.nodes.map((node: AuditRow) => node.result),
    ['FORBIDDEN'],
  );
  const seen: number[] = [];
  for (let a: string | null = null; ;) {
    const page: Record<string, any> = (
      await auditor.ask(QUERY, { n: 3, a, f: { until: Date.now() } })
    )['auditEntries'];
    seen.push(...page.nodes.map((node: AuditRow) => node.seq));
    a = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  t.same(
    seen,
    [...seen].sort((a, b) => b - a),
    'newest first, none twice',
  );
  t.equal(new Set(seen).size, seen.length);
  t.equal((await academy.send(QUERY)).errors[0]?.extensions['code'], 'FORBIDDEN');
});

t.test('neither the change nor its row can be there alone', async (t) => {
  const network = await startNetwork({ branches: [] });
  t.teardown(() => network.stop());
  const { site } = network.hub;
  const actor = { actorKind: 'system', actor: 'test', role: '', address: '' } as const;
  const before = [...site.audit.rows(0)].length;
  await t.rejects(
    site.audit.action({ ...actor, action: 'broken' }, () =>
      site.audit.transaction(() => {
        site.db.$client.exec(`insert into sync_meta (key, value) values ('planted', '1')`);
        throw new Error('halfway');
      }),
    ),
  );
  const planted = site.db.$client
    .prepare(`select value from sync_meta where key = 'planted'`)
    .all();
  t.same(planted, [], 'the change is undone');
  const rows = [...site.audit.rows(0)].slice(before);
  t.same(
    rows.map(({ action, result }) => [action, result]),
    [['broken', 'INTERNAL']],
  );

  // The row cannot be written: then the change is not made either.
  site.db.$client.exec(`create trigger deaf before insert on audit_entry
    begin select raise(abort, 'no room'); end`);
  const put = site.audit.action({ ...actor, action: 'put' }, () =>
    site.engine.transact((work) =>
      work.put(
        { type: 'Announcement', id: 'a1' },
        {
          title: '一',
          text: '二',
          importance: 'normal',
          audience: ['*'],
          state: 'published',
          publishedAt: 1,
        },
      ),
    ),
  );
  await t.rejects(put, /no room/);
  t.equal(await site.store.record({ type: 'Announcement', id: 'a1' }), undefined);
  site.db.$client.exec('drop trigger deaf');
});

t.test('it is only added to, and a pruned one still verifies', async (t) => {
  const network = await startNetwork({ branches: [] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const { site } = hub;
  const actor = { actorKind: 'system', actor: 'test', role: '', address: '' } as const;
  for (let i = 0; i < 30; i++) site.audit.record({ ...actor, action: `act ${i}`, result: 'ok' });
  const run = (text: string) => () => site.db.$client.exec(text);
  t.throws(run(`update audit_entry set actor = 'x' where seq = 3`), /only added to/);
  t.throws(run('delete from audit_entry where seq = 3'), /only added to/);
  const all = rowsOf(hub);
  const middle = all[10]!;
  const pruned = site.audit.prune(site.clock.now() + 1);
  t.equal(pruned, all.length);
  site.audit.record({ ...actor, action: 'after', result: 'ok' });
  t.equal(site.audit.verify([hub.publicKey]).fault, null);
  t.equal(site.audit.verify([hub.publicKey]).checked, 1);
  t.equal(rowsOf(hub)[0]?.prev, all.at(-1)?.hash, 'the chain goes on');
  t.throws(run(`update audit_anchor set hash = '${middle.hash}'`), /only added to/);

  for (let i = 0; i < 60; i++)
    site.audit.record({ ...actor, action: 'flood', result: 'FORBIDDEN' });
  const kept = rowsOf(hub).filter(({ action }) => action === 'flood');
  t.equal(kept.length, 20, 'a flood fills no disk');
  site.audit.flush();
  t.equal(rowsOf(hub).at(-1)?.detail, '{"more":40}', 'and is counted');
});

t.test('an exported file is checked without the site', async (t) => {
  const network = await startNetwork({ branches: [] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const { site } = hub;
  const actor = { actorKind: 'person', actor: '=cmd|calc', role: '', address: '' } as const;
  for (let i = 0; i < 5; i++) site.audit.record({ ...actor, action: `act ${i}`, result: 'ok' });
  const dir = t.testdir();
  const file = join(dir, 'audit.ndjson');
  const source = (rows: Iterable<AuditRow> = site.audit.rows(0)) => ({
    site: 'hub',
    keys: [hub.publicKey],
    anchor: null,
    rows,
    now: 1,
    crypto: site.crypto,
  });
  t.equal(writeAuditFile(source(), { file, format: 'ndjson' }), 5);
  t.equal(statSync(file).mode & 0o777, 0o600);
  const crypto = createCrypto({ privateKey: undefined as never });
  const check = async (change: (lines: string[]) => string[], keys: string[] = [hub.publicKey]) => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const changed = join(dir, 'changed.ndjson');
    writeFileSync(changed, change(lines).join('\n'));
    return (await verifyAuditFile(changed, { keys, crypto })).fault;
  };
  t.equal(await check((lines) => lines), null);
  const without = (n: number) => (lines: string[]) => lines.toSpliced(n, 1);
  t.match(await check(without(2)), { seq: 3, why: /2 is missing/ });
  t.match(await check(without(5)), { seq: 5, why: /signed end/ }, 'the newest cut off');
  t.match(await check((lines) => lines.slice(0, -1)), { why: /signed end/ });
  t.match(await check((lines) => lines.with(2, lines[2]!.replace('act 1', 'act 9'))), {
    seq: 2,
    why: /changed/,
  });
  t.match(await check((lines) => [lines[0]!, lines[2]!, lines[1]!, ...lines.slice(3)]), { seq: 2 });
  const stranger = createKeyFile(join(dir, 'other.key'));
  t.match(await check((lines) => lines, [stranger.publicKey]), { seq: 1, why: /signature/ });
  // Rewritten whole by somebody without the key: the chain fits, the signatures do not.
  const forged = join(dir, 'forged.ndjson');
  const other = { ...source(), crypto: createCrypto(stranger), keys: [hub.publicKey] };
  writeAuditFile(other, { file: forged, format: 'ndjson' });
  const verdict = await verifyAuditFile(forged, { keys: [hub.publicKey], crypto });
  t.match(verdict.fault, { why: /signed end/ });

  const csv = join(dir, 'audit.csv');
  writeAuditFile(source(), { file: csv, format: 'csv' });
  t.match(readFileSync(csv, 'utf8'), /,"'=cmd\|calc",/, 'no formula in a spreadsheet');
});

t.test('the command exports and verifies', async (t) => {
  const network = await startNetwork({ branches: [] });
  t.teardown(() => network.stop());
  const { hub } = network;
  await hub.as('office');
  await hub.stop();
  const file = join(t.testdir(), 'audit.ndjson');
  const main = join(import.meta.dirname, '../../hub/src/main.ts');
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [main, '--data-dir', hub.dataDir, 'audit', ...args], {
      encoding: 'utf8',
    });
  t.match(run('export', file), /: \d+ 条/);
  t.match(run('verify', file, '--key', hub.publicKey), /条无误/);
  t.match(run('verify'), /条无误/);
  t.match(readFileSync(file, 'utf8'), new RegExp(`"action":"Mutation.login"`));
  t.notOk(readFileSync(file, 'utf8').includes(PASSWORD));
  writeFileSync(file, readFileSync(file, 'utf8').replace('Mutation.login', 'Mutation.logout'));
  t.throws(() => run('verify', file), /AUDIT_BROKEN/);
});
