/** The payment host: charges cards, once for each key, and reverses charges for good. A blocked card it declines. */
import type { CloudRequest } from '#protocols/cloud/exchange';
import { charge, CHARGE_PATH, REVERSE_PATH, type Charge } from '#protocols/cloud/payment-host';
import { BAD_REQUEST, type Done, type Service } from './service.ts';

type Books = {
  charged: Map<string, Charge>;
  /** Keys under which nothing is charged any more. */
  reversed: Set<string>;
};

/** Host code: declined. */
const DECLINED = 5;

/** A host that has charged nothing. */
export function createPaymentHost(): Service {
  const books: Books = { charged: new Map(), reversed: new Set() };
  return (request) => {
    if (request.key === '') return BAD_REQUEST;
    if (request.path === REVERSE_PATH) return reverse(books, request.key);
    return request.path === CHARGE_PATH ? chargeCard(books, request) : BAD_REQUEST;
  };
}

function chargeCard({ charged, reversed }: Books, { key, body }: CloudRequest): Done {
  const read = charge.safeParse(body);
  if (!read.success) return BAD_REQUEST;
  if (reversed.has(key)) return { answer: { status: 410, body: { key, error: 'reversed' } }, deed: null };
  const { card, ...paid } = read.data;
  const known = charged.get(key);
  if (known !== undefined) {
    if (JSON.stringify(known) !== JSON.stringify(read.data))
      return { answer: { status: 422, body: { key, error: 'key-used-otherwise' } }, deed: null };
    return { answer: { status: 200, body: { key, charged: true } }, deed: null };
  }
  if (card === 'blocked') return { answer: { status: 409, body: { key, declined: DECLINED } }, deed: null };
  charged.set(key, read.data);
  return { answer: { status: 201, body: { key, charged: true } }, deed: { did: 'card-charged', key, ...paid } };
}

/** Of a key under which nothing was charged, it is known from now on that nothing will be. */
function reverse({ charged, reversed }: Books, key: string): Done {
  const isNew = !reversed.has(key);
  const known = charged.get(key);
  reversed.add(key);
  charged.delete(key);
  const of = known === undefined ? {} : { terminal: known.terminal, cents: known.cents };
  return {
    answer: { status: 200, body: { key, reversed: true } },
    deed: isNew ? { did: 'charge-reversed', key, ...of } : null,
  };
}
