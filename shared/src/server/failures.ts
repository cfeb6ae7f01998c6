import { GraphQLError } from 'graphql';
import { CodedError, ERRORS, isCoded } from '../base/errors.ts';
import type { ErrorCode, FieldFault } from '../base/errors.ts';
import type { Log } from '../base/log.ts';

/** How an error leaves a server: by the catalogue, and what is not in it as INTERNAL, saying nothing. */

export interface WireError {
  message: string;
  locations?: GraphQLError['locations'];
  path?: GraphQLError['path'];
  extensions: {
    code: ErrorCode;
    retry: string;
    zh: string;
    en: string;
    faults: readonly FieldFault[];
    requestId: string;
  };
}

interface Where {
  requestId: string;
  log: Log;
}

/** Codes of Fastify's own errors, by HTTP status. */
const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'BAD_INPUT',
  413: 'TOO_LARGE',
  415: 'BAD_INPUT',
  429: 'RATE_LIMITED',
  503: 'BUSY',
};

/** The coded error behind whatever was thrown; an unknown one is logged with its cause. */
export function codedOf(error: unknown, { requestId, log }: Where): CodedError {
  const origin = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (isCoded(origin)) return origin;
  if (origin instanceof GraphQLError && !origin.path)
    return new CodedError('BAD_INPUT', { detail: origin.message, cause: origin });
  const code = codeOf(origin);
  if (code) return new CodedError(code, { cause: origin });
  log.error({ err: origin, requestId }, 'internal error');
  return new CodedError('INTERNAL', { cause: origin });
}

/** Code of an error that has one, by itself or by its HTTP status. */
export function codeOf(error: unknown): ErrorCode | undefined {
  if (isCoded(error)) return error.code;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? byStatus[status] : undefined;
}

/** Value of the Retry-After header, in whole seconds; undefined when nothing is known. */
export const retryAfterOf = ({ retryAfterMs }: CodedError): string | undefined =>
  retryAfterMs > 0 ? String(Math.ceil(retryAfterMs / 1000)) : undefined;

export const statusOf = (error: CodedError): number => ERRORS[error.code].status;

export function toWire(error: CodedError, requestId: string, at?: GraphQLError): WireError {
  const { retry, zh, en } = ERRORS[error.code];
  return {
    message: error.message,
    ...(at?.locations ? { locations: at.locations } : {}),
    ...(at?.path ? { path: at.path } : {}),
    extensions: { code: error.code, retry, zh, en, faults: error.faults, requestId },
  };
}

/** A failed document comes as one error that holds the others. */
export function eachError(error: GraphQLError): readonly GraphQLError[] {
  const inner = (error.originalError as { errors?: unknown } | undefined)?.errors;
  return Array.isArray(inner) && inner.length > 0 ? (inner as GraphQLError[]) : [error];
}
