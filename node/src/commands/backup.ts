import type { Command } from 'commander';
import { backupCommand as commandOf } from '@lianxue/shared/server/backup/backup-command.ts';
import { readConfig } from '../config.ts';
import { nodeMigrations } from '../deps.ts';

export function backupCommand(program: Command): void {
  const folderOf = (command: Command) => {
    const { dataDir, site } = readConfig(command.optsWithGlobals());
    return { dataDir, site, migrations: nodeMigrations };
  };
  program.addCommand(commandOf(folderOf));
}
