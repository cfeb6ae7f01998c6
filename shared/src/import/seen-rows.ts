import Database from 'better-sqlite3';
import { hash } from 'node:crypto';

/** What the file said about a subject before. */
interface Seen {
  line: number;
  digest: string;
}

/**
 * Remembers every row of one import, so that two rows about the same thing are
 * noticed however far apart they stand. It is kept in a temporary database,
 * which spills to disk: files have millions of rows.
 */
export interface SeenRows {
  find(subject: string): Seen | undefined;
  /** Of a subject named twice, the first line stays. */
  add(rows: readonly (Seen & { subject: string })[]): void;
  close(): void;
}

/** 128 bits of SHA-256 in base64url. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

export function openSeenRows(): SeenRows {
  // No name: a private file that the system removes when it is closed.
  const db = new Database('');
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec(
    'create table seen (subject text primary key, line integer not null, digest text not null) without rowid',
  );
  const find = db.prepare<[string], Seen>('select line, digest from seen where subject = ?');
  const put = db.prepare<[string, number, string]>('insert or ignore into seen values (?, ?, ?)');
  const add = db.transaction((rows: readonly (Seen & { subject: string })[]) => {
    for (const { subject, line, digest } of rows) put.run(digestOf(subject), line, digest);
  });
  return {
    find: (subject) => find.get(digestOf(subject)),
    add: (rows) => add(rows),
    close: () => db.close(),
  };
}
