import type { PageRequest } from '../../domains/pages.ts';
import { asOf } from '../sight.ts';
import type { RequestContext } from '../context.ts';

/** Arguments of a list field. */
export interface PageArgs<Filter> {
  first?: number | null;
  after?: string | null;
  filter?: Filter | null;
}

export const pageOf = async (
  { first, after }: PageArgs<unknown>,
  context: RequestContext,
): Promise<PageRequest> => ({ first, after, asOf: await asOf(context) });
