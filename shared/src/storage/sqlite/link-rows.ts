import { asc } from 'drizzle-orm';
import type { Lane } from '../../replication/model.ts';
import type {
  Contact,
  Cursor,
  Peer,
  Receipt,
  Verification,
  VerificationKey,
} from '../../replication/store.ts';
import {
  syncContact,
  syncCursor,
  syncMeta,
  syncPeer,
  syncReceipt,
  syncVerification,
} from './engine-tables.ts';
import type { SqliteDatabase } from './open.ts';
import { prepareGet, prepareUpsert } from './prepare.ts';

/** What this site knows of its peers and how far each exchange has come. */
export interface LinkRows {
  cursor(peer: string, lane: Lane): Cursor | undefined;
  putCursor(cursor: Cursor): void;
  receipt(peer: string, lane: Lane): Receipt | undefined;
  putReceipt(receipt: Receipt): void;
  peer(site: string): Peer | undefined;
  peers(): Peer[];
  putPeer(peer: Peer): void;
  contact(peer: string): Contact | undefined;
  putContact(contact: Contact): void;
  meta(key: string): string | undefined;
  putMeta(key: string, value: string): void;
  verification(of: VerificationKey): Verification | undefined;
  putVerification(verification: Verification): void;
}

export function prepareLinkRows(db: SqliteDatabase): LinkRows {
  const cursor = prepareGet(db, syncCursor, ['peer', 'lane']);
  const putCursor = prepareUpsert(db, syncCursor, ['peer', 'lane']);
  const receipt = prepareGet(db, syncReceipt, ['peer', 'lane']);
  const putReceipt = prepareUpsert(db, syncReceipt, ['peer', 'lane']);
  const peer = prepareGet(db, syncPeer, ['site']);
  const peers = db.select().from(syncPeer).orderBy(asc(syncPeer.site)).prepare();
  const contact = prepareGet(db, syncContact, ['peer']);
  const meta = prepareGet(db, syncMeta, ['key']);
  const putMeta = prepareUpsert(db, syncMeta, ['key']);

  return {
    cursor(of, lane) {
      const row = cursor({ peer: of, lane });
      if (!row) return undefined;
      const { epoch, seq, ...rest } = row;
      return { ...rest, at: { epoch, seq } };
    },
    putCursor: ({ at, ...rest }) => putCursor({ ...rest, ...at }),
    receipt(of, lane) {
      const row = receipt({ peer: of, lane });
      if (!row) return undefined;
      const { epoch, seq, ...rest } = row;
      return { ...rest, received: { epoch, seq } };
    },
    putReceipt: ({ received, ...rest }) => putReceipt({ ...rest, ...received }),
    peer: (site) => peer({ site }),
    peers: () => peers.all(),
    putPeer: prepareUpsert(db, syncPeer, ['site']),
    contact: (of) => contact({ peer: of }),
    putContact: prepareUpsert(db, syncContact, ['peer']),
    meta: (key) => meta({ key })?.value,
    putMeta: (key, value) => putMeta({ key, value }),
    verification: prepareGet(db, syncVerification, ['peer', 'lane', 'way']),
    putVerification: prepareUpsert(db, syncVerification, ['peer', 'lane', 'way']),
  };
}
