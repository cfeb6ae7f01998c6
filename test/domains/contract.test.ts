import t from 'tap';
import { contractFaults } from '@lianxue/shared/domains/contract.ts';

const profile = {
  branch: 'zj',
  contacts: [{ office: '教务处', phone: '0571-8000 0000', email: null }],
  software: '1.0',
  capabilities: ['live'],
  role: 'both',
};
const faultsOf = (more: object): { field: string; zh: string; en: string }[] =>
  contractFaults('BranchProfileRecord', { ...profile, ...more });
const fieldsOf = (more: object): string[] => faultsOf(more).map((fault) => fault.field);

t.test('what the contract lets through', async (t) => {
  t.same(faultsOf({}), []);
  t.same(faultsOf({ introduction: null }), [], 'an optional field may be null');
  t.same(faultsOf({ later: { any: 'thing' } }), [], 'a field it does not know is no fault');
});

t.test('what it does not, each said once and at its place', async (t) => {
  t.same(fieldsOf({ software: null }), ['software'], 'null for a required field');
  t.same(fieldsOf({ role: 'none' }), ['role']);
  t.same(fieldsOf({ contacts: [{ office: 'x' }, { phone: 'abc' }] }).sort(), [
    'contacts.1.office',
    'contacts.1.phone',
  ]);
  t.same(fieldsOf({ capabilities: ['ok', ''] }), ['capabilities.1']);
  t.same(fieldsOf({ capabilities: Array.from({ length: 51 }, () => 'x') }), ['capabilities']);
  t.same(fieldsOf({ introduction: '字'.repeat(4001) }), ['introduction']);
  t.same(fieldsOf({ introduction: '😀'.repeat(4000) }), [], 'a character is a character');
  t.match(faultsOf({ introduction: 7 }), [
    { field: 'introduction', zh: '字段 introduction：应为文本。', en: /must be of type string/ },
  ]);
  for (const body of [null, 7, 'text', []])
    t.match(contractFaults('BranchProfileRecord', body), [{ code: 'BAD_FIELD', field: '$' }]);
});

t.test('a hostile body does not drown its reader', async (t) => {
  const contacts = Array.from({ length: 500 }, () => ({}));
  t.equal(faultsOf({ contacts }).length, 20);
});

t.test('a type without an input is a mistake of ours', async (t) => {
  t.throws(() => contractFaults('NoSuchRecord', {}), /declares no input NoSuchRecord/);
});
