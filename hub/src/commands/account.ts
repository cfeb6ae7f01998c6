import { Option } from 'commander';
import type { Command } from 'commander';
import { commandLog } from '@lianxue/shared/base/log.ts';
import {
  addAccount,
  listAccounts,
  resetPassword,
} from '@lianxue/shared/server/accounts/account-commands.ts';
import { asCommand } from '@lianxue/shared/server/audit/audit-command.ts';
import type { Accounts } from '@lianxue/shared/server/accounts/accounts.ts';
import { HUB_ROLES } from '@lianxue/shared/server/accounts/roles.ts';
import { readConfig } from '../config.ts';
import { openHub } from '../deps.ts';

async function withAccounts(
  command: Command,
  what: string,
  use: (accounts: Accounts) => string | Promise<string>,
): Promise<void> {
  const config = readConfig(command.optsWithGlobals());
  const site = await openHub(config, { log: commandLog() });
  try {
    process.stdout.write(
      await asCommand(site, { action: `account ${what}` }, () => use(site.accounts)),
    );
  } finally {
    site.close();
  }
}

export function accountCommand(program: Command): void {
  const account = program.command('account').description('账号 accounts');
  account
    .command('add')
    .description('新建账号，密码只显示一次 add an account; its password is shown once')
    .requiredOption('--login <login>', '账号 login')
    .option('--name <name>', '姓名 name shown')
    .option('--branch <code>', '所属分院 branch of a branch account')
    .addOption(new Option('--role <role>', '角色 role').choices(HUB_ROLES).makeOptionMandatory())
    .action((flags: Parameters<typeof addAccount>[1], command: Command) =>
      withAccounts(command, 'add', (accounts) => addAccount(accounts, flags)),
    );
  account
    .command('reset <login>')
    .description('重设密码 set a new password and end all sessions')
    .action((login: string, _flags: object, command: Command) =>
      withAccounts(command, 'reset', (accounts) => resetPassword(accounts, login)),
    );
  account
    .command('disable <login>')
    .description('停用账号 close an account')
    .action((login: string, _flags: object, command: Command) =>
      withAccounts(command, 'disable', (accounts) => {
        accounts.setDisabled(login, true);
        return '';
      }),
    );
  account
    .command('list')
    .description('列出账号 list accounts')
    .action((_flags: object, command: Command) => withAccounts(command, 'list', listAccounts));
}
