/** Cloud services as msw handlers: for whatever talks to them by `fetch` or Node's HTTP, in tests and in a browser. */
import { delay, http, HttpResponse, type RequestHandler } from 'msw';
import { KEY_HEADER } from '#protocols/cloud/exchange';
import { serve, WELL, type Mood, type Service } from './service.ts';

/** Handlers for all paths below an address, like `http://127.0.0.1:1/nocoo`. An answer that is lost is a network error. */
export function cloudHandlers(address: string, service: Service, mood: Readonly<Mood> = WELL): RequestHandler[] {
  return [
    http.post(`${address}/*`, async ({ request }) => {
      const { pathname } = new URL(request.url);
      const body: unknown = await request.json().catch(() => null);
      const key = request.headers.get(KEY_HEADER) ?? '';
      const { answer, afterMs } = serve(service, mood, { path: pathname, key, body });
      if (afterMs > 0) await delay(afterMs);
      if (answer === null) return HttpResponse.error();
      return HttpResponse.json(answer.body as Record<string, unknown>, { status: answer.status });
    }),
  ];
}
