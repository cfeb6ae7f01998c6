import type { Command } from 'commander';
import { commandLog } from '@lianxue/shared/base/log.ts';
import { readPublicKey } from '@lianxue/shared/base/keys.ts';
import { asCommand } from '@lianxue/shared/server/audit/audit-command.ts';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import { findBranch } from '@lianxue/shared/domains/membership/queries.ts';
import type { BranchLevel, BranchState } from '../graphql/gen/resolvers.ts';
import { saveBranchRecord } from '../graphql/membership.ts';
import { readConfig } from '../config.ts';
import { openHub } from '../deps.ts';

interface AddFlags {
  code: string;
  name: string;
  key: string[];
  level: BranchLevel;
  region: string;
  parent?: string;
  state: BranchState;
}

/** Issue of the region table that codes are taken from unless told otherwise. */
const REGIONS_ISSUED = '2024-12-31';

export function branchCommand(program: Command): void {
  const branch = program.command('branch').description('分院 branches');
  branch
    .command('end-hold <code>')
    .description('停掉克隆机器后解除同步暂停 end the hold on a branch once its clone is stopped')
    .action(async (code: string, _flags: object, command: Command) => {
      const config = readConfig(command.optsWithGlobals());
      const site = await openHub(config, { log: commandLog() });
      const act = { action: 'branch end-hold', subject: `Branch/${code}` };
      const ended = await asCommand(site, act, () => site.engine.endHold(code)).finally(() =>
        site.close(),
      );
      process.stdout.write(ended ? `${code}: 已解除 ended\n` : `${code}: 未被暂停 was not held\n`);
    });
  branch
    .command('add')
    .description('登记分院及其节点公钥 register a branch and its node’s public key')
    .requiredOption('--code <code>', '分院代码 code, such as zj')
    .requiredOption('--name <name>', '分院名称 name')
    .requiredOption('--key <keys...>', '节点公钥 public keys of its node')
    .option('--level <level>', '层级 province, city, university or institution', 'province')
    .option('--region <code>', '行政区划代码 GB/T 2260 code', '00')
    .option('--parent <code>', '上级分院代码；默认总院 branch above; the hub by default')
    .option('--state <state>', '状态 state', 'active')
    .action(async (flags: AddFlags, command: Command) => {
      for (const key of flags.key)
        if (!readPublicKey(key)) throw new CodedError('BAD_INPUT', { detail: 'No public key.' });
      const config = readConfig(command.optsWithGlobals());
      const site = await openHub(config, { log: commandLog() });
      const known = findBranch(site.db, flags.code);
      const act = { action: 'branch add' };
      const record = {
        code: flags.code,
        name: flags.name,
        keys: flags.key,
        level: flags.level,
        region: flags.region,
        ...(flags.parent ? { parent: flags.parent } : {}),
        regionIssued: known?.regionIssued ?? REGIONS_ISSUED,
        state: flags.state,
        ...(known ? { revision: known.revision } : {}),
      };
      await asCommand(site, act, () => saveBranchRecord(site.engine, record));
      site.close();
      process.stdout.write(`${flags.code} ${flags.name}: ${flags.state}\n`);
    });
}
