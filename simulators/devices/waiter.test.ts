// Waiters at work on a small floor, as the history tells it.
import assert from 'node:assert/strict';
import type { EventOf, HistoryEvent } from '#history/events';
import { scenarioSchema, type ScenarioInput } from '#scenarios/format/scenario';
import { createSimRun } from '../grounds/sim/ground.ts';

type Habits = NonNullable<NonNullable<ScenarioInput['work']>['waiters']>;

function evening(habits: Habits, minutes = 8, more: Partial<ScenarioInput> = {}): HistoryEvent[] {
  const scenario = scenarioSchema.parse({
    format: 1,
    name: 'waiters',
    about: 'A device, a till, and what their waiters do.',
    duration: `${minutes}min`,
    settle: '1min',
    floor: {
      operators: ['Anna', 'Ben', 'Chef'],
      tables: { from: 1, to: 3 },
      devices: [{ name: 'H1', operator: 'Anna' }],
      till: { operator: 'Chef' },
      printers: [{ name: 'kitchen' }],
      places: { kitchen: 'kitchen' },
      terminals: [{ name: 'pt1' }],
    },
    work: { waiters: { pause: '10s', think: '1s', ...habits } },
    ...more,
  } satisfies ScenarioInput);
  const events: HistoryEvent[] = [];
  createSimRun(scenario, {
    seed: 1,
    durationMs: minutes * 60_000,
    sinks: { fold: (event) => events.push(event) },
  }).play();
  return events;
}

function acts(events: readonly HistoryEvent[], act: string, node?: string): EventOf<'act'>[] {
  return events.filter(
    (event): event is EventOf<'act'> =>
      event.kind === 'act' && event.act === act && (node === undefined || event.node === node),
  );
}

const facts = (events: readonly HistoryEvent[], kind: string) =>
  events.flatMap((event) => (event.kind === 'fact' && event.fact.kind === kind ? [event.fact] : []));

describe('waiters', () => {
  const plain = evening({});

  it('do nothing out of habit that they have not', () => {
    for (const act of ['sign-off', 'reprint', 'force-free']) assert.deepEqual(acts(plain, act), []);
  });

  it('sign off, and whoever comes by signs on', () => {
    const events = evening({ signOffPercent: 50 });
    assert.ok(acts(events, 'sign-off').length > 3);
    assert.deepEqual(
      new Set(facts(events, 'signed-on').map(({ operator }) => operator)),
      new Set(['Anna', 'Ben', 'Chef']),
    );
  });

  it('have tickets printed once more, of which some are there', () => {
    const events = evening({ reprintPercent: 50 });
    const copies = facts(events, 'job-queued').filter(({ copy }) => copy === true);
    assert.ok(copies.length > 0);
    assert.ok(acts(events, 'reprint').every(({ job }) => (job ?? 0) > 0));
  });

  it('free tabs by force at the till, and only there', () => {
    const events = evening({ forceFreePercent: 50 });
    assert.deepEqual(acts(events, 'force-free', 'H1'), []);
    assert.ok(facts(events, 'tab-released').some(({ cause }) => cause === 'forced'));
  });

  it('go back to the tab they had last', () => {
    const again = (events: HistoryEvent[]): number => {
      const tabs = acts(events, 'open', 'H1').map(({ tab }) => tab);
      return tabs.filter((tab, i) => i > 0 && tab === tabs[i - 1]).length / tabs.length;
    };
    const returning = evening({ returnPercent: 100, ownTablesPercent: 0 });
    assert.ok(again(returning) > 0.9);
    assert.ok(again(evening({ ownTablesPercent: 0 })) < 0.5);
  });

  it('put many lines on a tab in one go', () => {
    const events = evening({ bookings: { from: 500, to: 500 }, atOnce: 500, billPercent: 0, cardPercent: 0 }, 4);
    const lines = facts(events, 'booked').map(({ bookings }) => (bookings as unknown[]).length);
    assert.ok(lines.includes(500), `hand-overs of ${lines.join(', ')} lines`);
  });

  it('press twice where they are asked once, and the tab is opened once', () => {
    const events = evening({ twicePercent: 100 });
    const opened = facts(events, 'tab-locked').length;
    assert.ok(opened > 10 && opened <= acts(events, 'open').length);
  });

  it('take a moment for each thing, even when they think of nothing and rest never', () => {
    const events = evening({ pause: '0s', think: '0s' }, 2);
    const times = events.flatMap(({ kind, node, t }) =>
      node === 'H1' && ['act', 'collected'].includes(kind) ? [t] : [],
    );
    assert.ok(times.length > 100);
    assert.ok(times.every((t, i) => i === 0 || t - (times[i - 1] as number) >= 300));
  });

  it('fetch another code when their Freestyle device has lost its place', () => {
    const events = evening({}, 20, {
      floor: { operators: ['Anna'], devices: [{ name: 'F1', kind: 'freestyle' }], till: { operator: 'Anna' } },
      faults: [{ fault: 'put-away', target: 'F1', at: '1min', for: '10min' }],
    });
    const ofDevice = events.filter(({ node }) => node === 'F1');
    const gone = ofDevice.findIndex((event) => event.kind === 'told' && event.code === 'slot-gone');
    const [asked] = acts(events, 'sign-up', 'F1');
    assert.ok(gone > 0 && asked !== undefined && ofDevice.indexOf(asked) > gone);
    assert.ok(ofDevice.slice(ofDevice.indexOf(asked)).some(({ kind }) => kind === 'admitted'));
    assert.equal(acts(events, 'sign-up').length, 1);
  });
});
