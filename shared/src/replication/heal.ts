import { CodedError } from '../base/errors.ts';
import { encodeEntry } from './codec.ts';
import { siteToken } from './feed.ts';
import { grantPeers } from './grants.ts';
import { followUps } from './intake.ts';
import { keyOf, positionOf } from './model.ts';
import type { Entry, Position, RecordType, StoredRecord } from './model.ts';
import { heldRef } from './orphans.ts';
import { commit, MAX_ATTEMPTS } from './site.ts';
import type { Site } from './site.ts';
import type { Guard, Step } from './store.ts';
import {
  audienceOf,
  bodyOf,
  contentFaults,
  descends,
  fault,
  isAuthentic,
  TRAIL_MAX,
} from './versions.ts';

/**
 * What to do with a version that comes back from a lost time line. Its owner
 * takes it up again if it has not touched the record since the fork; what
 * contradicts a later write waits for a person. Anyone may repeat any of this:
 * a version adopted or held once is known the second time.
 */

export type Healed = 'adopted' | 'known' | 'conflict' | 'held' | 'refused';
export type Tally = Record<Healed, number>;
export const newTally = (): Tally => ({ adopted: 0, known: 0, conflict: 0, held: 0, refused: 0 });

/** Takes one version back durably and tells what became of it. `common` is where both histories of our log part, null if unknown. */
export async function takeBack(
  site: Site,
  entry: Entry,
  from: { peer: string; common: Position | null },
): Promise<Healed> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const stored = await site.store.record(entry);
    const type = site.types.get(entry.type);
    if (!type) throw new CodedError('UNKNOWN_TYPE');
    const judged =
      entry.owner === site.name
        ? takeOwn(site, type, { entry, stored, from })
        : await takeForeign(site, type, { entry, stored, from });
    const { healed } = judged;
    const steps =
      healed === 'refused' ? [...judged.steps, refusal(site, type, { entry, from })] : judged.steps;
    if (steps.length === 0) return healed;
    const guards: Guard[] = [{ is: 'record', key: entry, rev: stored?.rev ?? null }];
    if (healed === 'adopted' && type.grants && entry.op === 'put') {
      const granted = await grantPeers(site, [type.grants(bodyOf(type, entry) as never)]);
      guards.push(...granted.guards);
      steps.push(...granted.steps);
    }
    if (!(await commit(site, guards, steps)).ok) continue;
    // Held anew, perhaps after its owner had looked at it once and it was let go.
    if (healed === 'held')
      for (const offered of site.offered.values()) offered.delete(heldRef(entry));
    return healed;
  }
  throw new Error('the record keeps changing while it is being brought back');
}

/** What cannot be believed or read is not thrown away either: a person may look at it. */
function refusal(
  site: Site,
  type: RecordType,
  { entry, from }: { entry: Entry; from: { peer: string } },
): Step {
  const { faults } = contentFaults(site, type, entry);
  return {
    do: 'quarantine',
    item: {
      ref: `${from.peer}/${type.lane}/returned/${entry.rev}`,
      peer: from.peer,
      lane: type.lane,
      at: positionOf(entry.rev),
      type: entry.type,
      id: entry.id,
      faults: faults.length > 0 ? faults : [fault('NOT_OWNER', '$.sig')],
      raw: encodeEntry(entry.seq, entry),
      state: 'open',
      since: site.clock.now(),
      settledAt: 0,
    },
  };
}

interface Returned {
  entry: Entry;
  stored: StoredRecord | undefined;
  from: { peer: string; common: Position | null };
}

function takeOwn(
  site: Site,
  type: RecordType,
  { entry, stored, from }: Returned,
): { healed: Healed; steps: Step[] } {
  // The peer had lost the right to see it; ours stands, and the feed reconsiders the peer.
  const reconsiderReach = site.serves ? [siteToken(from.peer)] : [];
  const reconsider: Step[] =
    stored && site.serves
      ? [{ do: 'touch', lane: type.lane, key: entry, reach: reconsiderReach }]
      : [];
  if (entry.op === 'gone') return { healed: 'known', steps: reconsider };
  if (!isAuthentic(site, entry, site.keys)) return { healed: 'refused', steps: reconsider };
  if (stored && descends(stored, entry)) return { healed: 'known', steps: reconsider };
  // A privacy erasure also ends what another time line went on to say of the record, but not what was said after it.
  if (stored?.op === 'erase' && !entry.trail.includes(stored.rev))
    return { healed: 'known', steps: reconsider };

  // The same content under two stamps is written once more, so that every copy anywhere precedes it.
  const untouched =
    !stored ||
    stored.hash === entry.hash ||
    entry.op === 'erase' ||
    (entry.version > stored.version &&
      (entry.trail.includes(stored.rev) ||
        (from.common !== null && positionOf(stored.rev).seq <= from.common.seq)));
  if (!untouched) {
    return {
      healed: 'conflict',
      steps: [
        {
          do: 'conflict',
          item: {
            ref: `${keyOf(entry)}/${entry.rev}`,
            type: entry.type,
            id: entry.id,
            from: from.peer,
            theirs: entry,
            oursRev: stored.rev,
            since: site.clock.now(),
            state: 'open',
            settledAt: 0,
          },
        },
        // Logged anew also where nobody below waits for it: the log must show that this was done.
        { do: 'touch', lane: type.lane, key: entry, reach: reconsiderReach },
      ],
    };
  }
  const { faults, body } = contentFaults(site, type, entry);
  if (faults.length > 0) return { healed: 'refused', steps: reconsider };
  const before = stored ? [stored.rev, ...stored.trail] : [];
  const { seq: _seq, rev: _rev, ...content } = entry;
  const seen = audienceOf(type, body, stored);
  const record = {
    ...content,
    trail: [...new Set([entry.rev, ...entry.trail, ...before])].slice(0, TRAIL_MAX),
    audience: seen.audience,
    reach: site.serves ? [...new Set([...seen.reach, siteToken(from.peer)])] : seen.reach,
  };
  return {
    healed: 'adopted',
    steps: [
      { do: 'write', lane: type.lane, record, history: type.retain === 'history' },
      ...followUps(site, type, record),
    ],
  };
}

/** A third site's version: ours is at least as new, or it is kept until it can be handed on towards its owner. */
async function takeForeign(
  site: Site,
  type: RecordType,
  { entry, stored, from }: Returned,
): Promise<{ healed: Healed; steps: Step[] }> {
  const reconsider: Step[] =
    stored && site.serves
      ? [{ do: 'touch', lane: type.lane, key: entry, reach: [siteToken(from.peer)] }]
      : [];
  if (
    entry.op === 'gone' ||
    (stored && stored.op !== 'gone' && descends(stored, entry)) ||
    (stored?.op === 'erase' && !entry.trail.includes(stored.rev))
  )
    return { healed: 'known', steps: reconsider };
  const owner = await site.store.peer(entry.owner);
  if (!owner || !isAuthentic(site, entry, owner.keys))
    return { healed: 'refused', steps: reconsider };
  return {
    healed: 'held',
    steps: [
      {
        do: 'hold',
        item: {
          ref: heldRef(entry),
          type: entry.type,
          id: entry.id,
          owner: entry.owner,
          from: from.peer,
          entry,
          since: site.clock.now(),
        },
      },
      ...(stored ? reconsider : [witness(site, type, { entry, from })]),
    ],
  };
}

/**
 * A record of which this site only knows that a peer has it: no content, but
 * whoever it must be taken back from later, when its owner tells more.
 */
function witness(
  site: Site,
  type: RecordType,
  { entry, from }: { entry: Entry; from: { peer: string } },
): Step {
  const { seq: _seq, ...version } = entry;
  const reach = site.serves ? [siteToken(from.peer)] : [];
  const place = { via: from.peer, viaAt: null, pos: null, audience: [], reach };
  return {
    do: 'replicate',
    lane: type.lane,
    record: { ...version, op: 'gone', body: null, trail: [], hash: '', sig: '', ...place },
    history: false,
    // So that the log shows that this was done.
    log: true,
  };
}
