import type { Command } from 'commander';
import { initFolder } from '@lianxue/shared/server/site.ts';
import { changeSettingsFile } from '@lianxue/shared/server/settings.ts';
import { configFile, dataDirOf } from '../config.ts';

export function initCommand(program: Command): void {
  program
    .command('init')
    .description('新建节点数据目录和密钥 make the data folder and the key')
    .requiredOption('--site <code>', '分院代码 branch code, such as zj')
    .option('--serves', '允许下级分院接入 let branches below dial this node')
    .option('--json', '以 JSON 输出 print JSON')
    .action((flags: { site: string; serves?: boolean; json?: boolean }, command: Command) => {
      const dataDir = dataDirOf(command.optsWithGlobals());
      const { publicKey } = initFolder(dataDir);
      changeSettingsFile(configFile(dataDir), {
        site: flags.site,
        ...(flags.serves ? { serves: 'true' } : {}),
      });
      const made = { dataDir, site: flags.site, publicKey };
      process.stdout.write(
        flags.json
          ? `${JSON.stringify(made)}\n`
          : `数据目录 data folder: ${dataDir}\n节点公钥 public key: ${publicKey}\n`,
      );
    });
}
