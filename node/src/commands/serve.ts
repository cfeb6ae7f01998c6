import type { Command } from 'commander';
import { stopOnSignals } from '@lianxue/shared/server/run.ts';
import { startNode } from '../app.ts';
import { readConfig } from '../config.ts';
import { openNode } from '../deps.ts';

export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('运行节点服务 run the node')
    .option('--host <address>', '监听地址 address to listen at')
    .option('--port <number>', '监听端口 port to listen at')
    .action(async (_flags, command: Command) => {
      const config = readConfig(command.optsWithGlobals());
      const site = await openNode(config);
      const running = await startNode(site, config);
      stopOnSignals(running, site.log);
    });
}
