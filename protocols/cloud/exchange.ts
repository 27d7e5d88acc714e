/**
 * How the server, and a payment terminal, talk to a cloud service: one request and one answer, JSON over HTTP, always POST. The header
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) names what is to be done: a request that is sent again
 * with its key is the same one, done once and answered alike, however often its answer was lost.
 */

/** The services the server asks. */
export const SERVICES_OF_SERVER = ['nocoo', 'tse', 'vouchers'] as const;
export type ServiceOfServer = (typeof SERVICES_OF_SERVER)[number];

/** The services there are; also the nodes they are on a floor, and the first part of their paths. Terminals ask the host. */
export const SERVICES = [...SERVICES_OF_SERVER, 'paymentHost'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const KEY_HEADER = 'idempotency-key';

export type CloudRequest = { path: string; key: string; body: unknown };
/** `status` as in HTTP. */
export type CloudAnswer = { status: number; body: unknown };
