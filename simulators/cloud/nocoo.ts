/** NoCOO Digital Billing: issues receipts, once for each key, and withdraws them for good. */
import { digitalReceipt, ISSUE_PATH, WITHDRAW_PATH, type DigitalReceipt } from '#protocols/cloud/nocoo';
import type { CloudRequest } from '#protocols/cloud/exchange';
import { BAD_REQUEST, type Done, type Service } from './service.ts';

type Books = {
  issued: Map<string, { receipt: DigitalReceipt; reference: string }>;
  withdrawn: Set<string>;
};

/** A service whose books are empty. */
export function createNocoo(): Service {
  const books: Books = { issued: new Map(), withdrawn: new Set() };
  return (request) => {
    if (request.path === ISSUE_PATH) return issue(books, request);
    if (request.path === WITHDRAW_PATH) return withdraw(books, request);
    return BAD_REQUEST;
  };
}

function issue({ issued, withdrawn }: Books, { key, body }: CloudRequest): Done {
  const read = digitalReceipt.safeParse(body);
  if (!read.success || key === '') return BAD_REQUEST;
  if (withdrawn.has(key)) return { answer: { status: 410, body: { key, error: 'withdrawn' } }, deed: null };
  const known = issued.get(key);
  if (known !== undefined) {
    if (JSON.stringify(known.receipt) !== JSON.stringify(read.data))
      return { answer: { status: 422, body: { key, error: 'key-used-otherwise' } }, deed: null };
    return { answer: { status: 200, body: { key, reference: known.reference } }, deed: null };
  }
  const reference = `R${issued.size + 1}`;
  issued.set(key, { receipt: read.data, reference });
  return { answer: { status: 201, body: { key, reference } }, deed: { did: 'receipt-issued', key, ...read.data } };
}

function withdraw({ withdrawn }: Books, { key }: CloudRequest): Done {
  if (key === '') return BAD_REQUEST;
  const isNew = !withdrawn.has(key);
  withdrawn.add(key);
  return {
    answer: { status: 200, body: { key, withdrawn: true } },
    deed: isNew ? { did: 'receipt-withdrawn', key } : null,
  };
}
