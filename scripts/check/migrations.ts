import { type Check, fromFaults, passed } from './check.ts';
import { readMigrationState, servers, type Server, writeStatements } from './migration-history.ts';

/** Compares each server's tables with the end of its history: a difference is a migration nobody wrote. */
export const migrations: Check = {
  name: 'migrations',
  async run(root) {
    const found = await Promise.all(servers.map((server) => inspect(root, server)));
    const started = servers.filter((_, i) => found[i] !== undefined);
    if (started.length === 0) return passed('nothing yet');
    const count = found.reduce((sum, one) => sum + (one?.count ?? 0), 0);
    const faults = found.flatMap((one) => one?.faults ?? []);
    return fromFaults(faults, `${count} migrations of ${started.join(', ')}`);
  },
};

interface Inspection {
  count: number;
  faults: string[];
}

async function inspect(root: string, server: Server): Promise<Inspection | undefined> {
  try {
    const state = await readMigrationState(root, server);
    if (state === undefined) return undefined;
    const count = state.journal.entries.length;
    if (!state.differs) return { count, faults: [] };
    const told = `${server}: out of date, run \`pnpm migrations\``;
    if (state.asks) return { count, faults: [`${told} and answer what was renamed`] };
    const statements = (await writeStatements(state)).join('\n');
    return { count, faults: [`${told}; missing:\n${statements}`] };
  } catch (error) {
    return { count: 0, faults: [`${server}: ${String(error)}`] };
  }
}
