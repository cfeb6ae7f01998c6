import { CodedError } from '../base/errors.ts';
import { hashText, proofText } from './codec.ts';
import { grantPeers } from './grants.ts';
import { followUps } from './intake.ts';
import { keyOf } from './model.ts';
import type { Grant, Key, Lane, Op, RecordType, StoredRecord, Version } from './model.ts';
import { commit } from './site.ts';
import type { Site } from './site.ts';
import type { Guard, OwnWrite, Step } from './store.ts';
import { audienceOf, bodyOf, mayOwn, trailOf } from './versions.ts';

/**
 * One business transaction: reads what it decides on, collects what it writes,
 * and commits both together. What it read is guarded, so a decision never rests
 * on something that changed meanwhile; `transact` in `engine.ts` runs it anew then.
 */
export class Work {
  private readonly site: Site;
  private readonly read = new Map<string, StoredRecord | undefined>();
  private readonly written = new Map<
    string,
    { record: OwnWrite; type: RecordType; body: unknown }
  >();
  private readonly guards: Guard[] = [];
  private readonly extra: Step[] = [];

  constructor(site: Site) {
    this.site = site;
  }

  /** This site's clock, ms. */
  now(): number {
    return this.site.clock.now();
  }

  /** The record as this site has it; tombstones and records it may not see any more are there with their `op`. */
  async get(key: Key): Promise<StoredRecord | undefined> {
    const name = keyOf(key);
    if (!this.read.has(name)) this.note(key, await this.site.store.record(key));
    return this.read.get(name);
  }

  /** Reads many at once, so that later `get`s of them cost nothing. */
  async load(keys: readonly Key[]): Promise<void> {
    const fresh = keys.filter((key) => !this.read.has(keyOf(key)));
    const found = await this.site.store.records(fresh);
    for (const [i, key] of fresh.entries()) this.note(key, found[i]);
  }

  /** The live body at the current schema version, undefined if there is none. */
  async body<T>(key: Key): Promise<T | undefined> {
    const pending = this.written.get(keyOf(key));
    if (pending) return pending.record.op === 'put' ? (pending.body as T) : undefined;
    const record = await this.get(key);
    if (record?.op !== 'put') return undefined;
    return bodyOf(this.type(key.type), record) as T;
  }

  /** Nothing else may be logged in this lane between this call and the commit: for decisions that count. */
  async serialise(lane: Lane): Promise<void> {
    const { head } = await this.site.store.log(lane);
    this.guards.push({ is: 'head', lane, seq: head.seq });
  }

  /**
   * Writes a version of an own record. Throws NOT_OWNER if another site owns
   * it, BAD_INPUT with every field at fault if the body breaks the contract.
   * `over`: a rival of what stands that this is written upon as well.
   */
  async put(key: Key, body: object, over?: Pick<Version, 'rev' | 'trail'>): Promise<void> {
    await this.write(key, { op: 'put', body, over });
  }

  /** A person has dealt with this conflict. */
  settle(ref: string): void {
    this.extra.push({ do: 'settle', ref, at: this.now() });
  }

  /** Writes a tombstone; nothing if the record is not there. */
  async remove(key: Key, op: 'del' | 'erase' = 'del'): Promise<void> {
    const before = await this.get(key);
    if (before && before.op !== op) await this.write(key, { op, body: null, over: undefined });
  }

  private note(key: Key, record: StoredRecord | undefined): void {
    this.read.set(keyOf(key), record);
    this.guards.push({
      is: 'record',
      key: { type: key.type, id: key.id },
      rev: record?.rev ?? null,
    });
  }

  private type(name: string): RecordType {
    const type = this.site.types.get(name);
    if (!type) throw new CodedError('UNKNOWN_TYPE', { detail: name });
    return type;
  }

  private async write(
    key: Key,
    {
      op,
      body,
      over,
    }: { op: Op; body: object | null; over: Pick<Version, 'rev' | 'trail'> | undefined },
  ): Promise<void> {
    const type = this.type(key.type);
    const before = await this.get(key);
    if ((before && before.owner !== this.site.name) || !mayOwn(this.site, type, this.site.name))
      throw new CodedError('NOT_OWNER', { detail: keyOf(key) });
    const faults = body === null ? [] : type.validate(body);
    if (faults.length > 0) throw new CodedError('BAD_INPUT', { detail: keyOf(key), faults });
    const version = {
      type: key.type,
      id: key.id,
      owner: this.site.name,
      trail: trailOf([before, over]),
      version: (before?.version ?? 0) + 1,
      op,
      schemaVersion: type.version,
      at: this.site.clock.now(),
      body: body === null ? null : JSON.stringify(body),
    };
    const hash = this.site.crypto.hash(hashText(version));
    const sig = this.site.crypto.sign(proofText({ ...version, hash }));
    const record = { ...version, hash, sig, ...audienceOf(type, body, before) };
    this.written.set(keyOf(key), { record, type, body });
  }

  /** Commits; undefined when something it read has changed. Answers the stamps of what was written, in order. */
  async commit(): Promise<string[] | undefined> {
    if (this.written.size === 0 && this.extra.length === 0) return [];
    const steps: Step[] = [...this.extra];
    const guards = [...this.guards];
    const grants: Grant[] = [];
    for (const { record, type, body } of this.written.values()) {
      steps.push(
        { do: 'write', lane: type.lane, record, history: type.retain === 'history' },
        ...followUps(this.site, type, record),
      );
      if (type.grants && record.op === 'put') grants.push(type.grants(body as never));
    }
    const granted = await grantPeers(this.site, grants);
    guards.push(...granted.guards);
    steps.push(...granted.steps);
    const outcome = await commit(this.site, guards, steps);
    return outcome.ok ? outcome.revs : undefined;
  }
}
