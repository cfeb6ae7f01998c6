// Generated from the folders beside it; see docs/how-to/add-a-record-type.md.
import * as catalog from './catalog/domain.ts';
import * as enrollment from './enrollment/domain.ts';
import * as learning from './learning/domain.ts';
import * as membership from './membership/domain.ts';
import * as network from './network/domain.ts';
import type { DeclaredType } from './declare.ts';
import type { RecordTable } from '../storage/kit.ts';

/** Every record type that replicates; a domain's `domain.ts` exports nothing but its declared types. */
export const recordTypes: readonly DeclaredType[] = [
  catalog,
  enrollment,
  learning,
  membership,
  network,
].flatMap((domain) => Object.values<DeclaredType>(domain));

/** The table of each. */
export const recordTables: readonly RecordTable[] = recordTypes.map((type) => type.table);
