import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CodedError } from '../base/errors.ts';

/** Settings of a server from its file, its environment and its flags, each over the one before. */

export type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Settings {
  text(name: string, otherwise: string): string;
  optional(name: string): string | null;
  /** Throws CONFIG when it is no whole number in the range. */
  whole(name: string, otherwise: number, range: { min: number; max: number }): number;
}

/** Values of a settings file, a JSON object; none when there is no file. Throws CONFIG when it cannot be read. */
export function readSettingsFile(file: string): Values {
  if (!existsSync(file)) return {};
  try {
    const values: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof values === 'object' && values !== null) return values as Values;
  } catch (cause) {
    throw new CodedError('CONFIG', { detail: `${file} is not JSON.`, cause });
  }
  throw new CodedError('CONFIG', { detail: `${file} is not an object.` });
}

/** `layers` from the weakest to the strongest; an empty text counts as not set. */
export function layered(layers: readonly Values[]): Settings {
  const find = (name: string): string | null => {
    for (const layer of layers.toReversed()) {
      const value = layer[name];
      if (value !== undefined && value !== null && value !== '') return String(value);
    }
    return null;
  };
  return {
    text: (name, otherwise) => find(name) ?? otherwise,
    optional: find,
    whole(name, otherwise, { min, max }) {
      const value = Number(find(name) ?? otherwise);
      if (Number.isInteger(value) && value >= min && value <= max) return value;
      throw new CodedError('CONFIG', { detail: `${name} must be from ${min} to ${max}.` });
    },
  };
}

/** Sets values in a settings file, keeping the others. */
export function changeSettingsFile(file: string, values: Values): void {
  const all = { ...readSettingsFile(file), ...values };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
}
