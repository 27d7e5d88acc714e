/**
 * The door of adbd, of one connection: until somebody is let in, nothing but AUTH is heard. What is no signature of the
 * last token by a key that is remembered gets another token; what is no key is not asked about.
 */
import { AUTH, isSignedBy } from '#protocols/adb/auth';
import { encodePacket, type AdbPacket } from '#protocols/adb/packet';
import { readPublicKey } from '#protocols/adb/public-key';
import type { Debugging } from '../debugging.ts';

export type Door = {
  /** AUTH has come. */
  hear(packet: Pick<AdbPacket, 'arg0' | 'payload'>): void;
  gone(): void;
};

export type DoorLine = {
  send(bytes: Uint8Array): void;
  letIn(): void;
  putOut(): void;
};

/** Asks who is there, at once. */
export function openDoor(debugging: Debugging, line: DoorLine): Door {
  const visitor = debugging.visitor(line);
  let token = debugging.newToken();
  const challenge = (): void => line.send(encodePacket('AUTH', AUTH.token, 0, token));
  challenge();
  return {
    hear({ arg0: kind, payload }) {
      if (kind === AUTH.signature) {
        const isKnown = [...debugging.remembered.values()].some((key) => isSignedBy(key, token, payload));
        token = debugging.newToken();
        if (isKnown) visitor.signs();
        else challenge();
      } else if (kind === AUTH.publicKey) {
        const key = readPublicKey(payload);
        if (key !== null) visitor.sends(key);
      }
    },
    gone: () => visitor.goes(),
  };
}
