import t from 'tap';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROTOCOL } from '@lianxue/shared/replication/messages.ts';
import { schemaFolder, wireHash, wireText } from './wire-text.ts';

interface Protocol {
  version: number;
  minVersion: number;
  wireHash: string;
  history: { version: number; date: string; wireHash: string; change: string }[];
}

const file = join(schemaFolder, 'protocol.json');
const protocol = JSON.parse(readFileSync(file, 'utf8')) as Protocol;
const hash = wireHash();

const advice = `The wire contract (schema/directives.graphql, schema/records, schema/sync.graphql) has changed.
Sites in the field run older software, so:
 1. Only add: fields that may be absent, enum values, wider limits. Anything else breaks older sites.
 2. In schema/protocol.json raise "version" by one, set "wireHash" to
      ${hash}
    and add a line at the end of "history" with the version, the date, the hash and what changed.
 3. Raise "version" of each record type whose fields changed, with an "upcast" if old bodies need it.
 4. Raise PROTOCOL in shared/src/replication/messages.ts only if the messages of schema/sync.graphql changed,
    and "minVersion" only when sites of that version can no longer be served.
Not released yet? Then change the last line of "history" instead of adding one.`;

t.equal(protocol.wireHash, hash, advice);

t.test('the history leads to the contract of today', async (t) => {
  const versions = protocol.history.map((line) => line.version);
  t.same(
    versions,
    versions.map((_, i) => i + 1),
    'one line a version, in order',
  );
  t.match(protocol.history.at(-1), { version: protocol.version, wireHash: protocol.wireHash });
  const hashes = protocol.history.map((line) => line.wireHash);
  t.same(hashes, [...new Set(hashes)], 'no two versions are the same');
  for (const line of protocol.history) {
    t.match(line.date, /^\d{4}-\d{2}-\d{2}$/);
    t.ok(line.change.length > 0, `version ${line.version} says what changed`);
  }
  t.ok(protocol.minVersion >= 1 && protocol.minVersion <= protocol.version);
});

t.test('words and order do not count, names and limits do', async (t) => {
  const text = wireText();
  t.notMatch(text, /课程名称/, 'no descriptions');
  t.match(text, /title: String! @limits\(maxLength: 300, minLength: 1\)/, 'limits, sorted');
  t.ok(PROTOCOL.min <= PROTOCOL.max);
});
