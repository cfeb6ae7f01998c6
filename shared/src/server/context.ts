import type { Clock, Turn } from '../replication/ports.ts';
import type { Engine } from '../replication/engine.ts';
import type { SqliteDatabase } from '../storage/sqlite/open.ts';
import type { Audit } from './audit/audit.ts';
import type { Accounts, Person } from './accounts/accounts.ts';
import type { Log } from '../base/log.ts';

/** Who makes a request. */
export type Caller =
  | { kind: 'nobody'; address: string }
  | { kind: 'site'; site: string; address: string }
  | { kind: 'person'; person: Person; address: string };

/** Begins or ends the session of the browser that asks. */
export interface SessionCookie {
  set(token: string, expiresAt: number): void;
  /** Ends the session; false if there was none. */
  end(): boolean;
}

/** What a resolver gets: who asks, and this site's ports. */
export interface RequestContext {
  readonly caller: Caller;
  readonly site: string;
  readonly db: SqliteDatabase;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly cookie: SessionCookie;
  /** The turn of a site's request. */
  readonly turn: Turn;
}
