import { NODE_ROLES } from '@lianxue/shared/server/accounts/roles.ts';
import type { Policy } from '@lianxue/shared/server/policy.ts';
import { syncPolicy } from '@lianxue/shared/server/sync-api.ts';

/** Who may use each root field of a node. A learner sees and writes what is about himself only. */
export const nodePolicy: Policy = {
  'Query.me': 'anyone',
  'Mutation.login': 'anyone',
  'Mutation.logout': 'anyone',

  'Query.courses': NODE_ROLES,
  'Query.course': NODE_ROLES,
  'Query.courseSupplements': NODE_ROLES,
  'Mutation.supplementCourse': ['staff'],

  'Query.offerings': NODE_ROLES,
  'Query.offering': NODE_ROLES,
  'Query.seatLeases': ['staff'],
  'Query.enrolments': NODE_ROLES,
  'Query.learner': NODE_ROLES,
  'Query.learners': ['staff'],
  'Mutation.registerLearner': ['staff'],
  'Mutation.enrol': NODE_ROLES,
  'Mutation.cancelEnrolment': NODE_ROLES,

  'Query.learningRecords': NODE_ROLES,
  'Mutation.recordLearning': NODE_ROLES,

  'Query.branches': NODE_ROLES,
  'Query.branch': NODE_ROLES,
  'Mutation.saveProfile': ['staff'],
  'Mutation.nominateLiaison': ['staff'],

  'Query.auditEntries': ['staff'],

  'Query.syncStatus': ['staff'],
  'Query.recordTraces': ['staff'],
  'Query.conflicts': ['staff'],
  'Query.quarantine': ['staff'],
  'Query.announcements': NODE_ROLES,
  'Mutation.settleConflict': ['staff'],
  'Mutation.replayQuarantine': ['staff'],

  ...syncPolicy,
};
