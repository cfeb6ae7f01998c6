import { HUB_ROLES } from '@lianxue/shared/server/accounts/roles.ts';
import type { Policy } from '@lianxue/shared/server/policy.ts';
import { syncPolicy } from '@lianxue/shared/server/sync-api.ts';

/** Who may use each root field of the hub. What of a list they see, its query decides. */
export const hubPolicy: Policy = {
  'Query.me': 'anyone',
  'Mutation.login': 'anyone',
  'Mutation.logout': 'anyone',

  'Query.courses': HUB_ROLES,
  'Query.course': HUB_ROLES,
  'Mutation.publishCourse': ['academy'],
  'Mutation.withdrawCourse': ['academy'],

  'Query.offerings': HUB_ROLES,
  'Query.offering': HUB_ROLES,
  'Query.seatLeases': HUB_ROLES,
  'Query.enrolments': HUB_ROLES,
  'Mutation.openOffering': ['academy'],
  'Mutation.leaseSeats': ['academy'],

  'Query.learningRecords': HUB_ROLES,

  'Query.branches': HUB_ROLES,
  'Query.branch': HUB_ROLES,
  'Mutation.saveBranch': ['office'],

  'Query.auditEntries': ['office', 'auditor'],

  'Query.syncStatus': HUB_ROLES,
  'Query.recordTraces': ['office', 'academy', 'auditor'],
  'Query.conflicts': ['office', 'auditor'],
  'Query.quarantine': ['office', 'auditor'],
  'Query.announcements': HUB_ROLES,
  'Mutation.settleConflict': ['office'],
  'Mutation.replayQuarantine': ['office'],
  'Mutation.endHold': ['office'],
  'Mutation.announce': ['office'],

  ...syncPolicy,
};
