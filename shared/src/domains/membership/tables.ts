import { recordTable } from '../../storage/kit.ts';

export const branches = recordTable({
  name: 'branches',
  type: 'Branch',
  fields: {
    code: 'text',
    name: 'text',
    level: 'text',
    region: 'text',
    parent: 'text',
    state: 'text',
  },
  indexes: [['region'], ['state']],
});

export const branchProfiles = recordTable({
  name: 'branch_profiles',
  type: 'BranchProfile',
  fields: { branch: 'text', software: 'text', role: 'text' },
});

export const liaisons = recordTable({
  name: 'liaisons',
  type: 'Liaison',
  fields: { branch: 'text', state: 'text', dutyTo: 'integer' },
  indexes: [['branch', 'state']],
});
