import t from 'tap';
import type { Test } from 'tap';
import { recordTypes } from '@lianxue/shared/domains/index.ts';
import { everyone } from '@lianxue/shared/domains/declare.ts';
import type { DeclaredType } from '@lianxue/shared/domains/declare.ts';
import { takeIn } from '@lianxue/shared/replication/intake.ts';
import { columnName } from '@lianxue/shared/storage/kit.ts';
import { audienceFields, inputOf, sampleOf, wrongValue } from './samples.ts';
import { SmallNetwork } from './small-network.ts';
import type { SiteName } from './small-network.ts';

/**
 * What every declared record type must do, found out from its declaration and
 * its SDL. A new type is tested here without a line being added.
 */

// `--test-arg=Base` or the like: only that type.
const only = process.argv[2];
const tested = recordTypes.filter((type) => only === undefined || type.name === only);

/** Who writes a type here, and who is first to take it in. */
const routeOf = (type: DeclaredType): { author: SiteName; reader: SiteName } =>
  type.owner === 'branch' ? { author: 'zj', reader: 'hub' } : { author: 'hub', reader: 'hb' };

/** The branch that a right is given to and taken from. */
const WATCHER = 'hb';

/** Bodies of a type that defines sites must not redefine those of the test. */
const sitesFor = (type: DeclaredType): string[] => (type.grants ? ['sn', 'qh'] : [WATCHER, 'sn']);

const seenByWatcher = (type: DeclaredType, body: object): boolean =>
  (type.audience?.(body as never) ?? []).some((token) =>
    ['*', `branch:${WATCHER}`].includes(token),
  );

interface Case {
  t: Test;
  type: DeclaredType;
  network: SmallNetwork;
  author: SiteName;
  reader: SiteName;
  /** A body that the reader gets to see. */
  sample: () => Record<string, unknown>;
}

async function roundTrip({ t, type, network, author, reader, sample }: Case): Promise<void> {
  const key = { type: type.name, id: 'round' };
  const body = { ...sample(), 'later 以后的字段': { deep: [1, '样例', 0.1, null] } };
  await network.put(author, key, body);
  await network.settle();
  const sent = await network.record(author, key);
  const got = await network.record(reader, key);
  t.equal(got?.body, JSON.stringify(body), 'arrives byte for byte, unknown field and all');
  t.match(got, { owner: author, op: 'put', version: 1, rev: sent?.rev, hash: sent?.hash });
  t.equal(got?.via, author);
}

async function secondDelivery({ t, type, network, author, reader, sample }: Case): Promise<void> {
  const key = { type: type.name, id: 'again' };
  await network.put(author, key, sample());
  await network.settle();
  const before = await network.record(reader, key);
  const batch = network.delivered.get(reader);
  const peer = await network.store(reader).peer(author);
  if (!batch || !peer) throw new Error('nothing was delivered');
  const source = { peer, owners: reader === 'hub' ? [author] : null };
  const intake = await takeIn(network.engine(reader).site, source, batch);
  t.ok(batch.entries.includes('"again"'), 'the batch is the one with the record');
  t.match(intake, { applied: { length: 0 }, refused: 0 });
  t.same(await network.record(reader, key), before, 'a second delivery changes nothing');
}

async function removal({ t, type, network, author, reader, sample }: Case): Promise<void> {
  for (const op of ['del', 'erase'] as const) {
    const key = { type: type.name, id: `gone-${op}` };
    await network.put(author, key, sample());
    await network.settle();
    t.equal((await network.record(reader, key))?.op, 'put');
    await network.remove(author, key, op);
    await network.settle();
    for (const site of [author, reader])
      t.match(await network.record(site, key), { op, body: null, version: 2 }, `${op} at ${site}`);
    const { rows } = await network.store(reader).feed(type.lane, 0, 10_000);
    const bodies = rows.filter((row) => row.id === key.id && row.record?.body);
    t.same(bodies, [], `no body of it is left in the log after ${op}`);
  }
}

/** A body that the watcher must not see: naming another branch where it can name any, else any such body. */
function hiddenFrom(type: DeclaredType, shown: object | undefined): object | undefined {
  const fields = audienceFields(type);
  if (shown && fields.length > 0)
    return { ...shown, ...Object.fromEntries(fields.map((field) => [field, ['branch:sn']])) };
  return sampleOf(type, sitesFor(type), (body) => !seenByWatcher(type, body));
}

async function audience({ t, type, network, author }: Case): Promise<void> {
  const key = { type: type.name, id: 'audience' };
  const sites = sitesFor(type);
  const shown = sampleOf(type, sites, (body) => seenByWatcher(type, body));
  const hidden = hiddenFrom(type, shown);
  if (!type.audience || type.way === 'up') {
    if (author === WATCHER) return;
    await network.put(author, key, shown ?? hidden ?? {});
    await network.settle();
    t.equal(await network.record(WATCHER, key), undefined, 'no other branch gets it');
    return;
  }
  if (!shown) throw new Error(`no body of ${type.name} lets ${WATCHER} see it`);
  await network.put(author, key, shown);
  await network.settle();
  t.equal((await network.record(WATCHER, key))?.op, 'put', 'the branch named sees it');
  if (!hidden) {
    t.equal(type.audience, everyone, 'only a type that says so is open to everybody');
    return;
  }
  await network.put(author, key, hidden);
  await network.settle();
  t.match(await network.record(WATCHER, key), { op: 'gone', body: null }, 'and loses it again');
  await network.put(author, { ...key, id: 'never' }, hidden);
  await network.settle();
  t.equal(await network.record(WATCHER, { ...key, id: 'never' }), undefined);
}

async function badFields({ t, type, network, author, reader, sample }: Case): Promise<void> {
  const fields = Object.values(inputOf(type).getFields());
  const good = ['good-first', 'good-last'];
  // What decides the audience stays as it is, or a broken record would not be sent to the reader at all.
  const decides = fields.filter((field) => {
    try {
      return !seenByWatcher(type, { ...sample(), [field.name]: wrongValue(field) });
    } catch {
      return true;
    }
  });
  const sent = reader === 'hub' ? fields : fields.filter((field) => !decides.includes(field));
  await network.put(author, { type: type.name, id: 'good-first' }, sample());
  for (const field of sent) {
    const body = { ...sample(), [field.name]: wrongValue(field) };
    t.match(
      type.validate(body),
      [{ field: new RegExp(`^${field.name}`) }],
      `${field.name} is told`,
    );
    await network
      .putCarelessly(author, { type: type.name, id: `bad-${field.name}` }, body)
      .catch(() => t.pass(`${field.name} cannot even be written`));
  }
  await network.put(author, { type: type.name, id: 'good-last' }, sample());
  await network.settle();
  for (const id of good)
    t.equal((await network.record(reader, { type: type.name, id }))?.op, 'put', `${id} went on`);
  const query = { type: type.name, state: 'open' as const, limit: 1000 };
  const quarantined = await network.store(reader).quarantine(query);
  for (const field of sent) {
    const id = `bad-${field.name}`;
    if (!(await network.record(author, { type: type.name, id }))) continue;
    const item = quarantined.find((entry) => entry.id === id);
    const [fault] = item?.faults ?? [];
    t.match(fault, { code: 'BAD_FIELD', field: new RegExp(`^${field.name}`) });
    t.match(fault?.zh, /\p{Script=Han}/u, 'said in Chinese');
    t.match(fault?.en, /^Field [^\p{Script=Han}]+\.$/u, 'said in English');
    t.ok(item?.raw.includes(id), 'the raw entry is kept');
    t.equal(await network.record(reader, { type: type.name, id }), undefined, 'and not applied');
  }
}

async function columns({ t, type, network, author, sample }: Case): Promise<void> {
  const id = 'columns';
  const body = sample();
  await network.put(author, { type: type.name, id }, body);
  await network.settle();
  const known = inputOf(type).getFields();
  for (const [field, kind] of Object.entries(type.table.fields)) {
    t.ok(known[field], `${field} is in the SDL`);
    const row = network.db.$client
      .prepare(`select ${columnName(field)} as value from ${type.table.name} where id = ?`)
      .get(id) as { value: unknown } | undefined;
    t.equal(
      row?.value,
      kind === 'boolean' ? Number(body[field]) : body[field],
      `column of ${field}`,
    );
  }
  t.equal(type.table.type, type.name);
}

for (const type of tested)
  t.test(type.name, async (t) => {
    const { author, reader } = routeOf(type);
    const network = await SmallNetwork.open();
    t.teardown(() => network.close());
    const sample = (): Record<string, unknown> => {
      const sites = sitesFor(type);
      const body = sampleOf(type, sites, (b) => reader === 'hub' || seenByWatcher(type, b));
      if (!body) throw new Error(`the SDL gives no acceptable body of ${type.name}`);
      return body;
    };
    const common = { type, network, author, reader, sample };
    const steps = { roundTrip, secondDelivery, removal, audience, badFields, columns };
    for (const [name, step] of Object.entries(steps))
      await t.test(name, (t) => step({ ...common, t }));
  });

t.test('every type is declared once, and has a table of its own', async (t) => {
  const names = recordTypes.map((type) => type.name);
  t.same(names, [...new Set(names)]);
  const tables = recordTypes.map((type) => type.table.name);
  t.same(tables, [...new Set(tables)]);
  t.ok(tested.length > 0, 'something was tested');
});
