import type { LearningRecordRecord } from '@lianxue/schema/gen/wire.ts';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { newId } from '@lianxue/shared/base/ids.ts';
import { findLearningRecord } from '@lianxue/shared/domains/learning/queries.ts';
import { appendFaults } from '@lianxue/shared/domains/learning/rules.ts';
import type { RequestContext } from '@lianxue/shared/server/context.ts';
import { learningQueries } from '@lianxue/shared/server/reads/learning.ts';
import { tidy } from '@lianxue/shared/server/revisions.ts';
import { assertLearner, onlyLearner } from '@lianxue/shared/server/sight.ts';
import type { MutationRecordLearningArgs } from './gen/resolvers.ts';

async function recordLearning(
  _: unknown,
  { input }: MutationRecordLearningArgs,
  context: RequestContext,
) {
  const { db, engine, site, clock } = context;
  assertLearner(context, input.learnerId);
  // A learner says what he did; sealing, correcting and taking back are for staff.
  if (onlyLearner(context) !== null && (input.kind ?? 'recorded') !== 'recorded')
    throw new CodedError('FORBIDDEN');
  const recordedAt = clock.now();
  const id = newId(recordedAt);
  const row: LearningRecordRecord = {
    flags: [],
    kind: 'recorded',
    ...tidy(input),
    branch: site,
    recordedAt,
  };
  await engine.transact(async (work) => {
    const learner = await work.body({ type: 'Learner', id: row.learnerId });
    if (!learner) throw new CodedError('NOT_FOUND', { detail: 'Learner.' });
    // Guards the row that is replaced, so that two corrections at once cannot both stand.
    if (row.replaces) await work.serialise('bulk');
    const replaced = row.replaces
      ? findLearningRecord(db, { id: row.replaces, sight: null })
      : undefined;
    const before = replaced ? { row: replaced, replacedBy: replaced.replacedBy } : null;
    const faults = appendFaults(row, before);
    if (faults.length > 0) throw new CodedError('BAD_INPUT', { faults });
    await work.put({ type: 'LearningRecord', id }, row);
  });
  return findLearningRecord(db, { id, sight: null });
}

export const learning = { Query: learningQueries, Mutation: { recordLearning } };
