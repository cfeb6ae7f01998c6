import { recordTable } from '../../storage/kit.ts';

export const learners = recordTable({
  name: 'learners',
  type: 'Learner',
  fields: { homeBranch: 'text', category: 'text', state: 'text' },
  indexes: [['homeBranch']],
});

export const offerings = recordTable({
  name: 'offerings',
  type: 'Offering',
  fields: {
    courseId: 'text',
    host: 'text',
    title: 'text',
    year: 'integer',
    term: 'text',
    capacity: 'integer',
    state: 'text',
  },
  indexes: [['courseId'], ['host', 'state']],
});

export const seatLeases = recordTable({
  name: 'seat_leases',
  type: 'SeatLease',
  fields: {
    offeringId: 'text',
    host: 'text',
    branch: 'text',
    quota: 'integer',
    expiresAt: 'integer',
    state: 'text',
  },
  indexes: [['offeringId', 'branch']],
});

export const enrolments = recordTable({
  name: 'enrolments',
  type: 'Enrolment',
  fields: {
    learnerId: 'text',
    offeringId: 'text',
    courseId: 'text',
    host: 'text',
    homeBranch: 'text',
    desired: 'text',
    leaseId: 'text',
    seat: 'integer',
    requestedAt: 'integer',
  },
  indexes: [
    ['learnerId'],
    ['offeringId'],
    ['courseId'],
    ['homeBranch'],
    ['leaseId', 'seat'],
    ['requestedAt'],
  ],
});

export const enrolmentDecisions = recordTable({
  name: 'enrolment_decisions',
  type: 'EnrolmentDecision',
  fields: {
    learnerId: 'text',
    offeringId: 'text',
    homeBranch: 'text',
    state: 'text',
    reason: 'text',
    leaseId: 'text',
    decidedAt: 'integer',
  },
  indexes: [['offeringId', 'state'], ['leaseId']],
});
