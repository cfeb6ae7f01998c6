import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import { CodedError } from '../../base/errors.ts';
import { createCrypto } from '../../base/crypto.ts';
import type { OpenSite } from '../site.ts';
import { commandActor } from './actor.ts';
import { verifyAuditFile, writeAuditFile } from './audit-file.ts';
import type { Verdict } from './chain.ts';

/** Runs what a command does to a site as an action of whoever is at the command line. */
export function asCommand<T>(
  site: Pick<OpenSite, 'audit'>,
  { action, subject }: { action: string; subject?: string },
  work: () => Promise<T> | T,
): Promise<T> {
  const act = { ...commandActor(userInfo().username), action: `command ${action}` };
  return site.audit.action({ ...act, ...(subject ? { subject } : {}) }, work);
}

/** `audit export` and `audit verify` of hub and node. */
export function auditCommand(open: (command: Command) => Promise<OpenSite>): Command {
  const audit = new Command('audit').description('审计日志 the audit log');
  audit
    .command('export <file>')
    .description('导出审计日志 write the log to a new file')
    .addOption(
      new Option('--format <format>', '格式 form').choices(['ndjson', 'csv']).default('ndjson'),
    )
    .action(async (file: string, flags: { format: 'ndjson' | 'csv' }, command: Command) => {
      const site = await open(command);
      try {
        const count = await asCommand(site, { action: 'audit export' }, () =>
          exportTo(site, file, flags),
        );
        process.stdout.write(`${file}: ${count} 条 rows\n`);
      } finally {
        site.close();
      }
    });
  audit
    .command('verify [file]')
    .description('核验审计日志；给出文件则离线核验 check the log, or by itself an exported file')
    .option('--key <keys...>', '可信公钥 public keys you trust; the file’s own otherwise')
    .action(async (file: string | undefined, flags: { key?: string[] }, command: Command) => {
      if (file === undefined) {
        const site = await open(command);
        const verdict = site.audit.verify([...(flags.key ?? []), site.keys.publicKey]);
        site.close();
        return tell(site.name, verdict);
      }
      const crypto = createCrypto(NO_KEY);
      const verdict = await verifyAuditFile(file, { keys: flags.key ?? [], crypto });
      if (!flags.key) process.stdout.write(`公钥 keys: ${verdict.keys.join(' ')}\n`);
      tell(verdict.site, verdict);
    });
  return audit;
}

/** Verifying needs no key of one's own. */
const NO_KEY = { privateKey: undefined as never };

function exportTo(site: OpenSite, file: string, { format }: { format: 'ndjson' | 'csv' }): number {
  const { audit, name, keys, clock, crypto } = site;
  const anchor = audit.anchor();
  const rows = audit.rows(anchor?.seq ?? 0);
  const source = { site: name, keys: [keys.publicKey], anchor, rows, now: clock.now(), crypto };
  return writeAuditFile(source, { file, format });
}

/** Throws AUDIT_BROKEN at the first row that does not fit. */
function tell(site: string, { checked, from, to, fault }: Verdict): void {
  if (fault)
    throw new CodedError('AUDIT_BROKEN', { detail: `${site} ${fault.seq}: ${fault.why}.` });
  process.stdout.write(`${site}: ${checked} 条无误 rows fit (${from}–${to})\n`);
}
