/** Which client the page is, by its address: `/freestyle`, or `/client` with the key it was set up with; `iis` names the IIS,
 * where there are several. */
import type { ThinClientKind } from '#protocols/thin-client/messages';
import { drawn, recall, type Remembered } from './memory.ts';

export type Place = {
  kind: ThinClientKind;
  /** Under which key it is remembered. */
  key: string;
  /** The key of a client for fixed use; null for Freestyle. */
  setUp: string | null;
  /** The IIS it is set up to talk to; null where the address names none. */
  iis: string | null;
  /** A code that came with the address. */
  code: string;
  remembered: Remembered;
};

/** Reads the address; null where it should name a client and does not. */
export function placeOf({ pathname, search }: { pathname: string; search: string }): Place | null {
  const query = new URLSearchParams(search);
  const iis = query.get('iis');
  if (!pathname.endsWith('/client')) {
    const key = 'mpos-freestyle';
    const remembered = recall(key) ?? { client: `F-${drawn(6)}`, install: drawn(16), token: 0 };
    return { kind: 'freestyle', key, iis, setUp: null, code: query.get('code') ?? '', remembered };
  }
  const [client, setUp] = [query.get('client') ?? '', query.get('set-up') ?? ''];
  if (client === '' || setUp === '') return null;
  const key = `mpos-client ${client}`;
  const kind = query.get('kind') === 'paypos' ? 'paypos' : 'client';
  return { kind, key, iis, setUp, code: '', remembered: recall(key) ?? { client, install: drawn(16), token: 0 } };
}
