import { readFileSync, statSync } from 'node:fs';
import t from 'tap';
import { keyFile } from '@lianxue/shared/server/site.ts';
import { startNetwork } from '../support/network.ts';
import { sendAs } from '../support/raw-sync.ts';
import { PASSWORD } from '../support/site-process.ts';

t.test('no secret reaches a log', async (t) => {
  const network = await startNetwork({ branches: ['zj'] });
  t.teardown(() => network.stop());
  const { hub } = network;
  const zj = network.node('zj');
  const office = await hub.as('office');
  await hub.anonymous().login('office', 'a wrong password');
  const { token } = await sendAs(hub, zj);
  await sendAs(hub, zj, { token: () => token });
  const staff = await zj.as('staff');
  await staff.ask('mutation { registerLearner(input: {unit: "某保密单位"}) { id } }');
  hub.site.log.info({ password: 'pw-1', a: { token: 'tk-2', b: { cookie: 'ck-3' } } }, 'careless');
  await network.settle();

  const log = [...hub.logLines, ...zj.logLines].join('');
  t.ok(log.length > 1_000, 'there is a log');
  const secrets = {
    'a password': PASSWORD,
    'a wrong password': 'a wrong password',
    'a session': office.cookie().split('=')[1]!,
    'a request token': token.split('.')[2]!,
    'the hub’s key': readFileSync(keyFile(hub.dataDir), 'utf8').split('\n')[1]!,
    'a node’s key': readFileSync(keyFile(zj.dataDir), 'utf8').split('\n')[1]!,
    'a body': '某保密单位',
    'a field by a telling name': 'pw-1',
    'the same one deeper': 'tk-2',
    'and deeper still': 'ck-3',
  };
  for (const [name, secret] of Object.entries(secrets)) t.notOk(log.includes(secret), name);
  for (const { dataDir } of [hub, zj])
    t.equal(statSync(keyFile(dataDir)).mode & 0o777, 0o600, 'a key file is for its owner');
});
