import type { BranchRecord, BranchState, LiaisonState } from '@lianxue/schema/gen/wire.ts';
import type { Fault } from '../../replication/model.ts';
import { fieldFault } from '../field-faults.ts';
import type { Transitions } from '../transitions.ts';

/** Steps of membership. Source: the network's own admission procedure (application, vetting, trial, member). */
export const branchSteps: Transitions<BranchState> = {
  applied: ['vetted', 'retired'],
  vetted: ['trial', 'retired'],
  trial: ['active', 'suspended', 'retired'],
  active: ['suspended', 'retired'],
  suspended: ['trial', 'active', 'retired'],
  retired: [],
};

/** Steps of an officer's duty. Source: the branch names, the duty period ends it. */
export const liaisonSteps: Transitions<LiaisonState> = {
  nominated: ['confirmed', 'expired'],
  confirmed: ['expired'],
  expired: [],
};

/** Whether a branch in this state may exchange records. */
export const exchanges = (state: BranchState): boolean => state === 'trial' || state === 'active';

/**
 * The audience tokens a branch holds: everyone's, its own, its level's, and one
 * for each region that contains it. GB/T 2260 codes nest by two digits: 330100
 * 杭州 lies in 33 浙江. Trailing zeros say "the whole of", so 330000 is 33.
 */
export function tokensOf(branch: Pick<BranchRecord, 'code' | 'level' | 'region'>): string[] {
  const region = branch.region.replace(/(00)+$/, '');
  const regions = [2, 4, 6]
    .filter((digits) => digits <= region.length)
    .map((digits) => `region:${region.slice(0, digits)}`);
  return ['*', `branch:${branch.code}`, `level:${branch.level}`, ...regions];
}

/** The name of the network's root site, which no branch may take. */
export const ROOT = 'hub';

/** Faults of a branch's place in the tree. */
export function identityFaults(branch: Pick<BranchRecord, 'code' | 'parent'>): Fault[] {
  const faults: Fault[] = [];
  if (branch.code === ROOT)
    faults.push(
      fieldFault('code', { zh: 'hub 是总院的站点名。', en: 'is the hub’s own site name.' }),
    );
  if (branch.code === branch.parent)
    faults.push(
      fieldFault('parent', { zh: '上级不能是自己。', en: 'must not be the branch itself.' }),
    );
  return faults;
}
