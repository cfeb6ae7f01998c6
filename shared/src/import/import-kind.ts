import type { Fault, Key } from '../replication/model.ts';
import type { Work } from '../replication/work.ts';
import type { Cells } from './cells.ts';

/** The declaration of what can be imported: one file per kind says which columns it has and what a row becomes. */

export interface Column {
  field: string;
  /** Words that may head it, in either language; lower case, with `_` for spaces. */
  names: readonly string[];
  required?: true;
}

/** A record that a row asks for. */
export interface Put {
  key: Key;
  /** What the file says. It replaces what is stored. */
  stated: object;
  /** What a new record has where the file says nothing. It replaces nothing. */
  defaults: object;
  /** Only makes a record that is missing; one that is there is left as it is. */
  onlyNew?: true;
  /** What forbids this change of a record, beyond the contract. */
  changeFaults?: (before: object, after: object) => Fault[];
}

/** What a row comes to, given what is stored. */
export type Decision =
  | { puts: readonly Put[]; /** Where the kind finds its school in the store. */ school?: string }
  | { faults: readonly Fault[] };

export interface RowPlan {
  /** What the row is about: a second row about the same is a duplicate or a contradiction. */
  subject: string;
  /** Records it reads or writes; all rows of a batch are read at once. */
  reads: readonly Key[];
  decide(work: Work): Promise<Decision>;
}

/** The site that imports, as far as a row needs to know. */
export interface Importer {
  site: string;
  /** The pseudonymous network id of a person whom this site knows by `user`. */
  learnerId: (user: string) => string;
}

export interface ImportKind {
  name: string;
  /** True for what only a branch may own. */
  branchOnly: boolean;
  /** Where the school of a row stands, by which rows are given to sites: in its own column, or with the course it names in the store. */
  school: 'column' | 'store' | null;
  columns: readonly Column[];
  /** Reads a row; what it cannot read is in `cells.faults`, and the plan is then not used. */
  plan(cells: Cells, importer: Importer): RowPlan;
}
