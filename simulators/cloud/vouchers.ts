/**
 * The service of vouchers and customers. It knows cards by their codes: `V1000-7` is a voucher over 1000 cents, `X1000-7`
 * one that has expired, `C7` a customer, and so is `2000000000077`, an EAN-13; the last number tells cards apart. A voucher is redeemed under one key at a time.
 */
import type { CloudRequest } from '#protocols/cloud/exchange';
import { asked, CUSTOMER_PATH, GIVE_BACK_PATH, REDEEM_PATH, type RefusedWhy } from '#protocols/cloud/vouchers';
import { BAD_REQUEST, type Done, type Service } from './service.ts';

type Books = {
  /** By key: which voucher was redeemed. */
  redeemed: Map<string, { code: string; cents: number }>;
  /** Vouchers that are used, and the key under which each is. */
  used: Map<string, string>;
  /** Keys under which nothing is redeemed any more. */
  givenBack: Set<string>;
};

const VOUCHER = /^V([1-9]\d{0,6})-\d+$/;
const EXPIRED = /^X\d+-\d+$/;
const CUSTOMER = /^C(\d+)$/;
/** Numbers that begin with 20 are for use within a company (GS1 General Specifications, 1.4.2); the last digit is a check. */
const CUSTOMER_EAN = /^20(\d{10})\d$/;

/** A service that has redeemed nothing. */
export function createVouchers(): Service {
  const books: Books = { redeemed: new Map(), used: new Map(), givenBack: new Set() };
  return (request) => {
    if (request.key === '') return BAD_REQUEST;
    if (request.path === GIVE_BACK_PATH) return giveBack(books, request.key);
    const read = asked.safeParse(request.body);
    if (!read.success) return BAD_REQUEST;
    if (request.path === REDEEM_PATH) return redeem(books, request, read.data.code);
    return request.path === CUSTOMER_PATH ? lookUp(request, read.data.code) : BAD_REQUEST;
  };
}

function redeem({ redeemed, used, givenBack }: Books, { key }: CloudRequest, code: string): Done {
  if (givenBack.has(key)) return { answer: { status: 410, body: { key, error: 'given-back' } }, deed: null };
  const known = redeemed.get(key);
  if (known !== undefined) {
    if (known.code !== code) return { answer: { status: 422, body: { key, error: 'key-used-otherwise' } }, deed: null };
    return { answer: { status: 200, body: { key, cents: known.cents } }, deed: null };
  }
  const worth = VOUCHER.exec(code)?.[1];
  if (worth === undefined) return refuse(key, EXPIRED.test(code) ? 'expired' : 'unknown');
  if (used.has(code)) return refuse(key, 'used');
  const cents = Number(worth);
  redeemed.set(key, { code, cents });
  used.set(code, key);
  return { answer: { status: 201, body: { key, cents } }, deed: { did: 'voucher-redeemed', key, code, cents } };
}

/** Of a key under which nothing was redeemed, it is known from now on that nothing will be. */
function giveBack({ redeemed, used, givenBack }: Books, key: string): Done {
  const isNew = !givenBack.has(key);
  const known = redeemed.get(key);
  givenBack.add(key);
  redeemed.delete(key);
  if (known !== undefined) used.delete(known.code);
  return {
    answer: { status: 200, body: { key, givenBack: true } },
    deed: isNew ? { did: 'voucher-given-back', key, ...known } : null,
  };
}

function lookUp({ key }: CloudRequest, code: string): Done {
  const number = (CUSTOMER.exec(code) ?? CUSTOMER_EAN.exec(code))?.[1];
  if (number === undefined) return refuse(key, 'unknown');
  return { answer: { status: 200, body: { key, name: `Guest ${Number(number)}` } }, deed: null };
}

function refuse(key: string, why: RefusedWhy): Done {
  return { answer: { status: 409, body: { key, refused: why } }, deed: null };
}
