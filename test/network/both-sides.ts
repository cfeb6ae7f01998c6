import { recordTables, recordTypes } from '@lianxue/shared/domains/index.ts';
import { tokensOf } from '@lianxue/shared/domains/membership/rules.ts';
import { keyOf } from '@lianxue/shared/replication/model.ts';
import type { StoredRecord } from '@lianxue/shared/replication/model.ts';
import { databaseFile } from '@lianxue/shared/server/site.ts';
import { openDatabase } from '@lianxue/shared/storage/sqlite/open.ts';
import { createSqliteStore } from '@lianxue/shared/storage/sqlite/sqlite-store.ts';
import type { BranchRecord } from '@lianxue/schema/gen/wire.ts';

/** Compares the databases of a stopped network record by record. */

export interface Contents {
  records: Map<string, StoredRecord>;
  quarantined: number;
  conflicts: number;
  jobs: number;
}

/** Everything in one site's data folder. */
export async function readAll(dir: string): Promise<Contents> {
  const db = openDatabase(databaseFile(dir), { readonly: true });
  try {
    const store = createSqliteStore({ db, tables: recordTables, types: recordTypes });
    const records = new Map<string, StoredRecord>();
    const types = recordTypes.map((type) => type.name);
    for (let page = await store.scan({ types, after: null, limit: 5_000 }); page.length > 0;) {
      for (const record of page) records.set(keyOf(record), record);
      const last = page.at(-1);
      if (!last) break;
      page = await store.scan({ types, after: { type: last.type, id: last.id }, limit: 5_000 });
    }
    return {
      records,
      quarantined: await store.countQuarantine(null),
      conflicts: (await store.conflicts({ state: null, after: '', limit: 10 })).length,
      jobs: (await store.countOutbox()).waiting + (await store.countOutbox()).failed,
    };
  } finally {
    db.$client.close();
  }
}

/** Each difference between the hub and a branch, in words; at most 20. */
export function differences(site: string, hub: Contents, branch: Contents): string[] {
  const found: string[] = [];
  const body = hub.records.get(`Branch/${site}`)?.body ?? 'null';
  const tokens = tokensOf(JSON.parse(body) as BranchRecord);
  const note = (text: string): void => void (found.length < 20 && found.push(text));
  for (const [key, record] of branch.records) {
    const other = hub.records.get(key);
    if (!other) note(`${key} is at ${site} only`);
    else if (!isSame(record, other)) note(`${key} differs`);
    if (record.op !== 'gone' && record.owner !== site && !sees(tokens, record))
      note(`${site} has ${key} without the right to`);
  }
  for (const [key, record] of hub.records) {
    const should = record.owner === site || (record.op === 'put' && sees(tokens, record));
    if (should && !branch.records.has(key)) note(`${key} is missing at ${site}`);
  }
  return found;
}

function sees(tokens: readonly string[], record: StoredRecord): boolean {
  const type = recordTypes.find((known) => known.name === record.type);
  if (record.op !== 'put' || !type?.audience) return false;
  const audience = type.audience(JSON.parse(record.body ?? 'null') as never);
  return audience.some((token) => tokens.includes(token));
}

const isSame = (a: StoredRecord, b: StoredRecord): boolean =>
  a.owner === b.owner && a.rev === b.rev && a.op === b.op && a.hash === b.hash && a.body === b.body;
