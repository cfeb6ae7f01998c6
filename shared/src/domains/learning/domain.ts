import type { LearningRecordRecord } from '@lianxue/schema/gen/wire.ts';
import { declare } from '../declare.ts';
import { reversalFaults } from './rules.ts';
import { learningRecords } from './tables.ts';

/** Each row has one version for ever, so `latest` keeps all history that there is. */
export const learningRecord = declare<LearningRecordRecord>({
  name: 'LearningRecord',
  owner: 'branch',
  lane: 'bulk',
  way: 'up',
  version: 1,
  table: learningRecords,
  check: reversalFaults,
});
