import type { Caller } from '../context.ts';
import type { Actor } from './chain.ts';

/** Who acts, as the audit log names them. */
export function actorOf(caller: Caller): Actor {
  const { address } = caller;
  if (caller.kind === 'person') {
    const { login, role } = caller.person;
    return { actorKind: 'person', actor: login, role, address };
  }
  if (caller.kind === 'site') return { actorKind: 'site', actor: caller.site, role: '', address };
  return { actorKind: 'nobody', actor: '', role: '', address };
}

/** Someone at the command line of the machine: the operating system knows who. */
export const commandActor = (user: string): Actor => ({
  actorKind: 'command',
  actor: user,
  role: '',
  address: '',
});
