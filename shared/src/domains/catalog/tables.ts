import { recordTable } from '../../storage/kit.ts';

export const courses = recordTable({
  name: 'courses',
  type: 'Course',
  fields: {
    code: 'text',
    title: 'text',
    category: 'text',
    kind: 'text',
    school: 'text',
    summary: 'text',
    state: 'text',
  },
  indexes: [['code'], ['state', 'kind']],
});

export const courseSupplements = recordTable({
  name: 'course_supplements',
  type: 'CourseSupplement',
  fields: { courseId: 'text', branch: 'text', state: 'text' },
  indexes: [['courseId']],
});
