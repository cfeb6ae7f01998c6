import { LANES, ORIGIN } from './model.ts';
import type { Lane } from './model.ts';
import { isSettled, newContact } from './settled.ts';
import type { TypeVersion } from './messages.ts';
import { typesOf } from './site.ts';
import type { Site } from './site.ts';

/** How the exchange with each peer stands, for people and for health checks. */

export interface LaneStatus {
  lane: Lane;
  /** Sequence of this site's own log. */
  head: number;
  /** How far the peer has it durably. */
  received: number;
  /** Entries of ours the peer refused and keeps in quarantine. */
  refused: number;
  /** Log rows the peer has not got yet; some may not concern it. */
  backlogOut: number;
  /** How far this site has the peer's log, and where that stood when last heard. */
  cursor: number;
  peerHead: number;
  backlogIn: number;
  /** Up to here both sides' copies of our log, and of the peer's, were compared body by body and are alike or mended. */
  verifiedOut: number;
  verifiedIn: number;
  /** The older of the two: all of that was compared at this time or later; ms, 0 = never. */
  verifiedAt: number;
  /** Records mended on either side by that, ever. */
  repaired: number;
}

export interface PeerStatus {
  site: string;
  role: 'up' | 'down';
  active: boolean;
  /** ms, 0 = never. */
  lastAttemptAt: number;
  lastSuccessAt: number;
  lastError: string;
  /** When two machines were found to speak with its key, ms; 0 when not. */
  clonedAt: number;
  software: string;
  /** Record types of which the peer writes an older schema than this site, or knows nothing. */
  olderTypes: string[];
  /** Record types of which it writes a newer schema, or that this site does not know. */
  newerTypes: string[];
  quarantined: number;
  lanes: LaneStatus[];
}

export interface SyncStatus {
  site: string;
  asOf: number;
  settled: boolean;
  quarantined: number;
  conflicts: number;
  peers: PeerStatus[];
}

/** Nothing before the peer has told what it knows. */
function compareTypes(ours: readonly TypeVersion[], theirs: readonly TypeVersion[]) {
  const less = (a: readonly TypeVersion[], b: readonly TypeVersion[]): string[] => {
    const known = new Map(a.map(({ name, version }) => [name, version]));
    return b.filter(({ name, version }) => (known.get(name) ?? 0) < version).map((t) => t.name);
  };
  if (theirs.length === 0) return { olderTypes: [], newerTypes: [] };
  return { olderTypes: less(theirs, ours), newerTypes: less(ours, theirs) };
}

async function verified(site: Site, peer: string, lane: Lane) {
  const ways = [];
  for (const way of ['in', 'out'] as const)
    ways.push(await site.store.verification({ peer, lane, way }));
  const [into, out] = ways;
  const times = ways.flatMap((way) => (way && way.done.since > 0 ? [way.done.since] : []));
  return {
    verifiedIn: into?.done.seq ?? 0,
    verifiedOut: out?.done.seq ?? 0,
    verifiedAt: times.length > 0 ? Math.min(...times) : 0,
    repaired: (into?.repaired ?? 0) + (out?.repaired ?? 0),
  };
}

export async function readStatus(site: Site): Promise<SyncStatus> {
  const peers: PeerStatus[] = [];
  for (const peer of await site.store.peers()) {
    if (peer.role === 'far') continue;
    const contact = (await site.store.contact(peer.site)) ?? newContact(peer.site);
    const lanes: LaneStatus[] = [];
    for (const lane of LANES) {
      const { head } = await site.store.log(lane);
      const receipt = await site.store.receipt(peer.site, lane);
      const cursor = (await site.store.cursor(peer.site, lane))?.at ?? ORIGIN;
      const received = receipt?.received.seq ?? 0;
      const scanned = site.scanned.get(`${peer.site}/${lane}`) ?? 0;
      const peerHead = Math.max(contact.heads[lane] ?? 0, cursor.seq);
      lanes.push({
        lane,
        head: head.seq,
        received,
        refused: receipt?.refused.length ?? 0,
        backlogOut: Math.max(0, head.seq - Math.max(received, scanned)),
        cursor: cursor.seq,
        peerHead,
        backlogIn: peerHead - cursor.seq,
        ...(await verified(site, peer.site, lane)),
      });
    }
    peers.push({
      site: peer.site,
      role: peer.role,
      active: peer.active,
      lastAttemptAt: contact.lastAttemptAt,
      lastSuccessAt: contact.lastSuccessAt,
      lastError: peer.clonedAt > 0 ? 'CLONED' : contact.lastError,
      clonedAt: peer.clonedAt,
      software: contact.software,
      ...compareTypes(typesOf(site), contact.types),
      quarantined: await site.store.countQuarantine(peer.site),
      lanes,
    });
  }
  return {
    site: site.name,
    asOf: site.clock.now(),
    settled: await isSettled(site),
    quarantined: await site.store.countQuarantine(null),
    conflicts: (await site.store.conflicts({ state: 'open', after: '', limit: 1000 })).length,
    peers,
  };
}
