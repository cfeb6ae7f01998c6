import { type Check, failed, fromFaults } from './check.ts';
import { type Installed, listInstalled } from './installed.ts';

const forbidden = /\b(?:[AL]?GPL|SSPL|Elastic|BUSL|BSL-1\.1|Commons-Clause)/i;

/** Packages whose manifest names no licence; their licence file was read. */
const readByHand: Record<string, string> = {
  'jsonc-simple-parser': 'MIT',
};

/** Nothing installed may impose its licence on this one. */
export const licences: Check = {
  name: 'licences',
  async run(root) {
    const installed = await listInstalled(root);
    if (installed.length === 0) return failed('saw no packages', 'node_modules/.pnpm is empty');
    const faults = installed.flatMap(judge);
    return fromFaults([...new Set(faults)].sort(), `${installed.length} packages`);
  },
};

function judge({ manifest }: Installed): string[] {
  const name = `${manifest.name}@${manifest.version}`;
  const licence = readLicence(manifest) ?? readByHand[manifest.name];
  if (licence === undefined) return [`${name}: no licence named`];
  return isAllowed(licence) ? [] : [`${name}: ${licence}`];
}

/** Old manifests say `{ type }`, or a list of those to choose from. */
function readLicence({ license, licenses }: Installed['manifest']): string | undefined {
  const field = license ?? licenses;
  const list = Array.isArray(field) ? field : [field];
  const names = list.map((item: unknown) =>
    typeof item === 'object' && item !== null && 'type' in item ? item.type : item,
  );
  const known = names.filter((item) => typeof item === 'string' && item !== '');
  return known.length === 0 ? undefined : known.join(' OR ');
}

/** One side of an OR is enough; within a side every AND must do. Brackets only ever group sides here. */
function isAllowed(licence: string): boolean {
  return licence
    .replace(/[()]/g, '')
    .split(/\s+OR\s+/i)
    .some((side) => !forbidden.test(side) && !/^UNLICENSED$|^SEE LICEN[CS]E/i.test(side));
}
