import type { StoredRecord } from '../../replication/model.ts';

/** The records of one type, by id and in the order of ids. */
export interface MemoryTable {
  get(id: string): StoredRecord | undefined;
  /** Undefined removes it, which only the undoing of a commit does. */
  set(id: string, record: StoredRecord | undefined): void;
  /** Records with an id after `after` ('' for all), in order, until the caller stops. */
  from(after: string): Generator<StoredRecord>;
  /** All of them, in no order. */
  all(): Iterable<StoredRecord>;
  copy(): MemoryTable;
}

export function createMemoryTable(rows = new Map<string, StoredRecord>()): MemoryTable {
  // Sorted only when paged through: writes are many and scans are few.
  let ids = [...rows.keys()];
  let sorted = false;
  let removed = false;

  function order(): string[] {
    if (removed) ids = [...rows.keys()];
    if (removed || !sorted) ids.sort(byCodeUnit);
    removed = false;
    sorted = true;
    return ids;
  }

  return {
    get: (id) => rows.get(id),
    set(id, record) {
      if (record === undefined) {
        rows.delete(id);
        removed = true;
        return;
      }
      if (!rows.has(id)) {
        sorted &&= ids.length === 0 || (ids.at(-1) as string) < id;
        ids.push(id);
      }
      rows.set(id, record);
    },
    *from(after) {
      const inOrder = order();
      for (let i = firstAfter(inOrder, after); i < inOrder.length; i++)
        yield rows.get(inOrder[i] as string) as StoredRecord;
    },
    all: () => rows.values(),
    copy: () => createMemoryTable(new Map(rows)),
  };
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function firstAfter(ids: readonly string[], after: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] as string) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
