/**
 * How the server talks to a cloud service: one request and one answer, JSON over HTTP, always POST. The header
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) names what is to be done: a request that is sent again
 * with its key is the same one, done once and answered alike, however often its answer was lost.
 */

/** The services there are; also the nodes they are on a floor, and the first part of their paths. */
export const SERVICES = ['nocoo', 'tse', 'vouchers'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const KEY_HEADER = 'idempotency-key';

export type CloudRequest = { path: string; key: string; body: unknown };
/** `status` as in HTTP. */
export type CloudAnswer = { status: number; body: unknown };
