import type { FastifyInstance } from 'fastify';
import type { Admission } from './admission.ts';
import type { OpenSite } from './site.ts';

/** For supervisors: `/livez` says that the process answers, `/readyz` that it can do its work. */

interface Probe {
  name: string;
  ok: boolean;
}

function probes(site: OpenSite): Probe[] {
  const attempt = (name: string, works: () => boolean): Probe => {
    try {
      return { name, ok: works() };
    } catch {
      return { name, ok: false }; // what failed is what this route is asked for
    }
  };
  return [
    attempt('database', () => {
      site.db.$client.exec('begin immediate; rollback');
      return true;
    }),
    attempt('migrations', () => site.pendingMigrations() === 0),
    { name: 'running', ok: !site.engine.site.news.closed },
  ];
}

export function registerHealth(
  app: FastifyInstance,
  { site, admission }: { site: OpenSite; admission: Admission },
): void {
  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const found = probes(site);
    const ready = found.every((probe) => probe.ok);
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ok' : 'not ready',
      site: site.name,
      probes: found,
      sync: admission.figures(),
    });
  });
}
