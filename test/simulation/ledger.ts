import { keyOf } from '@lianxue/shared/replication/model.ts';
import type { Key, StoredRecord } from '@lianxue/shared/replication/model.ts';
import type { OwnWrite } from '@lianxue/shared/replication/store.ts';
import type { MemoryStore } from '@lianxue/shared/storage/memory/memory-store.ts';

/**
 * The checker's own account of every version ever committed, kept outside the
 * engine and in other terms: a version is known by its content hash, which an
 * adoption keeps, and by the hash of the version it was written upon.
 */
/** A site, as far as the account goes: its name and its disk. */
export interface Holder {
  readonly name: string;
  readonly disk: MemoryStore;
}

interface Written {
  key: string;
  owner: string;
  /** More than one only for tombstones: two time lines may end in the same one. */
  upon: Set<string>;
  lost: boolean;
}

export class Ledger {
  readonly written = new Map<string, Written>();
  private readonly erasures = new Set<string>();

  /** Notes a committed version of an own record. */
  note(record: OwnWrite, before: StoredRecord | undefined): void {
    const known = this.written.get(mark(record));
    const version = known ?? {
      key: keyOf(record),
      owner: record.owner,
      upon: new Set(),
      lost: false,
    };
    // An adoption writes a known version once more, and is no writing upon.
    if (before && (!known || record.op !== 'put')) version.upon.add(mark(before));
    this.written.set(mark(record), version);
    if (record.op === 'erase') this.erasures.add(mark(record));
  }

  /**
   * A disk was put back in time: what no site holds any more, nor anything
   * written upon it, is lost for good and may stay lost.
   */
  writeOff(sites: readonly Holder[]): void {
    const held = this.heldAt(sites);
    for (const [name, version] of this.written) if (!held.has(name)) version.lost = true;
  }

  /** Whether a restore once took every copy of this version; a second old backup may bring it back. */
  wasLost(record: StoredRecord): boolean {
    return this.written.get(mark(record))?.lost ?? false;
  }

  /** Whether something was written upon this version that a restore took every copy of. */
  wasTurnedBack(record: StoredRecord): boolean {
    const key = keyOf(record);
    const later = new Set([mark(record)]);
    // Versions are noted in the order of writing, so one pass finds all that follow.
    for (const [name, version] of this.written) {
      if (version.key !== key || ![...version.upon].some((earlier) => later.has(earlier))) continue;
      if (version.lost) return true;
      later.add(name);
    }
    return false;
  }

  /** Versions that some site should have at its owner's, but does not: every one is a loss. */
  missing(sites: readonly Holder[]): string[] {
    const missing: string[] = [];
    for (const site of sites) {
      const held = this.heldAt([site]);
      const erased = new Set<string>();
      for (const name of this.erasures)
        if (held.has(name)) erased.add(this.written.get(name)?.key ?? '');
      for (const [name, version] of this.written) {
        if (version.owner !== site.name || version.lost || held.has(name)) continue;
        // An erasure is meant to end every other time line of the record too.
        if (erased.has(version.key)) continue;
        missing.push(`${version.key} of ${version.owner}: a version is lost (${name})`);
      }
    }
    return missing;
  }

  private heldAt(sites: readonly Holder[]): Set<string> {
    const held = new Set<string>();
    const hold = (name: string): void => {
      if (held.has(name)) return;
      held.add(name);
      for (const earlier of this.written.get(name)?.upon ?? []) hold(earlier);
    };
    for (const site of sites) {
      for (const record of allRecords(site)) if (record.op !== 'gone') hold(mark(record));
      const { conflicts, held: kept } = site.disk.snapshot();
      for (const conflict of conflicts.values()) hold(mark(conflict.theirs));
      for (const item of kept.values()) hold(mark(item.entry));
    }
    return held;
  }
}

const mark = (record: Key & { owner: string; hash: string }): string =>
  `${keyOf(record)}#${record.owner}#${record.hash}`;

export function* allRecords(site: Holder): Generator<StoredRecord> {
  for (const table of site.disk.snapshot().tables.values()) yield* table.from('');
}
