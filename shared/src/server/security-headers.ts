import type { FastifyInstance } from 'fastify';

/** No page of ours loads anything from elsewhere, runs inline code or stands in a frame. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

export function registerHeaders(
  app: FastifyInstance,
  { https, development }: { https: boolean; development: boolean },
): void {
  const headers = {
    'x-content-type-options': 'nosniff',
    // Not no-referrer, which makes browsers send forms with a null origin, and a form's origin is checked.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    // GraphiQL brings its own scripts from a CDN, in development only.
    if (!(development && request.url.startsWith('/graphiql')))
      reply.header('content-security-policy', POLICY);
  });
}
