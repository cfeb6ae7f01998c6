import { fieldFault } from '../domains/field-faults.ts';
import { canMove } from '../domains/transitions.ts';
import type { Transitions } from '../domains/transitions.ts';
import type { Fault } from '../replication/model.ts';

/** A rule for `Put.changeFaults`: a record's `state` goes only where its machine allows. Unknown states are the contract's business. */
export const moveFaults =
  <State extends string>(steps: Transitions<State>) =>
  (before: object, after: object): Fault[] => {
    const [from, to] = [stateOf(before), stateOf(after)] as [State, State];
    if (!(from in steps) || !(to in steps) || canMove(steps, { from, to })) return [];
    return [
      fieldFault('state', {
        zh: `状态不能从 ${from} 变为 ${to}。`,
        en: `cannot change from ${from} to ${to}.`,
      }),
    ];
  };

const stateOf = (body: object): string => ('state' in body ? String(body.state) : '');
