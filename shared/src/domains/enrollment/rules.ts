import type {
  EnrolmentRecord,
  LeaseState,
  LearnerState,
  OfferingRecord,
  OfferingState,
} from '@lianxue/schema/gen/wire.ts';
import { createHash } from 'node:crypto';
import type { Fault } from '../../replication/model.ts';
import { fieldFault } from '../field-faults.ts';
import type { Transitions } from '../transitions.ts';

/** Life of an offering. Source: the network's teaching-management procedure; only its host moves it. */
export const offeringSteps: Transitions<OfferingState> = {
  planned: ['open', 'closed'],
  open: ['running', 'closed'],
  running: ['closed'],
  closed: ['running', 'settled'],
  settled: [],
};

/** Life of a lease. Source: the seat protocol; `released` is for ever, as its free seats went to others. */
export const leaseSteps: Transitions<LeaseState> = {
  offered: ['held', 'released'],
  held: ['released'],
  released: [],
};

/** Life of a learner at one branch. Source: the branch's register. */
export const learnerSteps: Transitions<LearnerState> = {
  active: ['transferred', 'inactive'],
  transferred: [],
  inactive: ['active'],
};

/** Audience tokens that may see an offering: nobody while it is planned. */
export const offeringReaders = (offering: Pick<OfferingRecord, 'audience' | 'state'>): string[] =>
  offering.state === 'planned' ? [] : offering.audience;

export const offeringFaults = (offering: Pick<OfferingRecord, 'opensAt' | 'closesAt'>): Fault[] =>
  offering.closesAt >= offering.opensAt
    ? []
    : [
        fieldFault('closesAt', {
          zh: '结束时间不能早于开始时间。',
          en: 'must not be before opensAt.',
        }),
      ];

/** A seat is named by lease and number together, and belongs to an offering. */
export function seatFaults(enrolment: EnrolmentRecord): Fault[] {
  const faults: Fault[] = [];
  if (Boolean(enrolment.leaseId) !== Boolean(enrolment.seat))
    faults.push(
      fieldFault('seat', { zh: '名额与席位号须同时填写。', en: 'goes together with leaseId.' }),
    );
  if (enrolment.leaseId && !enrolment.offeringId)
    faults.push(
      fieldFault('offeringId', {
        zh: '使用名额必须指明开班。',
        en: 'is required for a leased seat.',
      }),
    );
  return faults;
}

/** Id of the enrolment that fills seat `seat` of a lease: one record a seat, so that no seat is ever filled twice. */
export const seatEnrolmentId = (leaseId: string, seat: number): string => `${leaseId}.${seat}`;

/**
 * Id of an enrolment without a leased seat: from the learner and what is asked
 * for, so that a second import or a second click finds the first. 128 bits of
 * SHA-256, hexadecimal.
 */
export function enrolmentIdOf(
  request: Pick<EnrolmentRecord, 'learnerId' | 'offeringId' | 'courseId'>,
): string {
  const target = request.offeringId
    ? ['offering', request.offeringId]
    : ['course', request.courseId];
  const text = JSON.stringify(['enrolment', request.learnerId, ...target]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The id an enrolment record must have; the host refuses seats under another id. */
export const expectedEnrolmentId = (enrolment: EnrolmentRecord): string =>
  enrolment.leaseId && enrolment.seat
    ? seatEnrolmentId(enrolment.leaseId, enrolment.seat)
    : enrolmentIdOf(enrolment);
