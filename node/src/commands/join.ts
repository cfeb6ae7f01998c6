import type { Command } from 'commander';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { readPublicKey } from '@lianxue/shared/base/keys.ts';
import { changeSettingsFile } from '@lianxue/shared/server/settings.ts';
import { configFile, dataDirOf } from '../config.ts';

export function joinCommand(program: Command): void {
  program
    .command('join <url>')
    .description(
      '记下总院地址和公钥 note the address and public key of the hub, or of the branch above',
    )
    .requiredOption(
      '--hub-key <key>',
      '总院（或上级分院）公钥 public key of the site at that address',
    )
    .option('--at <site>', '上级分院代码；默认 hub code of the branch above', 'hub')
    .action((url: string, flags: { hubKey: string; at: string }, command: Command) => {
      if (!readPublicKey(flags.hubKey) || !/^https?:$/.test(protocolOf(url)))
        throw new CodedError('BAD_INPUT', { detail: 'The address or the key is not one.' });
      const file = configFile(dataDirOf(command.optsWithGlobals()));
      changeSettingsFile(file, { hubUrl: url, hubKey: flags.hubKey, hubSite: flags.at });
      process.stdout.write(`${file}: ${url}\n`);
    });
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '');
