/**
 * A cloud service is a function of a request and its own books: what it has done, by key. What is wrong with it stands
 * beside it as its mood, so the same service is a node on sim, an HTTP server on the wire, and a set of msw handlers.
 */
import type { ServiceDidEvent } from '#history/services';
import type { CloudAnswer, CloudRequest } from '#protocols/cloud/exchange';

/** What a service has done, as its own books have it; told once, however often it is asked. */
export type Deed = Omit<ServiceDidEvent, 'kind'>;

/** Its answer, and what it has done for the first time. */
export type Done = { answer: CloudAnswer; deed: Deed | null };

/** Does what is asked, in its own books; the books are changed in place. */
export type Service = (request: CloudRequest) => Done;

/** What is wrong with a service. */
export type Mood = {
  /** So many ms later comes each answer; what is asked is done at once. */
  slowMs: number;
  /** It answers 503 and does nothing. */
  failing: boolean;
  /** It answers 429 and does nothing. */
  busy: boolean;
  /** A certificate has expired: it answers 403 and does nothing. */
  expired: boolean;
  /** It does what is asked and answers something else. */
  wrong: boolean;
  /** It does what is asked and hangs up. */
  losesAnswers: boolean;
};

export const WELL: Readonly<Mood> = {
  slowMs: 0,
  failing: false,
  busy: false,
  expired: false,
  wrong: false,
  losesAnswers: false,
};

/** What comes of a request: an answer after a while, or none (null), and what was done. */
export type Served = { answer: CloudAnswer | null; afterMs: number; deed: Deed | null };

/** Asks a service in that mood. */
export function serve(service: Service, mood: Readonly<Mood>, request: CloudRequest): Served {
  const afterMs = mood.slowMs;
  const refusal = refusalIn(mood);
  if (refusal !== null) return { answer: refusal, afterMs, deed: null };
  const { answer, deed } = service(request);
  if (mood.losesAnswers) return { answer: null, afterMs, deed };
  if (mood.wrong) return { answer: { status: 200, body: { key: 'of-somebody-else' } }, afterMs, deed };
  return { answer, afterMs, deed };
}

/** What it answers instead of doing anything; null if it does what it is asked. */
function refusalIn({ failing, busy, expired }: Readonly<Mood>): CloudAnswer | null {
  if (failing) return { status: 503, body: { error: 'out-of-order' } };
  if (expired) return { status: 403, body: { error: 'certificate-expired' } };
  return busy ? { status: 429, body: { error: 'busy' } } : null;
}

/** What a service says to what it does not understand. */
export const BAD_REQUEST: Done = { answer: { status: 400, body: { error: 'bad-request' } }, deed: null };
