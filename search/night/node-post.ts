/**
 * Posting the message about a night. It is tried again a few times when the service is busy or away, and given up after
 * a while: a night never waits for a chat. The address is a secret, so nothing that is said or kept names more than its
 * host.
 */
import type { Chat } from './message.ts';

export type Posting = {
  url: string;
  body: unknown;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Waits so many ms. */
  pause: (ms: number) => Promise<unknown>;
};

/** What came of it; `host` is all that is told of the address. */
export type Posted = { delivered: boolean; host: string; tries: number; said: string };

/** How long after a try in vain the next one comes, ms. */
const PAUSES_MS = [1_000, 4_000, 15_000, 30_000] as const;
const LONGEST_PAUSE_MS = 60_000;
/** A try that gets no answer for so long is in vain, ms. */
const ANSWER_MS = 10_000;
/** What a service answers may be a whole page. */
const LONGEST_ANSWER = 200;

/** Which service an address belongs to; null if its host says nothing. */
export function chatOf(url: string): Chat | null {
  const { hostname } = new URL(url);
  if (/(^|\.)(slack|slack-gov)\.com$/.test(hostname)) return 'slack';
  const ofTeams = /(^|\.)(webhook\.office\.com|logic\.azure\.com|api\.powerplatform\.com|powerautomate\.com)$/;
  return ofTeams.test(hostname) ? 'teams' : null;
}

/** Posts JSON, and again if that may help. It never throws. */
export async function post(posting: Posting): Promise<Posted> {
  const { host } = new URL(posting.url);
  let said = '';
  for (let tries = 1; ; tries += 1) {
    const answer = await attempt(posting);
    ({ said } = answer);
    if (answer.taken) return { delivered: true, host, tries, said };
    const pauseMs = PAUSES_MS[tries - 1];
    if (!answer.again || pauseMs === undefined) return { delivered: false, host, tries, said };
    await posting.pause(Math.min(LONGEST_PAUSE_MS, Math.max(pauseMs, answer.afterMs)));
  }
}

type Answer = { taken: boolean; again: boolean; afterMs: number; said: string };

async function attempt({ url, body, fetch }: Posting): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = (await response.text()).slice(0, LONGEST_ANSWER).trim();
    const { status, ok } = response;
    const afterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
    const again = status === 408 || status === 429 || status >= 500;
    return { taken: ok, again, afterMs: Number.isFinite(afterMs) ? afterMs : 0, said: `${status} ${text}`.trim() };
  } catch (error) {
    // Undici names the address in none of its messages, its cause says why: `ECONNREFUSED` and the like.
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return { taken: false, again: true, afterMs: 0, said: cause?.code ?? name };
  }
}
