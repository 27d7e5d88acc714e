// What two testers say: kept apart, kept over a restart, and judged like everything else.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../catalogue/catalogue.ts';
import { findingsSchema } from '../probes/bench.ts';
import { findingsFile, keepPicture, openSession, saveSession, type Wanted } from './node-session.ts';
import { findingsOf } from './findings.ts';
import {
  askedOf,
  manualCriteria,
  newSession,
  withAnswer,
  withoutPicture,
  withPicture,
  type Session,
} from './session.ts';

const home = mkdtempSync(join(tmpdir(), 'mpos-twin-manual-'));
after(() => rmSync(home, { recursive: true, force: true }));

const AT = '2026-12-01T10:00:00Z';
const traits = { paying: false, api: null };
const wanted: Wanted = { catalogue, traits, testers: ['Anna', 'Ben'] };
const begun = newSession(catalogue, traits, wanted.testers);
const criterion = (id: string) => catalogue.criteria.find((one) => one.id === id) ?? assert.fail(id);
const number = (value: unknown, uncertainty: unknown = 0) => ({ found: { kind: 'number', value, uncertainty } });
const after5 = (said: unknown, id = 'INP-5'): Session => withAnswer(begun, 1, criterion(id), said, AT);
const found = (session: Session, id: string, run: 1 | 2 = 1) => findingsOf(catalogue, session).runs[run - 1]?.[id];

describe('criteria that a person tries', () => {
  it('are those of the catalogue, asked without their limits', () => {
    const ids = manualCriteria(catalogue, traits).map(({ id }) => id);
    assert.ok(ids.includes('INP-5') && ids.includes('NTF-1') && !ids.includes('OS-1'));
    assert.ok(ids.includes('BT-2') && !ids.includes('PAY-1') && !ids.includes('RUN-2'));
    assert.equal(askedOf(criterion('PRT-1')).tries, null);
    assert.deepEqual(askedOf(criterion('NET-10')).tries, { count: 3, pauseMs: 0, uncertaintyMs: 1_500, unitMs: 1_000 });
    assert.equal(askedOf(criterion('BT-2')).how, criterion('BT-2').byHand?.how);
    assert.equal(askedOf(criterion('INP-5')).most, 10);
    assert.equal(askedOf(criterion('DSP-7')).most, null);
    assert.deepEqual(askedOf(criterion('NTF-1')).words.toSorted(), askedOf(criterion('NTF-1')).words);
    assert.ok(!('numbers' in askedOf(criterion('INP-5'))));
  });

  it('come with who tried, notes by the line, the time it took and pictures', () => {
    const picture = { name: 'inp-5-1-aa.png', sha256: 'a'.repeat(64) };
    const said = { ...number(9), notes: 'Left edge dead.\n\n  Wet: 4 of 5\t.', spentMs: 65_000 };
    const session = withPicture(after5(said), 1, 'INP-5', picture);
    assert.deepEqual(found(session, 'INP-5'), {
      measured: 9,
      uncertainty: 0,
      tester: 'Anna',
      notes: [`Tried by Anna at ${AT}, it took 1 min 5 s.`, 'Left edge dead.', 'Wet: 4 of 5 .'],
      evidence: [picture],
    });
    assert.equal(withPicture(session, 1, 'INP-5', picture), session);
    assert.deepEqual(found(withoutPicture(session, 1, 'INP-5', picture.name), 'INP-5')?.evidence, []);
    const word = { found: { kind: 'word', word: 'booking lost' } };
    assert.equal(found(after5(word, 'NTF-1'), 'NTF-1')?.measured, 'booking lost');
  });

  it('are no findings where nobody tried, or nobody could', () => {
    assert.deepEqual(findingsOf(catalogue, begun).runs, [{}, {}]);
    const why = { found: { kind: 'unknown', reason: 'No glove at hand.' } };
    assert.equal(found(after5(why), 'INP-5'), undefined);
  });

  it('are findings as certify takes them, however much is noted', () => {
    const said = { ...number(8), notes: `${'x'.repeat(1_200)}\n${'y\n'.repeat(30)}` };
    const findings = findingsOf(catalogue, after5(said));
    assert.deepEqual(findingsSchema.parse(findings), findings);
  });
});

describe('an answer', () => {
  it('that cannot be is refused', () => {
    const wrong: [RegExp, unknown, string?][] = [
      [/whole number up to 10/, number(11)],
      [/whole number up to 10/, number(9.5)],
      [/found\.value/, number(-1)],
      [/found\.value/, number(null)],
      [/found\.uncertainty/, number(400, null), 'DSP-7'],
      [/found\.value/, number(Number.NaN)],
      [/One of “app ended”, .* is asked for/, number(1), 'NTF-1'],
      [/“fine” is none of “app ended”/, { found: { kind: 'word', word: 'fine' } }, 'NTF-1'],
      [/A number is asked for \(of 10\), and not “pass”/, { found: { kind: 'word', word: 'pass' } }],
      [/found\.reason/, { found: { kind: 'unknown', reason: '  ' } }],
      [/class: there is no such field here/, { ...number(9), class: 'pass' }],
    ];
    for (const [message, said, id] of wrong) {
      assert.throws(
        () => after5(said, id),
        (error: Error & { code?: string }) => error.code === 'answer-invalid' && message.test(error.message),
        String(message),
      );
    }
  });

  it('of one tester is none of the other', () => {
    assert.equal(found(after5(number(9)), 'INP-5', 2), undefined);
  });
});

describe('a session', () => {
  it('goes on where it was, for the same testers only', () => {
    const folder = join(home, 'goes-on');
    const fresh = openSession(folder, wanted);
    const session = withAnswer(fresh, 2, criterion('INP-3'), number(0), AT);
    saveSession(folder, catalogue, session, fresh);
    assert.deepEqual(openSession(folder, wanted), session);
    const { runs } = JSON.parse(readFileSync(findingsFile(folder), 'utf8'));
    assert.deepEqual([runs[0], runs[1]['INP-3'].measured], [{}, 0]);
    for (const other of [{ testers: ['Anna', 'Carla'] }, { traits: { paying: true, api: null } }]) {
      assert.throws(() => openSession(folder, { ...wanted, ...other }), { code: 'manual-session-invalid' });
    }
    const newer = { ...catalogue, version: '99.0' };
    assert.throws(() => openSession(folder, { ...wanted, catalogue: newer }), { code: 'manual-session-invalid' });
    writeFileSync(join(folder, 'session.json'), '{');
    assert.throws(() => openSession(folder, wanted), { code: 'manual-session-invalid' });
  });

  it('loses no answer to another program that writes to it', () => {
    const folder = join(home, 'two-programs');
    const fresh = openSession(folder, wanted);
    const [one, other] = ['INP-3', 'INP-5'].map((id) => withAnswer(fresh, 1, criterion(id), number(0), AT));
    saveSession(folder, catalogue, one as Session, fresh);
    assert.throws(() => saveSession(folder, catalogue, other as Session, fresh), { code: 'manual-session-invalid' });
    assert.deepEqual(openSession(folder, wanted), one);
  });

  it('is of two people', () => {
    for (const testers of [['Anna', 'Anna'], ['Anna'], ['Anna', ' ']])
      assert.throws(() => openSession(join(home, 'none'), { ...wanted, testers }), { code: 'manual-session-invalid' });
  });

  it('keeps pictures by their digest, and nothing that is none', () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    const { name } = keepPicture(home, 'INP-5', 1, png);
    assert.match(name, /^inp-5-1-[0-9a-f]{12}\.png$/);
    assert.equal(keepPicture(home, 'INP-5', 1, png).name, name);
    const script = new TextEncoder().encode('<svg onload="alert(1)"/>');
    assert.throws(() => keepPicture(home, 'INP-5', 1, script), { code: 'picture-invalid' });
  });
});
