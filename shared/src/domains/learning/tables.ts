import { recordTable } from '../../storage/kit.ts';

export const learningRecords = recordTable({
  name: 'learning_records',
  type: 'LearningRecord',
  fields: {
    learnerId: 'text',
    branch: 'text',
    courseId: 'text',
    enrolmentId: 'text',
    kind: 'text',
    replaces: 'text',
    recordedAt: 'integer',
  },
  indexes: [['learnerId', 'courseId'], ['courseId'], ['replaces'], ['recordedAt']],
});
