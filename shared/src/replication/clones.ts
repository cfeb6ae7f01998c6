import { CodedError } from '../base/errors.ts';
import type { Speaker } from './messages.ts';
import { commit, MAX_ATTEMPTS } from './site.ts';
import type { Site } from './site.ts';
import type { Peer } from './store.ts';

/**
 * Two machines with one key, as when a virtual machine was copied. Each process
 * of a site names itself at its start and counts what it says; a process that
 * ended never speaks again. So one that goes on after another has spoken lives
 * beside it. A few late messages of a dead process are no proof.
 */

/** How often a process must come back after another one to be believed alive. */
const PROOF = 3;
/** Processes of one site that are remembered. */
const REMEMBERED = 8;

/** Notes who speaks for a peer. Throws CLONED, from then on until staff end it, when two do. */
export async function noteSpeaker(site: Site, peer: Peer, speaker: Speaker): Promise<void> {
  const heard = site.speakers.get(peer.site) ?? [];
  const known = heard.find(({ id }) => id === speaker.id) ?? { ...speaker, returns: 0 };
  const isNew = !heard.includes(known);
  // A late copy of something said long ago.
  if (!isNew && speaker.turn <= known.turn) return;
  if (!isNew && heard.at(-1) !== known) known.returns += 1;
  known.turn = speaker.turn;
  const others = heard.filter((one) => one !== known).slice(1 - REMEMBERED);
  site.speakers.set(peer.site, [...others, known]);
  if (known.returns < PROOF) return;
  // Counted from nothing when the hold ends, which another process may do: its end is seen in the store alone.
  site.speakers.delete(peer.site);
  const guard = { is: 'peer', site: peer.site, n: peer.n } as const;
  const clonedAt = site.clock.now();
  await commit(site, [guard], [{ do: 'peer', peer: { ...peer, clonedAt, n: peer.n + 1 } }]);
  site.journal.warn(
    { peer: peer.site },
    'two machines speak with this site’s key; it is held until one of them is stopped and the hold is ended',
  );
  throw new CodedError('CLONED');
}

/** Ends the hold on a cloned peer; the machine that goes on takes the other’s records as after a restore. False if there was none. */
export async function endHold(site: Site, name: string): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const peer = await site.store.peer(name);
    if (!peer || peer.clonedAt === 0) return false;
    site.speakers.delete(name);
    // Its row changes as well while a change of its rights is being worked in.
    const guard = { is: 'peer', site: name, n: peer.n } as const;
    const freed = { ...peer, clonedAt: 0, n: peer.n + 1 };
    if (!(await commit(site, [guard], [{ do: 'peer', peer: freed }])).ok) continue;
    site.journal.warn({ peer: name }, 'the hold on a cloned site was ended');
    return true;
  }
  throw new CodedError('CONFLICT');
}
