/**
 * What people are on a server. Hub: `office` the collaboration office, `academy`
 * the academic staff who publish, `auditor` who reads everything, `branch` a
 * branch's own people, who see what concerns it. Node: `staff`, `learner`.
 */
export const HUB_ROLES = ['office', 'academy', 'auditor', 'branch'] as const;
export const NODE_ROLES = ['staff', 'learner'] as const;

export type PersonRole = (typeof HUB_ROLES)[number] | (typeof NODE_ROLES)[number];

/** The word of the public schema for a role: it tells screens what to show, not what is allowed. */
export const publicRole = {
  office: 'admin',
  academy: 'staff',
  auditor: 'staff',
  branch: 'liaison',
  staff: 'staff',
  learner: 'learner',
} as const satisfies Record<PersonRole, string>;
