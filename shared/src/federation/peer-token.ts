import { CodedError } from '../base/errors.ts';

/**
 * One signed token per request from one site to another, as a JWT (RFC 7519)
 * with EdDSA. Written out here instead of taken from a library because what
 * matters is what it refuses: every claim is required, one algorithm exists,
 * the keys are those of the site that the token claims to be from, several
 * while they rotate, and any failure is the same 401.
 */
export interface TokenClaims {
  iss: string;
  sub: string;
  aud: string;
  /** Seconds since 1970. */
  iat: number;
  exp: number;
  jti: string;
  /** Method and path. */
  req: string;
  /** SHA-256 of the body as sent, base64url. */
  bod: string;
}

/** Longest life of a token, s. */
const TOKEN_LIFE = 60;
/** How far two sites' clocks may differ, s. */
const CLOCK_SKEW = 60;
/** A token's id is kept this long, s: twice what it could be valid at all. */
const JTI_KEPT = 2 * (TOKEN_LIFE + 2 * CLOCK_SKEW);

const ALGORITHM = 'ed25519:';
const HEADER = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'JWT' })).toString('base64url');
/** A real one has some 500. */
const CHARS_MAX = 2_000;

interface Signer {
  sign(text: string): string;
  hash(body: Uint8Array): string;
}

export interface TokenRequest {
  method: string;
  path: string;
  body: Uint8Array;
}

/** Signs tokens from one site to another. */
export function createTokenSigner(options: {
  site: string;
  audience: string;
  crypto: Signer;
  now: () => number;
  newToken: () => string;
}): (request: TokenRequest) => string {
  const { site, audience, crypto } = options;
  return ({ method, path, body }) => {
    const iat = Math.floor(options.now() / 1000);
    const claims: TokenClaims = {
      iss: site,
      sub: site,
      aud: audience,
      iat,
      exp: iat + TOKEN_LIFE,
      jti: options.newToken(),
      req: `${method} ${path}`,
      bod: crypto.hash(body),
    };
    return signToken(claims, crypto);
  };
}

/** The token of these claims, whatever they say. */
export function signToken(claims: object, crypto: Pick<Signer, 'sign'>): string {
  const text = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  const signature = crypto.sign(text).slice(ALGORITHM.length);
  return `${text}.${Buffer.from(signature, 'base64').toString('base64url')}`;
}

export interface TokenVerifier {
  /** Everything but the body, before it is read. Rejects with UNAUTHENTICATED. */
  open(token: string, request: { method: string; path: string }): Promise<TokenClaims>;
  /** The body's hash, and that the token comes for the first time. Throws UNAUTHENTICATED. */
  take(claims: TokenClaims, bodyHash: string): void;
}

export interface TokenVerifierOptions {
  /** The site that tokens must be meant for. */
  audience: string;
  now: () => number;
  /** Keys of an active site that may call here; undefined for any other. */
  keysOf: (site: string) => Promise<readonly string[] | undefined>;
  verify: (keys: readonly string[], text: string, signature: string) => boolean;
  /** Remembers the id until `expiresAt` (ms); false if it was there already. */
  remember: (token: { site: string; jti: string; expiresAt: number }) => boolean;
}

const refuse = (detail: string): CodedError => new CodedError('UNAUTHENTICATED', { detail });

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  return {
    async open(token, request) {
      const { text, signature, claims } = readToken(token);
      const fault = claimFault(claims, { ...options, ...request });
      if (fault) throw refuse(fault);
      const keys = await options.keysOf(claims.iss);
      if (!keys || !options.verify(keys, text, ALGORITHM + signature))
        throw refuse('The token is not signed by that site.');
      return claims;
    },
    take({ bod, iss, jti }, bodyHash) {
      if (bod !== bodyHash) throw refuse('The body is not the one that was signed.');
      const expiresAt = options.now() + JTI_KEPT * 1000;
      if (!options.remember({ site: iss, jti, expiresAt })) throw refuse('The token was used.');
    },
  };
}

function claimFault(
  claims: TokenClaims,
  want: { audience: string; now: () => number; method: string; path: string },
): string | undefined {
  const now = Math.floor(want.now() / 1000);
  if (claims.iss !== claims.sub) return 'The token speaks for another site.';
  if (claims.aud !== want.audience) return 'The token is meant for another site.';
  if (claims.req !== `${want.method} ${want.path}`) return 'The token is for another request.';
  if (claims.exp <= claims.iat || claims.exp - claims.iat > TOKEN_LIFE)
    return 'The token lives too long.';
  if (claims.iat > now + CLOCK_SKEW) return 'The token is from the future.';
  if (claims.exp < now - CLOCK_SKEW) return 'The token has expired.';
  return undefined;
}

function readToken(token: string): { text: string; signature: string; claims: TokenClaims } {
  const [header, payload, signature, ...more] = token.slice(0, CHARS_MAX + 1).split('.');
  if (token.length > CHARS_MAX || !payload || !signature || more.length > 0)
    throw refuse('The token cannot be read.');
  // One header exists, so that nobody chooses how its signature is checked.
  if (header !== HEADER) throw refuse('The token is of another kind.');
  const claims = readClaims(payload);
  if (!claims) throw refuse('The token lacks a claim.');
  const base64 = Buffer.from(signature, 'base64url').toString('base64');
  return { text: `${header}.${payload}`, signature: base64, claims };
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 200;

function readClaims(payload: string): TokenClaims | undefined {
  let claims: Partial<Record<keyof TokenClaims, unknown>> | null;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as typeof claims;
  } catch {
    return undefined; // told to the caller as a token without claims
  }
  if (typeof claims !== 'object' || claims === null) return undefined;
  const texts = [claims.iss, claims.sub, claims.aud, claims.jti, claims.req, claims.bod];
  const times = [claims.iat, claims.exp];
  return texts.every(isText) && times.every(Number.isSafeInteger)
    ? (claims as TokenClaims)
    : undefined;
}
