import type { Command } from 'commander';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { readPublicKey } from '@lianxue/shared/base/keys.ts';
import { changeSettingsFile } from '@lianxue/shared/server/settings.ts';
import { configFile, dataDirOf } from '../config.ts';

interface JoinFlags {
  hubKey: string;
  at: string;
  rootKey?: string;
}

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
    .option(
      '--root-key <key>',
      '接入上级分院时的总院公钥 the hub’s public key when another site is joined',
    )
    .action((url: string, flags: JoinFlags, command: Command) => {
      const { hubKey, rootKey, at } = flags;
      if (at !== 'hub' && rootKey === undefined)
        throw new CodedError('BAD_INPUT', { detail: '--root-key is needed with --at.' });
      const isKey = readPublicKey(hubKey) && (rootKey === undefined || readPublicKey(rootKey));
      if (!isKey || !/^https?:$/.test(protocolOf(url)))
        throw new CodedError('BAD_INPUT', { detail: 'The address or the key is not one.' });
      const file = configFile(dataDirOf(command.optsWithGlobals()));
      changeSettingsFile(file, { hubUrl: url, hubKey, hubSite: at, rootKey: rootKey ?? '' });
      process.stdout.write(`${file}: ${url}\n`);
    });
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '');
