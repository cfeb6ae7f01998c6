import { recordTable } from '../../storage/kit.ts';

export const announcements = recordTable({
  name: 'announcements',
  type: 'Announcement',
  fields: { title: 'text', importance: 'text', state: 'text', publishedAt: 'integer' },
  indexes: [['publishedAt']],
});

export const alerts = recordTable({
  name: 'alerts',
  type: 'Alert',
  fields: { site: 'text', stream: 'text', level: 'text', state: 'text', raisedAt: 'integer' },
  indexes: [['state', 'raisedAt'], ['site']],
});

export const acknowledgements = recordTable({
  name: 'acknowledgements',
  type: 'Acknowledgement',
  fields: { kind: 'text', subjectId: 'text', site: 'text', acknowledgedAt: 'integer' },
  indexes: [['subjectId']],
});
