import type { CourseRecord, LearnerRecord, OfferingRecord } from '@lianxue/schema/gen/wire.ts';
import { courseIdOf, isOpenCourse } from '../domains/catalog/rules.ts';
import { enrolmentIdOf } from '../domains/enrollment/rules.ts';
import { fieldFault } from '../domains/field-faults.ts';
import type { Fault, Key } from '../replication/model.ts';
import type { Work } from '../replication/work.ts';
import type { ImportKind } from './import-kind.ts';
import { userColumn } from './learner-rows.ts';

/** What a row asks for, found in the store. */
interface Target {
  courseId: string;
  offeringId?: string;
  host: string;
  school: string;
}

/**
 * Enrolments 报名: one row, one request of this branch, without a leased seat,
 * and its learner if that is missing. What a person cancelled since stays so.
 */
export const enrolmentRows: ImportKind = {
  name: 'enrolments',
  branchOnly: true,
  school: 'store',
  columns: [
    userColumn,
    {
      field: 'course',
      names: ['course_code', 'course_id', 'code', '课程', '课程编号', '课程代码'],
      required: true,
    },
    { field: 'offering', names: ['offering_id', '开班', '开班编号'] },
    { field: 'requestedAt', names: ['requested_at', 'time', '申请时间', '报名时间'] },
  ],
  plan(cells, { site, learnerId }) {
    const id = learnerId(cells.required('user'));
    const learnerKey = { type: 'Learner', id };
    const course = cells.required('course');
    // A course is named by its code, whose first version is meant, or by its id.
    const isId = /@\d+$/.test(course);
    const courseKey = {
      type: 'Course',
      id: isId ? course : courseIdOf({ code: course, version: 1 }),
    };
    const offering = cells.text('offering');
    const offeringKey = offering === undefined ? undefined : { type: 'Offering', id: offering };
    const requestedAt = cells.time('requestedAt');
    const ask = {
      learnerId: id,
      courseId: courseKey.id,
      ...(offering ? { offeringId: offering } : {}),
    };
    const key = { type: 'Enrolment', id: enrolmentIdOf(ask) };
    return {
      subject: key.id,
      reads: [courseKey, ...(offeringKey ? [offeringKey] : []), learnerKey, key],
      async decide(work) {
        const target = await findTarget(work, courseKey, offeringKey);
        if ('code' in target) return { faults: [target] };
        const { school, ...wish } = target;
        const learner = await work.body<LearnerRecord>(learnerKey);
        if (learner && learner.state !== 'active') return { faults: [notActive] };
        const stated = { ...wish, learnerId: id, homeBranch: site, requestedAt };
        const defaults = { desired: 'associated', requestedAt: work.now() };
        const newLearner = { homeBranch: site, state: 'active' };
        return {
          school,
          puts: [
            { key: learnerKey, stated: newLearner, defaults: {}, onlyNew: true },
            { key, stated, defaults },
          ],
        };
      },
    };
  },
};

async function findTarget(work: Work, courseKey: Key, offeringKey?: Key): Promise<Target | Fault> {
  const course = await work.body<CourseRecord>(courseKey);
  const owner = (await work.get(courseKey))?.owner;
  if (!course || !owner) return unknown('course', '课程');
  if (!offeringKey)
    return isOpenCourse(course)
      ? { courseId: courseKey.id, host: owner, school: course.school }
      : notOpen;
  const offering = await work.body<OfferingRecord>(offeringKey);
  if (offering?.courseId !== courseKey.id) return unknown('offering', '该课程的开班');
  const { host } = offering;
  return { courseId: courseKey.id, offeringId: offeringKey.id, host, school: course.school };
}

const unknown = (field: string, zh: string): Fault => ({
  code: 'NOT_FOUND',
  field,
  zh: `字段 ${field}：本站没有这个${zh}。`,
  en: `Field ${field} names what this site does not have.`,
});

const notOpen = fieldFault('course', {
  zh: '课程未开放。',
  en: 'names a course that is not open.',
});
const notActive = fieldFault('user', {
  zh: '学员已转出或停用。',
  en: 'names a learner who is no longer active here.',
});
