/**
 * The signing unit (TSE): signs each hand-over once, whatever is asked again, and counts. A signature is a hash over what
 * is signed and the signature before it; it is no cryptography, and only tells one from another.
 */
import { runningHash } from '#history/hash';
import type { CloudRequest } from '#protocols/cloud/exchange';
import { handOverToSign, SIGN_PATH, type HandOverToSign } from '#protocols/cloud/tse';
import { BAD_REQUEST, type Done, type Service } from './service.ts';

type Signed = { what: HandOverToSign; counter: number; signature: string };

/** A unit that has signed nothing. */
export function createTse(): Service {
  const books = new Map<string, Signed>();
  const chain = runningHash();
  return (request) => (request.path === SIGN_PATH ? sign(books, chain, request) : BAD_REQUEST);
}

function sign(books: Map<string, Signed>, chain: ReturnType<typeof runningHash>, { key, body }: CloudRequest): Done {
  const read = handOverToSign.safeParse(body);
  if (!read.success || key === '') return BAD_REQUEST;
  const what = read.data;
  const known = books.get(key);
  if (known !== undefined) {
    if (JSON.stringify(known.what) !== JSON.stringify(what))
      return { answer: { status: 422, body: { key, error: 'key-used-otherwise' } }, deed: null };
    const { counter, signature } = known;
    return { answer: { status: 200, body: { key, counter, signature } }, deed: null };
  }
  const counter = books.size + 1;
  chain.add(`${counter} ${JSON.stringify(what)}`);
  const signature = chain.hex();
  books.set(key, { what, counter, signature });
  return {
    answer: { status: 201, body: { key, counter, signature } },
    deed: { did: 'hand-over-signed', key, ...what, counter, signature },
  };
}
