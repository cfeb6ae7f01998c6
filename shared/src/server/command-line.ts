import { ERRORS, isCoded } from '../base/errors.ts';

interface Program {
  parseAsync(): Promise<unknown>;
}

/** Runs a command line. Exits with 2 when a person has to act first, 1 on any other failure. */
export async function runCommand(program: Program): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (!isCoded(error)) throw error;
    const { zh, retry } = ERRORS[error.code];
    const faults = error.faults.map((fault) => `  ${fault.zh} ${fault.en}`);
    process.stderr.write([`${error.code} ${zh} ${error.message}`, ...faults, ''].join('\n'));
    process.exitCode = retry === 'operator' ? 2 : 1;
  }
}
