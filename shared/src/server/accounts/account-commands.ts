import { secureRng } from '../../base/rng.ts';
import type { Accounts } from './accounts.ts';
import type { PersonRole } from './roles.ts';

/** What the account commands of hub and node do. A password is made here and told once. */

export async function addAccount(
  accounts: Accounts,
  wanted: {
    login: string;
    name?: string | undefined;
    role: PersonRole;
    branch?: string | undefined;
    learner?: string | undefined;
  },
): Promise<string> {
  const password = secureRng.token();
  const { login, name = login, role, branch = null, learner: learnerId = null } = wanted;
  await accounts.add({ login, name, role, branch, learnerId, password });
  return `${login}  ${password}\n`;
}

export async function resetPassword(accounts: Accounts, login: string): Promise<string> {
  const password = secureRng.token();
  await accounts.setPassword(login, password);
  return `${login}  ${password}\n`;
}

export const listAccounts = (accounts: Accounts): string =>
  accounts
    .list()
    .map(({ login, role, branch }) => `${login}  ${role}  ${branch ?? ''}\n`)
    .join('');
