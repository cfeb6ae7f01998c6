import type {
  EnrolmentDecisionRecord,
  EnrolmentRecord,
  LearnerRecord,
  OfferingRecord,
  SeatLeaseRecord,
} from '@lianxue/schema/gen/wire.ts';
import { declare } from '../declare.ts';
import { DECIDE_JOB } from './jobs.ts';
import { offeringFaults, offeringReaders, seatFaults } from './rules.ts';
import { enrolmentDecisions, enrolments, learners, offerings, seatLeases } from './tables.ts';

export const learner = declare<LearnerRecord>({
  name: 'Learner',
  owner: 'branch',
  lane: 'workflow',
  way: 'up',
  version: 1,
  table: learners,
});

export const offering = declare<OfferingRecord>({
  name: 'Offering',
  owner: 'author',
  lane: 'workflow',
  way: 'both',
  version: 1,
  table: offerings,
  audience: offeringReaders,
  check: offeringFaults,
});

export const seatLease = declare<SeatLeaseRecord>({
  name: 'SeatLease',
  owner: 'author',
  lane: 'workflow',
  way: 'both',
  version: 1,
  table: seatLeases,
  audience: (body) => [`branch:${body.branch}`],
});

/** Goes up, and from there to the host that decides. */
export const enrolment = declare<EnrolmentRecord>({
  name: 'Enrolment',
  owner: 'branch',
  lane: 'workflow',
  way: 'both',
  version: 1,
  table: enrolments,
  audience: (body) => [`branch:${body.host}`],
  check: seatFaults,
  reacts: [DECIDE_JOB],
});

export const enrolmentDecision = declare<EnrolmentDecisionRecord>({
  name: 'EnrolmentDecision',
  owner: 'author',
  lane: 'workflow',
  way: 'both',
  version: 1,
  table: enrolmentDecisions,
  audience: (body) => [`branch:${body.homeBranch}`],
});
