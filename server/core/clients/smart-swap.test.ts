// SmartSwap: which station is in force for whom, and what comes of it.
import assert from 'node:assert/strict';
import type { ClientMessage, Reply } from '#protocols/mpos/messages';
import { apply } from '../apply/apply.ts';
import { serverConfigSchema } from '../config.ts';
import type { Fact, JournalEntry } from '../facts.ts';
import { emptyState } from '../state.ts';
import { step } from '../step.ts';
import type { Input } from '../turn.ts';

const floor = {
  operators: ['Anna', 'Chef'],
  devices: [
    { name: 'H01', family: 'handheld' as const },
    { name: 'till', family: 'till' as const },
  ],
  printers: [{ name: 'kitchen' }, { name: 'grill' }],
  places: { kitchen: 'kitchen' },
};
const terrace = { name: 'terrace', articles: [{ name: 'Steak', cents: 2600, place: 'kitchen' }], columns: 1 };
const cellar = { name: 'cellar', articles: terrace.articles };
const smartSwap = {
  stations: [{ ...terrace, printers: { kitchen: 'grill' } }, cellar],
  areas: [
    { from: 50, to: 59, station: 'terrace', maintain: true },
    { from: 60, to: 69, station: 'cellar' },
  ],
};

function server(journal: JournalEntry[] = [], config = serverConfigSchema.parse({ ...floor, smartSwap })) {
  let state = emptyState(config);
  let req = 10;
  for (const entry of journal) apply(state, entry);
  const feed = (input: Input) => {
    const result = step(state, { nowMs: 1, wallMs: 1 }, input);
    state = result.state;
    journal.push(...result.facts);
    return result.outputs;
  };
  const say = (device: string, message: object): Reply => {
    const outputs = feed({ kind: 'message', device, message: message as ClientMessage });
    const [reply] = outputs.flatMap((one) => (one.kind === 'send' && one.message.type === 'reply' ? one.message : []));
    return reply as Reply;
  };
  const ask = (device: string, asked: object): Reply => say(device, { req: (req += 1), ...asked });
  /** Opens a tab, books a steak, closes it; what was told of stations, and where the order goes. */
  const visit = (tab: number): { station: string | undefined; notRunning: string | undefined; printer: string } => {
    const opened = ask('H01', { type: 'open', tab });
    assert.ok(opened.ok && opened.did === 'opened');
    const bookings = [{ seq: req, article: 'Steak', quantity: 1, cents: 2600, place: 'kitchen' }];
    ask('H01', { type: 'new-balance', tab, token: opened.token, bookings });
    const queued = facts('job-queued').at(-1);
    return { station: opened.station?.name, notRunning: opened.notRunning, printer: queued?.queue ?? '' };
  };
  const facts = <K extends Fact['kind']>(kind: K) =>
    journal.flatMap(({ fact }) => (fact.kind === kind ? [fact as Extract<Fact, { kind: K }>] : []));
  feed({ kind: 'started' });
  say('H01', { type: 'sign-on', req: 1_000 + journal.length, operator: 'Anna' });
  say('till', { type: 'sign-on', req: 1, operator: 'Chef' });
  req += 1_000 + journal.length;
  return { ask, visit, journal };
}
const OWN = { station: undefined, notRunning: undefined, printer: 'kitchen' };
const TERRACE = { station: 'terrace', notRunning: undefined, printer: 'grill' };
const CELLAR = { station: 'cellar', notRunning: undefined, printer: 'kitchen' };

describe('a tab in a range', () => {
  it('is served as at its station, and the next one by the own settings of the device', () => {
    const { visit } = server();
    assert.deepEqual([visit(60), visit(1)], [CELLAR, OWN]);
  });

  it('of which the area is maintained keeps the station in force, until another range or a start', () => {
    const { visit, journal } = server();
    assert.deepEqual([visit(50), visit(1), visit(60), visit(1), visit(50)], [TERRACE, TERRACE, CELLAR, OWN, TERRACE]);
    assert.deepEqual(server(journal).visit(1), OWN);
  });

  it('is any from the first to the last of it', () => {
    const { visit } = server();
    assert.deepEqual([visit(59), visit(69), visit(70)], [TERRACE, CELLAR, OWN]);
  });

  it('is told the layout of its station where layouts change, and it has one', () => {
    const { ask } = server([], serverConfigSchema.parse({ ...floor, smartSwap: { ...smartSwap, layoutChange: true } }));
    const told = (tab: number): unknown => {
      const opened = ask('H01', { type: 'open', tab });
      assert.ok(opened.ok && opened.did === 'opened');
      return opened.station;
    };
    assert.deepEqual(told(50), { name: 'terrace', articles: terrace.articles, columns: 1 });
    assert.deepEqual(told(60), { name: 'cellar', articles: cellar.articles });
  });

  it('is told its items at its price level, and its layout only where that changes', () => {
    const { ask } = server();
    const opened = ask('H01', { type: 'open', tab: 50 });
    assert.ok(opened.ok && opened.did === 'opened');
    assert.deepEqual(opened.station, { name: 'terrace', articles: terrace.articles });
  });

  it('prints nothing that a monitor shows instead, though its station has a printer for that place', () => {
    const monitors = [{ name: 'qsr', places: ['kitchen'], instead: true }];
    const { visit } = server([], serverConfigSchema.parse({ ...floor, smartSwap, monitors }));
    assert.deepEqual(visit(50), { ...TERRACE, printer: '' });
  });

  it('whose station does not run is opened with what is in force, and the device is told', () => {
    const { ask, visit } = server();
    ask('till', { type: 'station-state', station: 'terrace', runs: false });
    assert.deepEqual(visit(50), { ...OWN, notRunning: 'terrace' });
    ask('till', { type: 'station-state', station: 'terrace', runs: true });
    assert.deepEqual([visit(50), visit(1)], [TERRACE, TERRACE]);
    ask('till', { type: 'station-state', station: 'terrace', runs: false });
    assert.deepEqual([visit(1), visit(50)], [OWN, { ...OWN, notRunning: 'terrace' }]);
    ask('till', { type: 'station-state', station: 'terrace', runs: true });
    assert.deepEqual(visit(1), TERRACE, 'what is maintained is so again with its station');
  });
});

describe('what runs', () => {
  it('is told by the till alone, of stations there are', () => {
    const { ask } = server();
    const code = (reply: Reply): string => (reply.ok ? 'done' : reply.code);
    assert.equal(code(ask('H01', { type: 'station-state', station: 'terrace', runs: false })), 'till-only');
    assert.equal(code(ask('till', { type: 'station-state', station: 'attic', runs: false })), 'unknown-station');
    const { req, ...done } = ask('till', { type: 'station-state', station: 'terrace', runs: false });
    assert.deepEqual(done, { type: 'reply', ok: true, did: 'done' });
    assert.ok(req > 0);
  });
});

describe('the configuration', () => {
  it('names stations, printers and places there are', () => {
    const wrong = {
      stations: [{ ...terrace, printers: { bar: 'oven' } }, terrace],
      areas: [{ from: 9, to: 1, station: 'attic' }],
    };
    const { error } = serverConfigSchema.safeParse({ ...floor, smartSwap: wrong });
    assert.deepEqual(
      error?.issues.map(({ message }) => message),
      [
        'there is no place "bar"',
        'there is no printer "oven"',
        '"terrace" occurs twice',
        '"attic" is not among the stations',
        'must not end (1) before it begins (9)',
      ],
    );
  });
});
