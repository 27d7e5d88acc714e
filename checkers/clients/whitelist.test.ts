// Admission by the whitelist, judged both ways.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';
import { judgeHistory } from '../judge.ts';
import { STORY_LIMITS } from '../story.ts';
import { whitelist } from './whitelist.ts';

type Must = 'portrait' | 'battery-saver-exempt';
type Device = Partial<FloorSummary['devices'][number]>;
type Happens = 'admitted' | 'journalled' | { code: string; sentence?: string };

const sentence = { en: 'Upright only.', de: 'Nur hochkant.' };
const row = { model: 'Tab', leastAndroid: 9, leastDisplay: { width: 384, height: 684 } };
type Rows = (typeof row & {
  mostAndroid?: number;
  refused?: typeof sentence;
  conditions: { must: Must; sentence: typeof sentence }[];
})[];
const upright = { ...row, conditions: [{ must: 'portrait' as Must, sentence }] };
const phone = { width: 384, height: 684 };

/** The verdict on one device of a floor, or what a failure says after its `however`. */
function verdict(device: Device, what: Happens, rows: Rows | null = [upright]): string {
  const one = { name: 'F01', family: 'freestyle', beltPrinter: false, display: phone, ...device };
  const clients = { freestyleLimit: 2, licences: { freestyle: true, client: 2, paypos: 2 } };
  const floor = { devices: [one], clients: { ...clients, ...(rows === null ? {} : { whitelist: rows }) } };
  const header = { limits: STORY_LIMITS, floor, timeScale: 1 } as unknown as HistoryHeader;
  const fact = { kind: 'client-admitted', client: 'F01', family: 'freestyle', install: 'F01', session: 1, code: null };
  const event: HistoryEvent =
    what === 'admitted'
      ? { t: 5, node: 'F01', kind: 'admitted', session: 1 }
      : what === 'journalled'
        ? { t: 5, node: 'server', kind: 'fact', n: 1, at: 5, fact }
        : { t: 5, node: 'F01', kind: 'told', tab: 0, ...what };
  const [result] = judgeHistory(header, [event], { whole: true, checkers: [whitelist] });
  return result?.verdict === 'fail'
    ? (result.evidence[0]?.sentence.split('; however ')[1] ?? '')
    : `${result?.verdict}`;
}

describe('the whitelist', () => {
  const listed = { model: { name: 'Tab', android: 9 } };
  const untrue = /that is not so/;
  const spite = /it was admitted/;

  it('admits what is on it, and says nothing else of that', () => {
    assert.equal(verdict(listed, 'admitted'), 'pass');
    assert.equal(verdict(listed, 'journalled'), 'pass');
    for (const code of ['device-not-listed', 'android-too-old', 'display-too-small', 'condition-not-met'])
      assert.match(verdict(listed, { code }), untrue);
    assert.equal(verdict(listed, { code: 'freestyle-full' }), 'pass');
  });

  it('turns away what it does not know', () => {
    for (const device of [{}, { model: { name: 'Phone', android: 12 } }, { model: { name: 'Tab' } }]) {
      assert.match(verdict(device, 'admitted'), spite);
      assert.match(verdict(device, 'journalled'), spite);
      assert.equal(verdict(device, { code: 'device-not-listed' }), 'pass');
    }
  });

  it('turns away what is too old or too small, however it is held', () => {
    const old = { model: { name: 'Tab', android: 8 } };
    assert.match(verdict(old, 'admitted'), spite);
    assert.equal(verdict(old, { code: 'android-too-old' }), 'pass');
    for (const display of [
      { width: 383, height: 900 },
      { width: 500, height: 683 },
      { width: 683, height: 500 },
    ]) {
      assert.match(verdict({ ...listed, display }, 'admitted'), spite);
      assert.equal(verdict({ ...listed, display }, { code: 'display-too-small' }), 'pass');
    }
    const held = { ...listed, display: { width: 684, height: 384 } };
    assert.match(verdict(held, { code: 'display-too-small' }), untrue);
  });

  it('turns away what is too new for every row of its model, and what a row refuses', () => {
    const rows = [
      { ...row, mostAndroid: 10, conditions: [] },
      { ...row, leastAndroid: 12, refused: sentence, conditions: [] },
    ];
    const has = (android: number): Device => ({ model: { name: 'Tab', android } });
    assert.equal(verdict(has(10), 'admitted', rows), 'pass');
    assert.match(verdict(has(11), 'admitted', rows), spite);
    assert.equal(verdict(has(11), { code: 'android-not-listed' }, rows), 'pass');
    assert.match(verdict(has(11), { code: 'android-too-old' }, rows), untrue);
    assert.equal(verdict(has(8), { code: 'android-too-old' }, rows), 'pass');
    assert.match(verdict(has(12), 'admitted', rows), spite);
    assert.equal(verdict(has(12), { code: 'device-refused', sentence: sentence.de }, rows), 'pass');
    assert.match(verdict(has(12), { code: 'device-refused', sentence: 'Something else.' }, rows), untrue);
    assert.match(verdict(has(10), { code: 'listing-expired' }, rows), untrue);
  });

  it('asks for the conditions of a row, and says the one that is not met', () => {
    const code = 'condition-not-met';
    const sideways = { ...listed, display: { width: 800, height: 480 } };
    assert.match(verdict(sideways, 'admitted'), spite);
    assert.equal(verdict(sideways, { code, sentence: sentence.de }), 'pass');
    assert.match(verdict(sideways, { code, sentence: 'Something else.' }), untrue);
    assert.match(verdict(sideways, { code }), untrue);
    const awake = [{ ...row, conditions: [{ must: 'battery-saver-exempt' as Must, sentence }] }];
    const exempt = (batterySaverExempt: boolean): Device => ({ model: { ...listed.model, batterySaverExempt } });
    assert.equal(verdict(exempt(true), 'admitted', awake), 'pass');
    assert.match(verdict(exempt(false), 'admitted', awake), spite);
    assert.match(verdict(listed, 'admitted', awake), spite);
  });

  it('is none of iOS and of a PayPOS, and nothing where there is none', () => {
    for (const device of [{ model: { name: 'iPhone', ios: 16 } }, { family: 'paypos' }]) {
      assert.equal(verdict(device, 'admitted'), 'pass');
      assert.match(verdict(device, { code: 'device-not-listed' }), untrue);
    }
    assert.equal(verdict({}, 'admitted', null), 'pass');
    assert.match(verdict({}, { code: 'device-not-listed' }, null), untrue);
  });
});
