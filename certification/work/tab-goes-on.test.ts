import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent } from '#history/events';
import { written } from '../probes/sample-answers.ts';
import { AT_WORK, type AskedAtWork, type Played } from './evening.ts';
import { CABLE, DENSITY, SIDE, SIZE } from './looks.ts';
import { staysUpright, worksAtLowBattery } from './tab-goes-on.ts';

type Told = { node?: string } & EventBody;

const said = (command: string, output: string): AskedAtWork => ({ command, at: 0, output: written(output) });
const fact = (kind: string, fields: Record<string, unknown> = {}): Told => ({
  ...{ node: 'server', kind: 'fact', n: 1, at: 1 },
  fact: { kind, ...fields },
});
const layout = (width: number, height: number): Told => ({ kind: 'layout', width, height });
const gaveUp: Told = { kind: 'gave-up', act: 'book', state: 'open.booking' };
const stall = (ms: number): Told => ({ node: 'run', kind: 'stall', who: 'harness', fromMs: 50, toMs: 50 + ms });
const tap: Told = { kind: 'tap', screen: 1, title: 'Tab 11', key: 'Soup', x: 1, y: 1 };
const lost = fact('tab-released', { cause: 'lease-ended' });
const given = fact('tab-released', { cause: 'new-balance' });
const booked = (count: number): Told[] => Array.from({ length: count }, () => fact('booked'));

function played(told: readonly Told[], asked: readonly AskedAtWork[]): Played {
  const events = told.map((event, t) => ({ t, node: AT_WORK, ...event }) as HistoryEvent);
  return { events, timeScale: 1, heartbeatMs: 4_000, asked, verdict: 'pass', failed: [], spoiled: null, undone: null };
}

const sentence = (reading: ReturnType<typeof staysUpright>): string =>
  reading.kind === 'unknown' ? `unknown: ${reading.reason}` : JSON.stringify(reading.value);
const wordOf = (word: string): string => JSON.stringify({ kind: 'word', word });

describe('a device that is turned with a tab open', () => {
  const round = ['1', '2', '3', '0'].map((side) => said(SIDE, side));
  const display = (size: string, dpi: number) => [
    said(SIZE, `Physical size: ${size}`),
    said(DENSITY, `Physical density: ${dpi}`),
  ];
  const phone = [...round, ...display('720x1440', 320)];
  const upright = layout(412, 732);
  const whole = [upright, fact('tab-locked'), ...booked(5), given];
  const says = (told: readonly Told[], asked: readonly AskedAtWork[] = phone): string =>
    sentence(staysUpright(played(told, asked)));

  it('stays upright; a tablet is scaled', () => {
    assert.equal(says(whole), wordOf('phone stays upright'));
    assert.equal(says(whole, [...round, ...display('1200x1920', 240)]), wordOf('tablet scaled, upright'));
  });

  it('turns if its screen was ever laid out wide', () => {
    assert.equal(says([...whole, layout(732, 412)]), wordOf('turns'));
  });

  it('is not fit for it where a booking is missing, something could not be done, or the tab was lost', () => {
    assert.equal(says([upright, fact('tab-locked'), ...booked(4), given]), wordOf('work stops'));
    assert.equal(says([...whole, gaveUp]), wordOf('work stops'));
    assert.equal(says([upright, fact('tab-locked'), ...booked(2), lost]), wordOf('tab lost'));
  });

  it('is not known to be unfit if the machine stood still for half a heartbeat while it worked', () => {
    const told = [tap, upright, fact('tab-locked'), ...booked(2), lost];
    assert.equal(says([...told, stall(2_001)]).slice(0, 7), 'unknown');
    assert.equal(says([...told, stall(2_000)]), wordOf('tab lost'));
    const before = Array.from({ length: 4_000 }, () => upright);
    assert.equal(says([...before, ...told, stall(3_000)]), wordOf('tab lost'));
  });

  it('is not known to stay so where it was not turned, or does not say its display', () => {
    const small = display('720x1440', 320);
    assert.match(says(whole, [...round.slice(0, 3), ...small]), /not turned once round, but to 1, 2, 3/);
    assert.match(says(whole, small), /was not asked/);
    assert.match(says(whole, [said(SIDE, 'null'), ...small]), /not set/);
    assert.match(says(whole, round), /was not asked/);
    assert.match(says(whole.slice(1)), /how its screen was laid out/);
  });
});

describe('a device with 5 % of battery', () => {
  const battery = (level: number, usb: boolean) =>
    said(
      CABLE,
      `AC powered: false\n  USB powered: ${usb}\n  Wireless powered: false\n  level: ${level}\n  voltage: 3500`,
    );
  const tables = [1, 2, 3].flatMap(() => [fact('tab-locked'), ...booked(2), given]);
  const says = (told: readonly Told[], asked = [battery(5, false)]): string =>
    sentence(worksAtLowBattery(played(told, asked)));

  it('goes on, or does not', () => {
    assert.equal(says(tables), wordOf('goes on'));
    assert.equal(says(tables.slice(0, -1)), wordOf('work stops'));
    assert.equal(says([...tables.slice(0, -1), lost]), wordOf('tab lost'));
  });

  it('is not known to have had so little where it says otherwise, or was plugged in', () => {
    assert.match(says(tables, [battery(84, false)]), /at 84 %/);
    assert.match(says(tables, [battery(5, true)]), /cable was in/);
    assert.match(says(tables, []), /was not asked/);
  });
});
