#!/usr/bin/env node
import { Command } from 'commander';
import { runCommand } from '@lianxue/shared/server/command-line.ts';
import { accountCommand } from './commands/account.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { branchCommand } from './commands/branch.ts';
import { importCommand } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { serveCommand } from './commands/serve.ts';

/** The hub's command line: one file per command, listed here. */
const commands = [
  serveCommand,
  initCommand,
  branchCommand,
  accountCommand,
  importCommand,
  backupCommand,
  auditCommand,
];

const program = new Command('hub')
  .description('联学总院 · the hub of the Lianxue network')
  .option('--data-dir <folder>', '数据目录 data folder (HUB_DATA)');
for (const add of commands) add(program);
await runCommand(program);
