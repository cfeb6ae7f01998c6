import { createTokenSigner } from '@lianxue/shared/federation/peer-token.ts';
import { createSyncClient } from '@lianxue/shared/federation/sync-client.ts';
import type { Background } from '@lianxue/shared/server/run.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';
import type { NodeConfig } from './config.ts';

/** Keeps this node's link to its upstream going until it is stopped. */
export function startLink(site: OpenSite, { upstream, link: times }: NodeConfig): Background {
  const client = createSyncClient({
    url: upstream.url,
    tokenFor: createTokenSigner({
      site: site.name,
      audience: upstream.site,
      crypto: site.crypto,
      now: () => site.clock.now(),
      newToken: () => site.rng.token(),
    }),
  });
  const link = site.engine.link(client, times);
  const done = link.run().catch((error: unknown) => {
    site.log.error({ err: error }, 'the link ended');
  });
  return {
    name: 'link',
    async stop() {
      link.stop();
      await done;
      await client.close();
    },
  };
}
