import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent } from '#history/events';
import { catalogue } from '../catalogue/catalogue.ts';
import { written } from '../probes/sample-answers.ts';
import { AT_WORK, type Played } from './evening.ts';
import { evenings } from './evenings.ts';
import { CABLE, DEPTH, SCREEN } from './looks.ts';
import { measuresOfEvening } from './measures.ts';

const SCALE = 10;
const BEAT_MS = 400;
const UNPLUGGED = 'AC powered: false\n  USB powered: false\n  Wireless powered: false';
const ASLEEP = 'mWakefulness=Asleep';

type Told = { t: number; node?: string } & EventBody;

/** An evening of these events, in order of time; asleep on the bench each time it was looked at. */
function played(events: readonly Told[], more: Partial<Played> = {}): Played {
  const sorted = events
    .map((event) => ({ node: AT_WORK, ...event }) as HistoryEvent)
    .toSorted((one, other) => one.t - other.t);
  return {
    events: sorted,
    timeScale: SCALE,
    heartbeatMs: BEAT_MS,
    asked: [said(SCREEN, ASLEEP), said(CABLE, UNPLUGGED), said(DEPTH, 'IDLE')],
    verdict: 'pass',
    failed: [],
    spoiled: null,
    undone: null,
    ...more,
  };
}

const said = (command: string, output: string) => ({ command, at: 0, output: written(output) });
const beats = (fromMs: number, toMs: number): Told[] =>
  Array.from({ length: Math.max(0, Math.ceil((toMs - fromMs) / BEAT_MS)) }, (_, i) => ({
    t: fromMs + i * BEAT_MS,
    node: 'server',
    kind: 'heard',
    from: AT_WORK,
  }));
const fact = (t: number, kind: string, fields: Record<string, unknown> = {}): Told => ({
  ...{ t, node: 'server', kind: 'fact', n: t, at: t },
  fact: { kind, ...fields },
});
let faults = 0;
function fault(name: string, fromMs: number, toMs: number): Told[] {
  faults += 1;
  const body = { kind: 'fault', fault: name, id: faults, params: {} } as const;
  return [
    { t: fromMs, ...body, phase: 'begun' },
    { t: toMs, ...body, phase: 'ended' },
  ];
}
/** Three rounds, 10 s apart: a tab is locked, something happens at 2 s of the round for so long. */
const rounds = (of: (beginMs: number) => Told[]): Told[] => [0, 10_000, 20_000].flatMap(of);

const one = (evening: string, id: string, what: Played) => measuresOfEvening(evening, what)[id];
const reasonOf = (evening: string, id: string, what: Played): string => {
  const measure = one(evening, id, what);
  return measure?.kind === 'unknown' ? measure.reason : JSON.stringify(measure);
};

describe('what an evening says of a device', () => {
  describe('taken up again in time', () => {
    const evening = (end: (t: number) => Told[], more: Partial<Played> = {}): Played =>
      played(
        rounds((t) => [fact(t, 'tab-locked'), ...fault('put-away', t + 2_000, t + 8_000), ...end(t)]),
        more,
      );
    const released = (t: number): Told[] => [fact(t + 9_000, 'tab-released', { cause: 'new-balance' })];

    it('is the same tab, or one that was opened again', () => {
      assert.deepEqual(one('put-away', 'LCK-2', evening(released)), { kind: 'word', word: 'same tab' });
      const again = (t: number): Told[] => (t === 0 ? [fact(t + 7_000, 'tab-locked'), ...released(t)] : released(t));
      assert.deepEqual(one('put-away', 'LCK-2', evening(again)), { kind: 'word', word: 'tab opened again' });
    });

    it('is none if its hold has ended in one of the rounds', () => {
      const ended = (t: number): Told[] =>
        t === 0 ? [fact(t + 7_000, 'tab-released', { cause: 'lease-ended' })] : released(t);
      assert.deepEqual(one('put-away', 'LCK-2', evening(ended)), { kind: 'word', word: 'refused' });
    });

    it('is not known where the page did not go on, or nothing was put away', () => {
      assert.match(
        reasonOf(
          'put-away',
          'LCK-2',
          evening((t) => (t === 0 ? [] : released(t))),
        ),
        /not given back/,
      );
      assert.match(reasonOf('put-away', 'LCK-2', played([])), /Only 0 of 3 rounds/);
    });

    it('is not known where its screen was on, or the cable was in', () => {
      const asked = (screen: string, cable: string) => [said(SCREEN, screen), said(CABLE, cable)];
      const on = { asked: asked('mWakefulness=Awake', UNPLUGGED) };
      assert.match(reasonOf('put-away', 'LCK-2', evening(released, on)), /did not stay off: Awake/);
      const plugged = { asked: asked(ASLEEP, UNPLUGGED.replace('USB powered: false', 'USB powered: true')) };
      assert.match(reasonOf('put-away', 'LCK-2', evening(released, plugged)), /cable was in/);
      assert.match(reasonOf('put-away', 'LCK-2', evening(released, { asked: [] })), /was not asked/);
    });
  });

  describe('left lying with a tab', () => {
    const lying = (round: (t: number) => Told[], isOpen = true): Played => {
      const spans = [1_000, 31_000, 61_000].flatMap((t) => [
        ...(isOpen ? [fact(t - 500, 'tab-locked')] : []),
        ...fault('put-away', t, t + 22_000),
        ...round(t),
      ]);
      return played(spans);
    };
    const lapsed = (t: number, at: number): Told[] => [fact(t + at, 'tab-released', { cause: 'lease-ended' })];

    it('is free so long after the last sign of life, in the worst of three', () => {
      const measure = one(
        'left-lying',
        'LCK-1',
        lying((t) => [...beats(t + 100, t + 500), ...lapsed(t, 18_300)]),
      );
      assert.deepEqual(measure, { kind: 'number', value: 182, uncertainty: 0.1 });
    });

    it('is never free, or it is not known because the device was heard all the time', () => {
      assert.deepEqual(
        one(
          'left-lying',
          'LCK-1',
          lying(() => []),
        ),
        { kind: 'word', word: 'never' },
      );
      assert.match(
        reasonOf(
          'left-lying',
          'LCK-1',
          lying((t) => beats(t, t + 22_000)),
        ),
        /went on being heard/,
      );
    });

    it('is not known to be free where it had none', () => {
      assert.match(
        reasonOf(
          'left-lying',
          'LCK-1',
          lying(() => [], false),
        ),
        /no tab open/,
      );
    });
  });

  describe('in Doze', () => {
    const doze = (heard: Told[], more: Partial<Played> = {}): Played =>
      played([...fault('put-away', 1_000, 61_000), ...heard], more);

    it('is as silent as its longest gap', () => {
      const measure = one('doze', 'PWR-3', doze([...beats(0, 20_000), ...beats(26_000, 70_000)]));
      assert.deepEqual(measure, { kind: 'number', value: (26_000 - 19_600) / 100, uncertainty: 4 });
    });

    it('is dead where it is not heard of again', () => {
      assert.deepEqual(one('doze', 'PWR-3', doze(beats(0, 900))), { kind: 'word', word: 'dead' });
    });

    it('was not, where the device did not say so', () => {
      const asked = [said(SCREEN, ASLEEP), said(CABLE, UNPLUGGED), said(DEPTH, 'IDLE'), said(DEPTH, 'ACTIVE')];
      assert.match(reasonOf('doze', 'PWR-3', doze(beats(0, 70_000), { asked })), /IDLE all the time, but ACTIVE/);
    });
  });

  it('with its screen off, is by how much the latest heartbeat was late', () => {
    const lying = (heard: Told[]) => played([...fault('put-away', 1_000, 181_000), ...heard]);
    assert.deepEqual(one('screen-off', 'NET-8', lying(beats(0, 190_000))), {
      kind: 'number',
      value: 0,
      uncertainty: 0.1,
    });
    const stopped = one('screen-off', 'NET-8', lying(beats(0, 61_000)));
    assert.ok(stopped?.kind === 'number' && stopped.value > 1_000, JSON.stringify(stopped));
  });

  describe('whose WLAN was off', () => {
    const off = (heard: Told[]): Played =>
      played([...rounds((t) => fault('out-of-range', t + 2_000, t + 4_000)), ...heard]);

    it('is back so long after that, in the worst of three', () => {
      const heard = [...beats(0, 2_000), ...beats(4_700, 12_000), ...beats(14_900, 22_000), ...beats(24_200, 26_000)];
      assert.deepEqual(one('out-of-range', 'NET-11', off(heard)), { kind: 'number', value: 9, uncertainty: 4 });
    });

    it('is not known to be back where it was heard of meanwhile, or never again', () => {
      assert.match(reasonOf('out-of-range', 'NET-11', off(beats(0, 30_000))), /heard of while its WLAN was off/);
      assert.match(reasonOf('out-of-range', 'NET-11', off(beats(0, 2_000))), /not heard of again/);
    });
  });

  describe('tapped on', () => {
    const tap = (t: number): Told => ({ t, kind: 'tap', screen: 1, title: 'Tables', key: '1', x: 1, y: 1 });
    const heard = (t: number): Told => ({ t, node: 'server', kind: 'heard', from: AT_WORK });
    const screen = (t: number): Told =>
      ({ t, kind: 'screen', screen: 1, title: 'Tables', tab: 0, token: 0, bytes: 1, changed: 1 }) as unknown as Told;
    /** Taps of which each is heard of after 40 ms, a heartbeat before that, and answered by a screen 60 ms later. */
    const taps = (count: number): Told[] =>
      Array.from({ length: count }, (_, i) => i * 1_000).flatMap((t) => [
        tap(t),
        ...[t + 5, t + 40, t + 41].map(heard),
        screen(t + 100),
      ]);

    it('says how long a tap takes to the server, and a screen from there', () => {
      const measures = measuresOfEvening('taps', played([...taps(120), fact(5, 'billed')]));
      assert.deepEqual(measures['INP-4'], { kind: 'number', value: 40, uncertainty: 0 });
      assert.deepEqual(measures['DSP-8'], { kind: 'number', value: 60, uncertainty: 0 });
      assert.deepEqual(measures['RUN-2'], { kind: 'word', word: 'as it should' });
    });

    it('says nothing of few taps, or of a machine that stood still', () => {
      assert.match(reasonOf('taps', 'INP-4', played(taps(99))), /Only 99 taps/);
      const stall: Told = { t: 50, node: 'run', kind: 'stall', who: 'harness', fromMs: 50, toMs: 300 };
      assert.match(reasonOf('taps', 'DSP-8', played([...taps(120), stall])), /stood still/);
    });

    it('does not come out as it should if a checker says so, or if nothing was paid', () => {
      const failed = played([...taps(120), fact(5, 'billed')], { verdict: 'fail', failed: ['screens'] });
      assert.deepEqual(one('taps', 'RUN-2', failed), { kind: 'word', word: 'not as it should' });
      assert.match(reasonOf('taps', 'INP-4', failed), /did not come out as it should: screens/);
      const stall = { t: 50, node: 'run', kind: 'stall', who: 'harness', fromMs: 50, toMs: 300 } as HistoryEvent;
      assert.match(reasonOf('taps', 'RUN-2', { ...failed, events: [stall, ...failed.events] }), /stood still/);
      assert.match(reasonOf('taps', 'RUN-2', played(taps(120))), /Nothing was paid/);
    });

    it('does not come out as it should if something could not be done on it', () => {
      const gaveUp: Told = { t: 7, kind: 'gave-up', act: 'open', state: 'waiting' };
      const stuck = played([...taps(120), fact(5, 'billed'), gaveUp]);
      assert.deepEqual(one('taps', 'RUN-2', stuck), { kind: 'word', word: 'not as it should' });
    });
  });

  it('is nothing where the evening was spoiled, came to nothing, or lost its server', () => {
    const ended: Told = { t: 5, node: 'server', kind: 'condition', of: 'server', state: 'ended' };
    for (const [what, reason] of [
      [played([], { spoiled: 'The answer was cut off.' }), /cut off/],
      [played([], { undone: 'The tester had no phone.' }), /had no phone/],
      [played([], { verdict: 'unknown' }), /stood still/],
      [played([ended]), /server of the test ended/],
    ] as const)
      for (const [evening, id] of [
        ['taps', 'RUN-2'],
        ['put-away', 'LCK-2'],
        ['doze', 'PWR-3'],
      ] as const)
        assert.match(reasonOf(evening, id, what), reason);
  });

  it('is about criteria of the catalogue, each in one evening: measured at work, or tried by its tester', () => {
    const none = played([], { spoiled: 'No.' });
    const ids = evenings.flatMap(({ name, tester }) =>
      Object.keys(measuresOfEvening(name, none)).map((id) => ({ id, hasTester: tester !== undefined })),
    );
    const methods = new Map(catalogue.criteria.map(({ id, method }) => [id, method]));
    for (const { id, hasTester } of ids)
      assert.ok(methods.get(id) === 'measured' || (hasTester && methods.get(id) === 'manual'), id);
    assert.equal(new Set(ids.map(({ id }) => id)).size, ids.length);
  });
});
