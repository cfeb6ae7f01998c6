import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { createCrypto, sha256 } from '@lianxue/shared/base/crypto.ts';
import { readKeyFile } from '@lianxue/shared/base/keys.ts';
import { signToken } from '@lianxue/shared/federation/peer-token.ts';
import type { TokenClaims } from '@lianxue/shared/federation/peer-token.ts';
import { readSyncDocuments } from '@lianxue/shared/federation/sync-documents.ts';
import { keyFile } from '@lianxue/shared/server/site.ts';
import type { SiteProcess } from './site-process.ts';

/** Requests in a node's name, made by hand so that every part can be wrong. */

export interface Forgery {
  claims?: Partial<Record<keyof TokenClaims, unknown>>;
  /** Changes the finished token. */
  token?: (token: string) => string;
  /** Sent instead of the body that was signed. */
  body?: Buffer;
  headers?: Record<string, string>;
  /** Signs with another site's key. */
  signer?: SiteProcess;
  path?: string;
}

export const RELEASE = JSON.stringify({
  query: readSyncDocuments().get('syncRelease'),
  variables: { refs: [] },
});

function claimsFor(node: SiteProcess, body: Buffer): TokenClaims {
  const iat = Math.floor(Date.now() / 1000);
  return {
    iss: node.name,
    sub: node.name,
    aud: 'hub',
    iat,
    exp: iat + 60,
    jti: crypto.randomUUID(),
    req: 'POST /graphql',
    bod: sha256(body),
  };
}

export interface RawReply {
  status: number;
  code: string | undefined;
  text: string;
  token: string;
}

/** Sends a sync operation; by default one that the hub accepts. */
export async function sendAs(
  hub: SiteProcess,
  node: SiteProcess,
  forgery: Forgery & { plain?: string } = {},
): Promise<RawReply> {
  const packed = forgery.headers?.['content-encoding'] === 'gzip';
  const plain = Buffer.from(forgery.plain ?? RELEASE);
  const body = packed ? gzipSync(plain) : plain;
  const signer = createCrypto(readKeyFile(keyFile((forgery.signer ?? node).dataDir)));
  const claims = { ...claimsFor(node, body), ...forgery.claims };
  const honest = signToken(claims, signer);
  const token = forgery.token ? forgery.token(honest) : honest;
  const { statusCode, body: answer } = await request(hub.url + (forgery.path ?? '/graphql'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...forgery.headers,
    },
    body: forgery.body ?? body,
  });
  const text = await answer.text();
  const reply = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  return { status: statusCode, code: reply.errors?.[0]?.extensions.code, text, token };
}
