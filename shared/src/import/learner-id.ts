import { createHmac } from 'node:crypto';
import { commit } from '../replication/site.ts';
import type { Site } from '../replication/site.ts';

const SECRET = 'import.learner-secret';

/**
 * Turns what a site calls a person into the pseudonymous network id, the same
 * at every import. It is keyed by a secret that stays in the site's database:
 * id numbers are few enough to be tried out against a plain hash.
 */
export async function createLearnerIds(
  site: Site,
  { dryRun }: { dryRun: boolean },
): Promise<(user: string) => string> {
  const known = await site.store.meta(SECRET);
  const secret = known || site.rng.token();
  if (!known && !dryRun) await commit(site, [], [{ do: 'meta', key: SECRET, value: secret }]);
  return (user) =>
    createHmac('sha256', secret).update(`${site.name}\n${user}`).digest('hex').slice(0, 32);
}
