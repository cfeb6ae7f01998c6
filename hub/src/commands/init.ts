import type { Command } from 'commander';
import { secureRng } from '@lianxue/shared/base/rng.ts';
import { commandLog } from '@lianxue/shared/base/log.ts';
import { initFolder } from '@lianxue/shared/server/site.ts';
import { readConfig } from '../config.ts';
import { openHub } from '../deps.ts';

const first = [
  { login: 'office', name: '协作机制办公室', role: 'office' },
  { login: 'academy', name: '教务', role: 'academy' },
  { login: 'auditor', name: '审计', role: 'auditor' },
] as const;

export function initCommand(program: Command): void {
  program
    .command('init')
    .description(
      '新建总院数据目录、密钥和首批账号 make the data folder, the key and the first accounts',
    )
    .option('--json', '以 JSON 输出 print JSON')
    .action(async (flags: { json?: boolean }, command: Command) => {
      const config = readConfig(command.optsWithGlobals());
      const { publicKey } = initFolder(config.dataDir);
      const site = await openHub(config, { log: commandLog() });
      const accounts = [];
      for (const account of first) {
        const password = secureRng.token();
        await site.accounts.add({ ...account, password });
        accounts.push({ login: account.login, password });
      }
      site.close();
      const made = { dataDir: config.dataDir, publicKey, accounts };
      process.stdout.write(flags.json ? `${JSON.stringify(made)}\n` : words(made));
    });
}

function words(made: {
  dataDir: string;
  publicKey: string;
  accounts: { login: string; password: string }[];
}): string {
  const list = made.accounts.map(({ login, password }) => `  ${login}  ${password}`);
  return [
    `数据目录 data folder: ${made.dataDir}`,
    `总院公钥 public key: ${made.publicKey}`,
    '首批账号（密码只显示这一次）first accounts; the passwords are shown this once:',
    ...list,
    '',
  ].join('\n');
}
