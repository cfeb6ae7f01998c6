import { CodedError } from '../base/errors.ts';

/** A state machine as a table: from each state the states that may follow. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;

/** Whether a record may go from one state to another; staying is always allowed. */
export const canMove = <State extends string>(
  table: Transitions<State>,
  step: { from: State; to: State },
): boolean => step.from === step.to || table[step.from].includes(step.to);

/** Throws BAD_INPUT on field `state` when the step is not allowed. */
export function assertMove<State extends string>(
  table: Transitions<State>,
  step: { from: State; to: State },
): void {
  if (canMove(table, step)) return;
  const { from, to } = step;
  throw new CodedError('BAD_INPUT', {
    faults: [
      {
        code: 'BAD_FIELD',
        field: 'state',
        zh: `状态不能从 ${from} 变为 ${to}。`,
        en: `The state cannot change from ${from} to ${to}.`,
      },
    ],
  });
}
