import { keyOf } from '@lianxue/shared/replication/model.ts';
import type { StoredRecord } from '@lianxue/shared/replication/model.ts';
import { allRecords } from './ledger.ts';
import type { SimSite } from './sim-site.ts';
import type { World } from './world.ts';

/** Bodies rot on disks, one at a time and never the last good copy. */

/** Types on which no decision rests, as a wrong byte must not change who gets a seat before it is found. */
const TYPES = ['Course', 'CourseSupplement', 'Announcement', 'LearningRecord'];

/** Damages one record that its owner and its hub both have; answers whether there was one. */
export function rotSomething(world: World): boolean {
  const site = world.decay.pick(world.sites);
  const other = (record: StoredRecord): SimSite | undefined =>
    site === world.hub
      ? world.nodes.find(({ name }) => name === record.owner)
      : record.via === null || record.owner === world.hub.name
        ? world.hub
        : undefined;
  const candidates = [...allRecords(site)].filter(
    (record) => TYPES.includes(record.type) && record.op === 'put' && isWhole(record),
  );
  if (candidates.length === 0) return false;
  const record = world.decay.pick(candidates);
  const holder = other(record);
  const copy = holder && [...allRecords(holder)].find((one) => keyOf(one) === keyOf(record));
  if (copy?.rev !== record.rev || copy.op !== 'put' || !isWhole(copy)) return false;
  site.rot(record);
  return true;
}

const isWhole = (record: StoredRecord): boolean => !record.body?.endsWith(' ');
