import type { CourseRecord } from '@lianxue/schema/gen/wire.ts';
import { courseIdOf, courseSteps } from '../domains/catalog/rules.ts';
import type { ImportKind } from './import-kind.ts';
import { moveFaults } from './move-faults.ts';

const kinds = {
  网络课程: 'online',
  微课程: 'micro',
  直播课: 'live',
  现场教学: 'on_site',
  案例: 'case',
};
const states = {
  草稿: 'draft',
  审核中: 'in_review',
  已发布: 'published',
  已被新版取代: 'superseded',
  已下架: 'withdrawn',
};

/** What a new course has where its file says nothing; the title is its code then. */
export const courseDefaults = {
  category: '其他',
  kind: 'online',
  minutes: 0,
  licence: '未注明',
  audience: ['*'],
  state: 'published',
} as const satisfies Partial<CourseRecord>;

/** Courses 课程: one row, one version of a course. */
export const courseRows: ImportKind = {
  name: 'courses',
  branchOnly: false,
  school: 'column',
  columns: [
    {
      field: 'code',
      names: ['course', 'course_code', '课程编号', '课程代码', '编号'],
      required: true,
    },
    {
      field: 'school',
      names: ['school_name', 'organisation', '学校', '院系', '开课单位', '产出单位'],
      required: true,
    },
    { field: 'title', names: ['name', 'course_name', '课程名称', '课程名', '名称'] },
    { field: 'version', names: ['版本', '版本号'] },
    { field: 'category', names: ['类别', '课程类别', '干部教育类别'] },
    { field: 'kind', names: ['type', '课程形式', '形式'] },
    { field: 'minutes', names: ['duration', '时长', '时长（分钟）', '时长(分钟)'] },
    { field: 'hours', names: ['学时', '建议学时'] },
    { field: 'licence', names: ['license', '授权方式', '授权'] },
    { field: 'audience', names: ['可见范围'] },
    { field: 'state', names: ['status', '状态'] },
    { field: 'summary', names: ['description', '简介', '课程简介'] },
  ],
  plan(cells) {
    const code = cells.required('code');
    const version = cells.number('version') ?? 1;
    const school = cells.required('school');
    const stated = {
      code,
      version,
      school,
      title: cells.text('title'),
      category: cells.text('category'),
      kind: cells.code('kind', kinds),
      minutes: cells.number('minutes'),
      hours: cells.number('hours'),
      licence: cells.text('licence'),
      audience: cells.list('audience'),
      state: cells.code('state', states),
      summary: cells.text('summary'),
    };
    const key = { type: 'Course', id: courseIdOf({ code, version }) };
    const changeFaults = moveFaults(courseSteps);
    const put = { key, stated, defaults: { title: code, ...courseDefaults }, changeFaults };
    return { subject: key.id, reads: [key], decide: async () => ({ puts: [put] }) };
  },
};
