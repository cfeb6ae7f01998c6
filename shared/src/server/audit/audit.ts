import { AsyncLocalStorage } from 'node:async_hooks';
import { asc, desc, gt, lte } from 'drizzle-orm';
import type { SigningCrypto } from '../../base/crypto.ts';
import { ERRORS, isCoded } from '../../base/errors.ts';
import type { Key } from '../../replication/model.ts';
import type { Clock } from '../../replication/ports.ts';
import type { SqliteDatabase } from '../../storage/sqlite/open.ts';
import { anchorText, BEGINNING, rowHash, rowText, verifyRows } from './chain.ts';
import type { Actor, AuditAnchor, AuditRow, Verdict } from './chain.ts';
import { createFlood } from './flood.ts';
import { auditAnchor, auditEntry } from './tables.ts';

/**
 * The audit log of one site: hash-chained, signed row by row, only ever added
 * to. What a person does is written in the same transaction as its effect, so
 * that neither can be there without the other.
 */

export interface Act extends Actor {
  action: string;
  subject?: string;
  detail?: Readonly<Record<string, unknown>>;
}

export interface Audit {
  /** Writes one row now. Refusals of one kind beyond twenty in ten minutes are only counted. */
  record(entry: Act & { result: string }): void;
  /**
   * Runs `work` as an action. Its row is written with the first transaction
   * that changes something, or after `work` if there was none; a failure gets a
   * row with its code. `refusals` writes the failures alone.
   */
  action<T>(act: Act, work: () => Promise<T> | T, only?: 'refusals'): Promise<T>;
  /** Names what the action under way concerns. */
  about(subject: string): void;
  /** Runs `change` in one transaction with the row of the action under way. */
  transaction<T>(change: () => T): T;
  /** Called by the store inside its own transactions: the row of the action under way goes with them. */
  join(keys: readonly Key[]): void;
  /** Takes out rows older than `before` (ms), leaving a signed anchor; answers how many. */
  prune(before: number): number;
  /** Checks every row that is kept against the chain and this site's keys. */
  verify(keys: readonly string[]): Verdict;
  rows(after: number): Iterable<AuditRow>;
  anchor(): AuditAnchor | null;
  /** Writes the counts of refusals that were not written one by one. */
  flush(): void;
}

interface Running {
  act: Act;
  subjects: string[];
  /** The row written for it, if any. */
  row: { seq: number; hash: string } | null;
  /** What it set going may work on in its name; that is not the action any more. */
  over: boolean;
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

/** Code under which a failure is written; what is not in the catalogue is INTERNAL, as for the caller. */
const resultOf = (error: unknown): string => (isCoded(error) ? error.code : 'INTERNAL');

/** Whether a machine's failure is one to be looked at: it comes again by itself after the others. */
const matters = (code: string): boolean =>
  code === 'INTERNAL' ||
  !(code in ERRORS) ||
  ERRORS[code as keyof typeof ERRORS].retry !== 'backoff';

export function createAudit(options: {
  db: SqliteDatabase;
  site: string;
  clock: Clock;
  crypto: Pick<SigningCrypto, 'sign' | 'verify'>;
}): Audit {
  const { db, site, clock, crypto } = options;
  const running = new AsyncLocalStorage<Running>();
  const flood = createFlood<Act & { result: string }>();
  forbidChanges(db);
  const insert = db.$client.transaction((entry: Act & { result: string }) => append(entry));

  /** Only inside a transaction: the end of the chain is read and written upon. */
  function append(entry: Act & { result: string }): { seq: number; hash: string } {
    const last = end();
    const content = {
      seq: last.seq + 1,
      at: clock.now(),
      actorKind: entry.actorKind,
      actor: cut(entry.actor, 200),
      role: cut(entry.role, 40),
      address: cut(entry.address, 64),
      action: cut(entry.action, 120),
      subject: cut(entry.subject ?? '', 500),
      result: cut(entry.result, 40),
      detail: entry.detail ? cut(JSON.stringify(entry.detail), 2_000) : '',
    };
    const hash = rowHash(last.hash, content);
    const sig = crypto.sign(rowText(site, hash));
    db.insert(auditEntry)
      .values({ ...content, prev: last.hash, hash, sig })
      .run();
    return { seq: content.seq, hash };
  }

  function end(): Pick<AuditAnchor, 'seq' | 'hash'> {
    const { seq, hash } = auditEntry;
    const row = db.select({ seq, hash }).from(auditEntry).orderBy(desc(seq)).limit(1).get();
    return row ?? anchor() ?? BEGINNING;
  }

  const anchor = (): AuditAnchor | null =>
    db.select().from(auditAnchor).orderBy(desc(auditAnchor.seq)).limit(1).get() ?? null;

  function record(entry: Act & { result: string }): void {
    const now = clock.now();
    settle(flood.drain(now));
    const kind = [entry.actorKind, entry.actor, entry.address, entry.action, entry.result];
    if (entry.result === 'ok' || flood.admit(JSON.stringify(kind), entry, now))
      insert.immediate(entry);
  }

  function settle(left: ReturnType<typeof flood.drain>): void {
    for (const { sample, count } of left)
      insert.immediate({ ...sample, subject: '', detail: { more: count } });
  }

  /** The row of an action as far as it got. */
  const entryOf = ({ act, subjects }: Running, result: string): Act & { result: string } => ({
    ...act,
    subject: [...new Set([...(act.subject ? [act.subject] : []), ...subjects])].join(' '),
    result,
  });

  /** False when the transaction that wrote the row came to nothing. */
  function stands({ row }: Running): boolean {
    if (!row) return false;
    const found = db.$client
      .prepare('select hash from audit_entry where seq = ?')
      .pluck()
      .get(row.seq);
    return found === row.hash;
  }

  function join(keys: readonly Key[]): void {
    const now = running.getStore();
    if (!now || now.row || now.over) return;
    now.subjects.push(...keys.slice(0, 8).map(({ type, id }) => `${type}/${id}`));
    if (keys.length > 8) now.subjects.push(`+${keys.length - 8}`);
    now.row = append(entryOf(now, 'ok'));
  }

  return {
    record,
    async action(act, work, only) {
      if (only) {
        try {
          return await work();
        } catch (error) {
          const result = resultOf(error);
          if (matters(result)) record({ ...act, result });
          throw error;
        }
      }
      const one: Running = { act, subjects: [], row: null, over: false };
      try {
        const answer = await running.run(one, async () => await work());
        if (!stands(one)) record(entryOf(one, 'ok'));
        return answer;
      } catch (error) {
        record(entryOf(one, resultOf(error)));
        throw error;
      } finally {
        one.over = true;
      }
    },
    about(subject) {
      running.getStore()?.subjects.push(subject);
    },
    transaction: (change) =>
      db.$client
        .transaction(() => {
          const answer = change();
          join([]);
          return answer;
        })
        .immediate(),
    join,
    prune(before) {
      return db.$client
        .transaction(() => {
          const { seq, hash, at } = auditEntry;
          const last = db
            .select({ seq, hash })
            .from(auditEntry)
            .where(lte(at, before))
            .orderBy(desc(seq))
            .limit(1)
            .get();
          if (!last) return 0;
          const unsigned = { ...last, at: clock.now() };
          const sig = crypto.sign(anchorText(site, unsigned));
          db.insert(auditAnchor)
            .values({ ...unsigned, sig })
            .run();
          return db.delete(auditEntry).where(lte(seq, last.seq)).run().changes;
        })
        .immediate();
    },
    verify(keys) {
      const verify = (text: string, sig: string): boolean => crypto.verify(keys, text, sig);
      const start = anchor();
      if (start && !verify(anchorText(site, start), start.sig))
        return {
          checked: 0,
          from: start.seq,
          to: start.seq,
          fault: { seq: start.seq, why: 'the anchor is not signed by the site' },
        };
      return verifyRows(read(start?.seq ?? 0), { site, start: start ?? BEGINNING, verify });
    },
    rows: read,
    anchor,
    flush: () => settle(flood.drain(clock.now(), true)),
  };

  /** In pages, so that a long log is never in memory whole. */
  function* read(after: number): Iterable<AuditRow> {
    for (let from = after; ;) {
      const page = db
        .select()
        .from(auditEntry)
        .where(gt(auditEntry.seq, from))
        .orderBy(asc(auditEntry.seq))
        .limit(1_000)
        .all() as AuditRow[];
      yield* page;
      const last = page.at(-1);
      if (!last) return;
      from = last.seq;
    }
  }
}

/**
 * The database itself refuses to change a row, and to delete one that no
 * anchor stands for. It keeps mistakes out, not who owns the file: against
 * that there are the signatures.
 */
function forbidChanges(db: SqliteDatabase): void {
  if (db.$client.readonly) return;
  db.$client.exec(`
    create trigger if not exists audit_entry_kept before update on audit_entry
      begin select raise(abort, 'the audit log is only added to'); end;
    create trigger if not exists audit_entry_held before delete on audit_entry
      when old.seq > (select coalesce(max(seq), 0) from audit_anchor)
      begin select raise(abort, 'the audit log is only added to'); end;
    create trigger if not exists audit_anchor_kept before update on audit_anchor
      begin select raise(abort, 'the audit log is only added to'); end;
    create trigger if not exists audit_anchor_held before delete on audit_anchor
      begin select raise(abort, 'the audit log is only added to'); end;
  `);
}
