#!/usr/bin/env node
import { Command } from 'commander';
import { runCommand } from '@lianxue/shared/server/command-line.ts';
import { accountCommand } from './commands/account.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { importCommand } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { joinCommand } from './commands/join.ts';
import { serveCommand } from './commands/serve.ts';

/** A node's command line: one file per command, listed here. */
const commands = [
  serveCommand,
  initCommand,
  joinCommand,
  accountCommand,
  importCommand,
  backupCommand,
  auditCommand,
];

const program = new Command('node')
  .description('联学分院节点 · a branch node of the Lianxue network')
  .option('--data-dir <folder>', '数据目录 data folder (NODE_DATA)');
for (const add of commands) add(program);
await runCommand(program);
