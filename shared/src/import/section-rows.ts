import type { OfferingState } from '@lianxue/schema/gen/wire.ts';
import { courseIdOf } from '../domains/catalog/rules.ts';
import { offeringSteps } from '../domains/enrollment/rules.ts';
import { courseDefaults } from './course-rows.ts';
import type { ImportKind, Put } from './import-kind.ts';
import { moveFaults } from './move-faults.ts';

const states = {
  计划中: 'planned',
  报名中: 'open',
  进行中: 'running',
  已结束: 'closed',
  已结算: 'settled',
};

/** Sections 教学班: one row, one offering held by this site, and its course if that is missing. */
export const sectionRows: ImportKind = {
  name: 'sections',
  branchOnly: false,
  school: 'column',
  columns: [
    {
      field: 'section',
      names: ['section_id', 'class_id', '教学班', '教学班编号', '班级编号', '开班编号'],
      required: true,
    },
    { field: 'code', names: ['course', 'course_code', '课程编号', '课程代码'], required: true },
    {
      field: 'school',
      names: ['school_name', 'organisation', '学校', '院系', '开课单位', '产出单位'],
      required: true,
    },
    {
      field: 'title',
      names: ['name', 'course_name', '课程名称', '课程名', '名称'],
      required: true,
    },
    { field: 'year', names: ['学年', '年度', '年份'], required: true },
    { field: 'term', names: ['semester', '学期'] },
    { field: 'credits', names: ['credit', '学分'] },
    {
      field: 'capacity',
      names: ['students', 'seats', '人数', '名额', '总名额', '选课人数'],
      required: true,
    },
    { field: 'opensAt', names: ['opens', 'start', 'opens_at', '开始时间', '开始日期'] },
    { field: 'closesAt', names: ['closes', 'end', 'closes_at', '结束时间', '结束日期'] },
    { field: 'assessment', names: ['考核方式'] },
    { field: 'audience', names: ['可见范围'] },
    { field: 'state', names: ['status', '状态'] },
  ],
  plan(cells, { site }) {
    const section = cells.required('section');
    const code = cells.required('code');
    const school = cells.required('school');
    const title = cells.required('title');
    cells.required('year');
    cells.required('capacity');
    const year = cells.number('year') ?? 0;
    const term = cells.text('term');
    const [opens, closes] = termTimes(year, term);
    const course = { code, version: 1 };
    const courseId = courseIdOf(course);
    const stated = {
      courseId,
      host: site,
      title,
      year,
      term,
      capacity: cells.number('capacity'),
      credits: cells.number('credits'),
      opensAt: cells.time('opensAt'),
      closesAt: cells.time('closesAt'),
      assessment: cells.text('assessment'),
      audience: cells.list('audience'),
      state: cells.code('state', states),
    };
    const defaults = { opensAt: opens, closesAt: closes, audience: ['*'] };
    const key = { type: 'Offering', id: sectionIdOf(site, section) };
    const courseKey = { type: 'Course', id: courseId };
    // Sections of one course differ in its name or school: the first names it, none renames it.
    const coursePut: Put = {
      key: courseKey,
      stated: { ...course, title, school },
      defaults: courseDefaults,
      onlyNew: true,
    };
    return {
      subject: key.id,
      reads: [courseKey, key],
      decide: async (work) => {
        const over = (stated.closesAt ?? closes) <= work.now();
        const state: OfferingState = over ? 'closed' : 'open';
        const put: Put = {
          key,
          stated,
          defaults: { ...defaults, state },
          changeFaults: moveFaults(offeringSteps),
        };
        return { puts: [coursePut, put] };
      },
    };
  },
};

/** Id of an imported offering: its host counts sections as it likes, so the host's name goes before. */
const sectionIdOf = (site: string, section: string): string => `${site}:${section}`;

/**
 * First and last moment of a term, in China's time zone. School years are named
 * by the calendar year they begin in; terms 1 autumn, 2 spring, 3 summer, and
 * the whole school year for anything else.
 */
function termTimes(year: number, term: string | undefined): [opens: number, closes: number] {
  const day = (add: number, date: string): number => Date.parse(`${year + add}-${date}+08:00`) || 0;
  const begins = {
    autumn: day(0, '09-01T00:00:00'),
    spring: day(1, '02-15T00:00:00'),
    summer: day(1, '07-01T00:00:00'),
  };
  const ends = { autumn: day(1, '02-14T23:59:59'), spring: day(1, '06-30T23:59:59') };
  const summerEnds = day(1, '08-31T23:59:59');
  if (term === '1') return [begins.autumn, ends.autumn];
  if (term === '2') return [begins.spring, ends.spring];
  if (term === '3') return [begins.summer, summerEnds];
  return [begins.autumn, summerEnds];
}
