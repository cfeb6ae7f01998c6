import { recordTypes } from '@lianxue/shared/domains/index.ts';
import { takesSeat } from '@lianxue/shared/domains/enrollment/seats.ts';
import { tokensOf } from '@lianxue/shared/domains/membership/rules.ts';
import { keyOf } from '@lianxue/shared/replication/model.ts';
import type { StoredRecord } from '@lianxue/shared/replication/model.ts';
import type {
  BranchRecord,
  EnrolmentDecisionRecord,
  EnrolmentRecord,
  OfferingRecord,
} from '@lianxue/schema/gen/wire.ts';
import { allRecords } from './ledger.ts';
import type { SimSite } from './sim-site.ts';
import type { World } from './world.ts';

/** What must be true once a network has come to rest. Each line of the answer is one broken promise. */
export function check(world: World): string[] {
  const faults = world.ledger.missing(world.sites);
  const states = new Map(world.sites.map((site) => [site.name, stateOf(site)]));
  faults.push(...differences(world, states), ...oversold(world, world.sites, []));
  faults.push(...needless(world.sites));
  for (const peer of world.hub.disk.snapshot().peers.values())
    if (peer.clonedAt > 0) faults.push(`${peer.site} is held as a clone, and is none`);
  for (const site of world.sites) {
    for (const item of site.disk.snapshot().quarantine.values())
      if (item.state === 'open')
        faults.push(`${site.name} has ${item.ref} in quarantine: ${item.faults[0]?.code}`);
    for (const item of site.disk.snapshot().held.values())
      faults.push(`${site.name} still holds ${item.ref}`);
  }
  return faults;
}

/**
 * What comparisons mended though nothing had rotted: the exchange itself had
 * lost it, which the mending must not hide.
 */
function needless(sites: readonly SimSite[]): string[] {
  const rotten = new Set(sites.flatMap((site) => [...site.rotten]));
  return sites.flatMap((site) =>
    site.mended
      .filter((name) => !rotten.has(name))
      .map((name) => `${name} was missing at ${site.name} until a comparison mended it`),
  );
}

type State = Map<string, StoredRecord>;

const stateOf = (site: SimSite): State =>
  new Map([...allRecords(site)].map((record) => [keyOf(record), record]));

/** Every site that should see a record has its owner's version of it, and nobody else has it. */
function differences(world: World, states: Map<string, State>): string[] {
  const faults: string[] = [];
  const hub = states.get(world.hub.name) ?? new Map();
  for (const site of world.sites)
    for (const [key, record] of states.get(site.name) ?? []) {
      if (record.owner !== site.name) continue;
      for (const other of world.sites) {
        if (other === site) continue;
        const copy = states.get(other.name)?.get(key);
        const should = other === world.hub || sees(hub, other.name, record);
        if (should && !same(record, copy))
          faults.push(
            `${key} of ${site.name} is ${tell(record)} but at ${other.name} ${tell(copy)}`,
          );
        if (!should && copy && copy.op === 'put')
          faults.push(`${other.name} has ${key} of ${site.name} without the right to`);
      }
    }
  for (const [name, state] of states)
    for (const [key, record] of state)
      if (record.op !== 'gone' && !states.get(record.owner)?.has(key))
        faults.push(`${name} has ${key} which its owner ${record.owner} does not know`);
  return faults;
}

/** The right to see, worked out anew from the bodies. A tombstone may be seen by those who saw the record. */
function sees(hub: State, site: string, record: StoredRecord): boolean {
  const branch = hub.get(`Branch/${site}`);
  const type = recordTypes.find((t) => t.name === record.type);
  if (record.op !== 'put' || !type?.audience || !branch?.body) return false;
  const tokens = tokensOf(JSON.parse(branch.body) as BranchRecord);
  const audience = type.audience(JSON.parse(record.body ?? '{}') as never);
  return audience.some((token) => tokens.includes(token));
}

const same = (a: StoredRecord, b: StoredRecord | undefined): boolean =>
  b !== undefined && a.rev === b.rev && a.hash === b.hash && a.body === b.body && a.op === b.op;

const tell = (record: StoredRecord | undefined): string =>
  record ? `${record.op} v${record.version} ${record.rev}` : 'missing';

/**
 * Offerings with more seats given than there are, at their hosts. A seat that
 * its branch has cancelled is free, even where a restored host has that yet to
 * learn again. A promise that a restore had wiped out everywhere, and that an
 * other old backup brings back after its seat went to somebody else, is nobody's
 * fault but a person's to settle; so is one whose cancelling was wiped out
 * everywhere, while the promise made of the freed seat was not.
 */
export function oversold(
  { ledger }: World,
  hosts: readonly SimSite[],
  everyone: readonly SimSite[],
): string[] {
  const cancelled = cancelledAt(everyone);
  const faults: string[] = [];
  for (const host of hosts) {
    const given = new Map<string, number>();
    const offerings: [string, OfferingRecord][] = [];
    for (const record of allRecords(host)) {
      if (record.owner !== host.name || record.op !== 'put' || !record.body) continue;
      if (record.type === 'Offering')
        offerings.push([record.id, JSON.parse(record.body) as OfferingRecord]);
      if (record.type !== 'EnrolmentDecision') continue;
      const decision = JSON.parse(record.body) as EnrolmentDecisionRecord;
      const seated =
        takesSeat(decision) &&
        !cancelled.has(record.id) &&
        !ledger.wasLost(record) &&
        !ledger.wasTurnedBack(record);
      if (seated && decision.offeringId)
        given.set(decision.offeringId, (given.get(decision.offeringId) ?? 0) + 1);
    }
    for (const [id, offering] of offerings)
      if ((given.get(id) ?? 0) > offering.capacity)
        faults.push(
          `offering ${id} of ${host.name} has ${offering.capacity} seats, ${given.get(id)} given`,
        );
  }
  return faults;
}

/** Enrolments that their own branches have cancelled. */
function cancelledAt(sites: readonly SimSite[]): Set<string> {
  const ids = new Set<string>();
  for (const site of sites)
    for (const record of allRecords(site)) {
      if (record.type !== 'Enrolment' || record.owner !== site.name || !record.body) continue;
      if ((JSON.parse(record.body) as EnrolmentRecord).desired === 'cancelled') ids.add(record.id);
    }
  return ids;
}
