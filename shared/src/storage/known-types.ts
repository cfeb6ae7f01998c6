import { CodedError } from '../base/errors.ts';
import type { Lane } from '../replication/model.ts';
import type { Step } from '../replication/store.ts';

/** What a store knows of a record type. */
export interface KnownType {
  name: string;
  lane: Lane;
}

/** Throws UNKNOWN_TYPE or WRONG_LANE for a step on records that the store has no place for, before anything is written. */
export function checkSteps(lanes: ReadonlyMap<string, Lane>, steps: readonly Step[]): void {
  for (const step of steps) {
    if (step.do !== 'write' && step.do !== 'replicate' && step.do !== 'touch') continue;
    const type = step.do === 'touch' ? step.key.type : step.record.type;
    const lane = lanes.get(type);
    if (lane === undefined) throw new CodedError('UNKNOWN_TYPE', { detail: type });
    if (lane !== step.lane) throw new CodedError('WRONG_LANE', { detail: `${type}: ${step.lane}` });
  }
}
