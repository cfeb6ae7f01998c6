import { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { keyOf } from '../../replication/model.ts';
import { SOFTWARE } from '../software.ts';
import { createBackup, restoreBackup, verifyBackup } from './backup.ts';
import type { BackupOf } from './backup.ts';

/** `backup create|verify|restore`, the same at hub and node. `folderOf` reads the site's configuration. */
export function backupCommand(
  folderOf: (command: Command) => Omit<BackupOf, 'software' | 'now'>,
): Command {
  const ofSite = (command: Command): BackupOf => ({
    ...folderOf(command),
    software: SOFTWARE,
    now: systemClock.now(),
  });
  const backup = new Command('backup').description('备份与恢复 backups');
  const asked = '以 JSON 输出 print JSON';

  backup
    .command('create <file>')
    .description('备份数据库，服务可照常运行 back the database up, running or not')
    .option('--json', asked)
    .action(async (file: string, flags: Flags, command: Command) => {
      const made = await createBackup(ofSite(command), file);
      const size = (made.bytes / 1_000_000).toFixed(1);
      tell(flags, { file, ...made }, `已备份 backed up: ${file} (${size} MB)`);
    });
  backup
    .command('verify <file>')
    .description('逐条核对备份 read a backup to the last record')
    .option('--json', asked)
    .action(async (file: string, flags: Flags, command: Command) => {
      const { manifest, records, damaged } = await verifyBackup(folderOf(command), file);
      const made = new Date(manifest.madeAt).toISOString();
      const names = damaged.map(keyOf);
      const words =
        names.length === 0
          ? `完好 sound: ${manifest.site}, ${made}, ${records} 条 records`
          : `损坏 damaged: ${names.join(', ')}`;
      tell(flags, { file, ...manifest, records, damaged: names }, words);
      if (names.length > 0) process.exitCode = 1;
    });
  backup
    .command('restore <file>')
    .description(
      '恢复备份，须先停止服务 put a backup in place of the database; stop the server first',
    )
    .option('--json', asked)
    .action(async (file: string, flags: Flags, command: Command) => {
      const { manifest, kept } = await restoreBackup(ofSite(command), file);
      const made = new Date(manifest.madeAt).toISOString();
      const before = kept ? `\n原数据库保留在 what stood there is kept at ${kept}` : '';
      const words = `已恢复至 restored to ${made}${before}\n启动后将从对端找回此后的记录。It gets back what came later from its peers once it runs.`;
      tell(flags, { file, ...manifest, kept }, words);
    });
  return backup;
}

interface Flags {
  json?: boolean;
}

const tell = ({ json }: Flags, data: object, words: string): void =>
  void process.stdout.write(`${json ? JSON.stringify(data) : words}\n`);
