import type { Command } from 'commander';
import { ROOT } from '@lianxue/shared/domains/membership/rules.ts';
import { backupCommand as commandOf } from '@lianxue/shared/server/backup/backup-command.ts';
import { readConfig } from '../config.ts';
import { hubMigrations } from '../deps.ts';

export function backupCommand(program: Command): void {
  const folderOf = (command: Command) => {
    const { dataDir } = readConfig(command.optsWithGlobals());
    return { dataDir, site: ROOT, migrations: hubMigrations };
  };
  program.addCommand(commandOf(folderOf));
}
