import type { BranchProfileRecord, BranchRecord, LiaisonRecord } from '@lianxue/schema/gen/wire.ts';
import { declare, everyone } from '../declare.ts';
import { exchanges, identityFaults, tokensOf } from './rules.ts';
import { branches, branchProfiles, liaisons } from './tables.ts';

/** Everybody must know every branch: its keys prove what it wrote, through hub and relays. */
export const branch = declare<BranchRecord>({
  name: 'Branch',
  owner: 'hub',
  lane: 'control',
  way: 'down',
  version: 1,
  table: branches,
  audience: everyone,
  check: identityFaults,
  grants: (body) => ({
    site: body.code,
    parent: body.parent,
    tokens: tokensOf(body),
    keys: body.keys,
    active: exchanges(body.state),
  }),
});

export const branchProfile = declare<BranchProfileRecord>({
  name: 'BranchProfile',
  owner: 'branch',
  lane: 'control',
  way: 'up',
  version: 1,
  table: branchProfiles,
});

/** The network's directory of officers; it names offices, never private numbers. */
export const liaison = declare<LiaisonRecord>({
  name: 'Liaison',
  owner: 'branch',
  lane: 'control',
  way: 'both',
  version: 1,
  table: liaisons,
  audience: everyone,
});
