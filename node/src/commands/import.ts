import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { commandLog } from '@lianxue/shared/base/log.ts';
import { importFlags, importWords, runImport } from '@lianxue/shared/import/import-command.ts';
import type { ImportFlags } from '@lianxue/shared/import/import-command.ts';
import { BAR_FORMAT } from '@lianxue/shared/import/import-progress.ts';
import { readConfig } from '../config.ts';
import { openNode } from '../deps.ts';

export function importCommand(program: Command): void {
  const command = program
    .command('import')
    .description(importWords.description)
    .argument('<kind>', importWords.kind)
    .argument('<file>', importWords.file);
  for (const [flags, words] of importFlags) command.option(flags, words);
  command.action(async (kind: string, file: string, flags: ImportFlags) => {
    const open = () => openNode(readConfig(command.optsWithGlobals()), { log: commandLog() });
    const stream = process.stderr;
    const newBar = () =>
      new SingleBar({ format: BAR_FORMAT, stream, clearOnComplete: true, hideCursor: true });
    process.exitCode = await runImport(
      { kind, file, flags },
      {
        open,
        newBar: stream.isTTY ? newBar : null,
        stdout: (text) => process.stdout.write(text),
        stderr: (text) => stream.write(text),
      },
    );
  });
}
