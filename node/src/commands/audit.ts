import type { Command } from 'commander';
import { commandLog } from '@lianxue/shared/base/log.ts';
import { auditCommand as commandOf } from '@lianxue/shared/server/audit/audit-command.ts';
import { readConfig } from '../config.ts';
import { openNode } from '../deps.ts';

export function auditCommand(program: Command): void {
  program.addCommand(
    commandOf((command) => openNode(readConfig(command.optsWithGlobals()), { log: commandLog() })),
  );
}
