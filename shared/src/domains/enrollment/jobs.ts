/** Job queued wherever an enrolment is written or arrives; only its host acts on it. */
export const DECIDE_JOB = 'decide-enrolment';
