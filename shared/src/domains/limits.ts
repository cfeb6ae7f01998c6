import { getDirectiveValues } from 'graphql';
import type { GraphQLInputField } from 'graphql';
import { wireSchema } from './sdl.ts';

/** Bounds of a field, as `@limits` in the SDL says them. */
export interface Limits {
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  min?: number;
  max?: number;
  minItems?: number;
  maxItems?: number;
}

/** The bounds of a field; none when it has no `@limits`. */
export function limitsOf(field: GraphQLInputField): Limits {
  const directive = wireSchema().getDirective('limits');
  if (!directive || !field.astNode) return {};
  return getDirectiveValues(directive, field.astNode) ?? {};
}
