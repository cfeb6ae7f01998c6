import { learnerSteps } from '../domains/enrollment/rules.ts';
import type { ImportKind } from './import-kind.ts';
import { moveFaults } from './move-faults.ts';

const states = { 在册: 'active', 已转出: 'transferred', 停用: 'inactive' };

/** Words that may head the column of a learner's id at home. It stays at home: records have the network id. */
export const userColumn = {
  field: 'user',
  names: ['user_id', 'learner', 'student', 'student_id', '学员', '学员编号', '学号', '用户'],
  required: true,
} as const;

/** Learners 学员: the least the network needs. Names and id numbers have no column here, so they are never read. */
export const learnerRows: ImportKind = {
  name: 'learners',
  branchOnly: true,
  school: null,
  columns: [
    userColumn,
    { field: 'rankCode', names: ['rank_code', 'rank', '职务级别代码', '职级代码'] },
    { field: 'category', names: ['学员类别', '类别'] },
    { field: 'unit', names: ['单位', '工作单位'] },
    { field: 'state', names: ['status', '状态'] },
  ],
  plan(cells, { site, learnerId }) {
    const key = { type: 'Learner', id: learnerId(cells.required('user')) };
    const stated = {
      homeBranch: site,
      rankCode: cells.text('rankCode'),
      category: cells.text('category'),
      unit: cells.text('unit'),
      state: cells.code('state', states),
    };
    const put = {
      key,
      stated,
      defaults: { state: 'active' },
      changeFaults: moveFaults(learnerSteps),
    };
    return { subject: key.id, reads: [key], decide: async () => ({ puts: [put] }) };
  },
};
