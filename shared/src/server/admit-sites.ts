import type { FastifyInstance } from 'fastify';
import type { Admission, Place } from './admission.ts';

/** Lets sites' requests in by turns, once their token is verified and before their body is read. */

declare module 'fastify' {
  interface FastifyRequest {
    /** The place of a site's request; null for people. */
    place: Place | null;
  }
}

/** An answer that its reader has not taken in this time is cut off, ms; nothing is lost, as the cursor has not moved. */
const SEND_MS = 30_000;

export function admitSites(
  app: FastifyInstance,
  { admission, sendMs = SEND_MS }: { admission: Admission; sendMs?: number },
): void {
  app.decorateRequest('place', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.caller?.kind !== 'site') return;
    const place = await admission.enter(request.caller.site);
    request.place = place;
    if (reply.raw.closed) place.leave();
    else reply.raw.once('close', () => place.leave());
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (!request.place) return payload;
    request.place.leave();
    // Its caller has gone: nothing will be sent, and 'close' will not come again.
    if (reply.raw.closed) return payload;
    const bytes = typeof payload === 'string' ? Buffer.byteLength(payload) : 0;
    const sent = admission.send(bytes);
    const { socket } = request.raw;
    const slow = setTimeout(() => socket.destroy(), sendMs).unref();
    reply.raw.once('close', () => {
      clearTimeout(slow);
      sent();
    });
    return payload;
  });
}
