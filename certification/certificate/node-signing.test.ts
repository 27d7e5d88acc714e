// A certificate from the key to its verification: what holds is accepted, and nothing else.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify as verifyBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { bundleToJSON, toDSSEBundle } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import fc from 'fast-check';
import { TwinError } from '#protocols/errors/errors';
import { fromBase64, toBase64 } from '#protocols/base64';
import { pae } from './dsse.ts';
import { makeKey, rotateKey, sha256Hex, signerIn, trustedKeysIn } from './node-keys.ts';
import { signed, signedCertificate } from './node-signing.ts';
import { open } from './opening.ts';
import { REVOCATIONS, withRevoked } from './revocations.ts';
import { firstRun, ORDER, secondRun } from './sample-runs.ts';
import { authentic, CERTIFICATE, mustHold, type Asked } from './verifying.ts';

const home = mkdtempSync(join(tmpdir(), 'mpos-twin-keys-'));
const folders = { ours: join(home, 'ours'), second: join(home, 'second'), foreign: join(home, 'foreign') };
before(() => Object.values(folders).forEach(makeKey));
after(() => rmSync(home, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof TwinError, String(error));
    return error.code;
  }
  return 'ok';
};

function certificate(...from: string[]): string {
  const issued = signedCertificate(firstRun, secondRun, ORDER, from.map(signerIn));
  assert.ok('text' in issued);
  return issued.text;
}

const asked: Asked = { at: '2027-01-01T00:00:00Z', revocations: null, device: null };
const trust = (threshold = 1, ...from: string[]) => ({
  keys: (from.length === 0 ? [folders.ours] : from).flatMap(trustedKeysIn),
  threshold,
});

function verdictOn(text: string | Uint8Array, some: Partial<Asked> = {}, by = trust()): string {
  const file = typeof text === 'string' ? bytes(text) : text;
  return codeOf(() => mustHold(authentic(file, by, sha256Hex), { ...asked, ...some }));
}

/** The envelope with a change in it, written as it should be. */
function changed(
  text: string,
  change: (envelope: { payload: string; signatures: { keyid: string; sig: string }[] }) => void,
): string {
  const envelope = JSON.parse(text) as Parameters<typeof change>[0];
  change(envelope);
  return `${JSON.stringify(envelope)}\n`;
}

describe('a signed certificate', () => {
  it('holds, and is the same to the byte when it is made again', () => {
    assert.equal(verdictOn(certificate(folders.ours)), 'ok');
    assert.equal(certificate(folders.ours), certificate(folders.ours));
  });

  it('that is tampered with, by a wrong key, expired, revoked or of another build is told apart', () => {
    const text = certificate(folders.ours);
    const { digest } = authentic(bytes(text), trust(), sha256Hex);
    const none = { format: 1, issuedAt: ORDER.issuedAt, revoked: [] } as const;
    const revocations = withRevoked({ ...none, revoked: [] }, digest, 'The battery swells.', ORDER.issuedAt);
    const approving = changed(text, (envelope) => {
      const payload = new TextDecoder().decode(fromBase64(envelope.payload) ?? undefined);
      envelope.payload = toBase64(bytes(payload.replace('"verdict":"conditional"', '"verdict":"approved"')));
    });
    const { device } = firstRun;
    assert.deepEqual(
      {
        tampered: verdictOn(approving),
        wrongKey: verdictOn(certificate(folders.foreign)),
        expired: verdictOn(text, { at: '2028-11-04T10:00:00Z' }),
        early: verdictOn(text, { at: '2026-11-04T09:59:59Z' }),
        lastSecond: verdictOn(text, { at: '2028-11-04T09:59:59Z' }),
        upgraded: verdictOn(text, { device: { ...device, android: 12, api: 31, fingerprint: 'new' } }),
        revoked: verdictOn(text, { revocations }),
        otherBuild: verdictOn(text, { device: { ...device, fingerprint: 'new' } }),
        same: verdictOn(text, { device }),
      },
      {
        tampered: 'certificate-tampered',
        wrongKey: 'certificate-untrusted',
        expired: 'certificate-expired',
        early: 'certificate-expired',
        lastSecond: 'ok',
        upgraded: 'certificate-expired',
        revoked: 'certificate-revoked',
        otherBuild: 'certificate-other-build',
        same: 'ok',
      },
    );
  });

  it('is accepted with no byte of it changed, left out or put in', () => {
    const file = bytes(certificate(folders.ours));
    const by = trust();
    const at = fc.nat({ max: file.length - 1 });
    const change = fc.oneof(
      fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([i, by]) => file.with(i, (file[i] as number) ^ by)),
      at.map((i) => Uint8Array.from([...file.subarray(0, i), ...file.subarray(i + 1)])),
      fc
        .tuple(at, fc.nat({ max: 255 }))
        .map(([i, put]) => Uint8Array.from([...file.subarray(0, i), put, ...file.subarray(i)])),
      at.map((i) => file.slice(0, i)),
    );
    fc.assert(
      fc.property(change, (other) => Buffer.compare(other, file) === 0 || verdictOn(other, {}, by) !== 'ok'),
      {
        numRuns: 1500,
      },
    );
  });

  it('has a signature over its type: a list signed as a list is none, whatever it is called', () => {
    const statement = JSON.parse(
      new TextDecoder().decode(fromBase64(payloadOf(certificate(folders.ours))) ?? undefined),
    );
    const asList = signed(statement, { ...REVOCATIONS, schema: CERTIFICATE.schema }, [signerIn(folders.ours)]);
    assert.equal(verdictOn(asList), 'certificate-invalid');
    assert.equal(verdictOn(asList.replace(REVOCATIONS.type, CERTIFICATE.type)), 'certificate-tampered');
  });

  it('by several must be signed by as many different keys as are asked for', () => {
    const two = certificate(folders.ours, folders.second);
    const both = [folders.ours, folders.second];
    assert.equal(verdictOn(two, {}, trust(2, ...both)), 'ok');
    assert.equal(verdictOn(two, {}, trust(1, folders.second)), 'ok');
    assert.equal(verdictOn(two, {}, trust(2, folders.ours)), 'certificate-untrusted');
    const twice = certificate(folders.ours, folders.ours);
    assert.equal(verdictOn(twice, {}, trust(2, ...both)), 'certificate-untrusted');
    assert.equal(verdictOn(twice, {}, trust(0)), 'certificate-untrusted');
  });

  it('is not signed at all where nobody could read it again', () => {
    const list = { format: 1 as const, issuedAt: ORDER.issuedAt, revoked: [] };
    const entry = { certificate: 'a'.repeat(64), revokedAt: ORDER.issuedAt, reason: '' };
    const sign = (revoked: (typeof entry)[]) => signed({ ...list, revoked }, REVOCATIONS, [signerIn(folders.ours)]);
    assert.ok(sign([{ ...entry, reason: 'It swells.' }]).length > 0);
    for (const wrong of [[entry], Array.from({ length: 10_001 }, () => ({ ...entry, reason: 'x' }))])
      assert.throws(() => sign(wrong), { code: 'revocations-invalid' });
    const order = { ...ORDER, authorisedBy: '' };
    assert.throws(() => signedCertificate(firstRun, secondRun, order, [signerIn(folders.ours)]), {
      code: 'certificate-invalid',
    });
  });

  it('whose subject is another device than it describes is none', () => {
    const statement = JSON.parse(
      new TextDecoder().decode(fromBase64(payloadOf(certificate(folders.ours))) ?? undefined),
    );
    statement.subject[0].digest.sha256 = '0'.repeat(64);
    assert.equal(verdictOn(signed(statement, CERTIFICATE, [signerIn(folders.ours)])), 'certificate-invalid');
  });
});

const payloadOf = (text: string): string => (JSON.parse(text) as { payload: string }).payload;

describe('a verifier of others', () => {
  /** Sigstore's verifier, with the key alone: no log, no time stamp, no network. */
  function verifiedBySigstore(text: string, folder: string): void {
    const { payload, payloadType, signatures } = JSON.parse(text);
    const [{ keyid, sig }] = signatures;
    const bundle = toDSSEBundle({
      artifact: Buffer.from(payload, 'base64'),
      artifactType: payloadType,
      signature: Buffer.from(sig, 'base64'),
      keyHint: keyid,
    });
    assert.equal(bundleToJSON(bundle).dsseEnvelope?.payloadType, CERTIFICATE.type);
    const material = toTrustMaterial(
      { mediaType: '', tlogs: [], certificateAuthorities: [], ctlogs: [], timestampAuthorities: [] },
      (hint) => ({
        publicKey: createPublicKey(readFileSync(join(folder, `${hint}.pem`))),
        validFor: () => true,
      }),
    );
    const without = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 };
    new Verifier(material, without).verify(toSignedEntity(bundle));
  }

  it('accepts a certificate: that of Sigstore', () => verifiedBySigstore(certificate(folders.ours), folders.ours));

  it('written from the specification alone accepts it, too', () => {
    const { payload, payloadType, signatures } = JSON.parse(certificate(folders.ours));
    const body = Buffer.from(payload, 'base64');
    const message = Buffer.concat([
      Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `),
      body,
    ]);
    assert.deepEqual(Buffer.from(pae(payloadType, body)), message);
    const key = createPublicKey(readFileSync(join(folders.ours, `${signatures[0].keyid}.pem`)));
    assert.ok(verifyBytes(null, message, key, Buffer.from(signatures[0].sig, 'base64')));
  });

  it('refuses one that was changed', () => {
    const other = changed(certificate(folders.ours), (envelope) => {
      envelope.payload = toBase64(bytes('{}'));
    });
    assert.throws(() => verifiedBySigstore(other, folders.ours), /signature verification failed/);
  });
});

describe('keys', () => {
  it('are readable by their owner alone, and named by the digest of their public half', () => {
    assert.equal(statSync(join(folders.ours, 'signing.pem')).mode & 0o777, 0o600);
    assert.equal(statSync(folders.ours).mode & 0o777, 0o700);
    const [name] = readdirSync(folders.ours).filter((one) => one !== 'signing.pem');
    const der = createPublicKey(readFileSync(join(folders.ours, name as string))).export({
      type: 'spki',
      format: 'der',
    });
    assert.equal(name, `${createHash('sha256').update(der).digest('hex')}.pem`);
  });

  it('are rotated: the old one signs no more, and what it has signed stays good', () => {
    const folder = join(home, 'rotated');
    makeKey(folder);
    const old = certificate(folder);
    const private1 = readFileSync(join(folder, 'signing.pem'), 'utf8');
    rotateKey(folder);
    assert.notEqual(readFileSync(join(folder, 'signing.pem'), 'utf8'), private1);
    assert.equal(statSync(join(folder, 'signing.pem')).mode & 0o777, 0o600);
    for (const text of [old, certificate(folder)]) assert.equal(verdictOn(text, {}, trust(1, folder)), 'ok');
    assert.equal(readdirSync(folder).length, 3);
  });

  it('leave no public half behind whose private half could not be written', () => {
    const folder = join(home, 'half');
    const id = makeKey(folder);
    // What is written first is in the way.
    mkdirSync(join(folder, `signing.pem.${process.pid}-${threadId}.next`));
    assert.equal(
      codeOf(() => rotateKey(folder)),
      'file-not-written',
    );
    assert.deepEqual(
      trustedKeysIn(folder).map((key) => key.id),
      [id],
    );
  });

  it('are never made over another, nor taken from a file that others may read, or that is none', () => {
    const folder = join(home, 'odd');
    const id = makeKey(folder);
    assert.equal(
      codeOf(() => makeKey(folder)),
      'key-exists',
    );
    const path = join(folder, 'signing.pem');
    const secret = readFileSync(path, 'utf8');
    chmodSync(path, 0o640);
    assert.equal(
      codeOf(() => signerIn(folder)),
      'key-invalid',
    );
    chmodSync(path, 0o600);
    writeFileSync(path, 'nonsense');
    assert.equal(
      codeOf(() => signerIn(folder)),
      'key-invalid',
    );
    writeFileSync(join(folder, `${id}.pem`), secret);
    assert.equal(
      codeOf(() => trustedKeysIn(folder)),
      'key-invalid',
    );
    assert.equal(
      codeOf(() => trustedKeysIn(join(home, 'nowhere'))),
      'file-not-found',
    );
  });
});

describe('a list of what is revoked', () => {
  it('is signed, and opened as nothing but a list', () => {
    const list = withRevoked(
      { format: 1, issuedAt: ORDER.issuedAt, revoked: [] },
      'a'.repeat(64),
      'why',
      ORDER.issuedAt,
    );
    const text = signed(list, REVOCATIONS, [signerIn(folders.ours)]);
    assert.deepEqual(open(bytes(text), REVOCATIONS, trust()).value, list);
    assert.equal(
      codeOf(() => open(bytes(text), CERTIFICATE, trust())),
      'certificate-invalid',
    );
    assert.equal(
      codeOf(() => open(bytes(certificate(folders.ours)), REVOCATIONS, trust())),
      'revocations-invalid',
    );
  });
});
