// docs/functions.md says what can be done where; here each of its cells is held against charts, screens and server.
import assert from 'node:assert/strict';
import type { AnyStateMachine } from 'xstate';
import { FAMILIES, FUNCTIONS, type DeviceFunction, type Family } from '#machines/functions';
import { cameraView } from '#machines/camera-view';
import { handheld } from '#machines/handheld';
import type { DeviceEvent } from '#machines/holder';
import { stationChart } from '#machines/station/station';
import { tablet } from '#machines/tablet';
import { till } from '#machines/till';
import type { ClientMessage, ClientRequest } from '#protocols/mpos/messages';
import { serverConfigSchema } from '#server/core/config';
import { emptyState } from '#server/core/state';
import { readScenario } from '#scenarios/format/read';
import { step } from '#server/core/step';
import { words } from '#server/station/words';
import { intentOf } from '#simulators/devices/thin/intents';

type Standard = Exclude<Family, 'thin client'>;

const charts: Record<Standard, AnyStateMachine> = { handheld, tablet, till };
const config = serverConfigSchema.parse({
  operators: ['Anna'],
  devices: (['handheld', 'tablet', 'till'] as const).map((family) => ({ name: family, family })),
  terminals: [{ name: 'pt1' }],
});

/** Whether the server does that for the till alone. */
function isForTillOnly(device: Standard, type: ClientRequest['type']): boolean {
  const state = emptyState(config);
  const ask = (message: Record<string, unknown>) =>
    step(state, { nowMs: 0, wallMs: 0 }, { kind: 'message', device, message: message as unknown as ClientMessage });
  ask({ type: 'sign-on', req: 1, operator: 'Anna' });
  const { outputs } = ask({ type, req: 2, tab: 5, job: 1, terminal: 'pt1', station: 'terrace', runs: true });
  assert.ok(
    outputs.some((output) => output.kind === 'send' && output.message.type === 'reply'),
    type,
  );
  return outputs.some(
    (output) =>
      output.kind === 'send' &&
      output.message.type === 'reply' &&
      !output.message.ok &&
      output.message.code === 'till-only',
  );
}

/** Whether the hand of an operator knows keys for it, or the screens have a tap for it. */
function canThin({ by, tap }: DeviceFunction): boolean {
  if (tap !== undefined) return (stationChart.events as readonly string[]).includes(tap);
  if (!('event' in by)) return false;
  const event = {
    type: by.event,
    tab: 5,
    operator: 'Anna',
    terminal: 'pt1',
    confirmed: false,
    card: { kind: 'voucher', code: 'V500-1' },
  } as unknown as DeviceEvent;
  return intentOf(event, null, words.en) !== null;
}

/** Whether a step of a scenario may open a tab so at that family. */
function canOpenQuickly(family: Family): boolean {
  const kind = family === 'thin client' ? 'client' : family === 'till' ? 'handheld' : family;
  const device = family === 'till' ? 'till' : 'D1';
  const scenario = (quick: boolean): string => `format: 1
name: quick
about: A tab is opened.
duration: 1min
floor:
  operators: [Anna]
  devices: [{ name: D1, kind: ${kind} }]
  till: { operator: Anna }
work: { steps: [{ at: 5s, device: ${device}, do: open, tab: 5, quick: ${quick} }] }
`;
  assert.ok(readScenario(scenario(false), { faults: [] }).ok, family);
  return readScenario(scenario(true), { faults: [] }).ok;
}

function can(one: DeviceFunction, family: Family): boolean {
  if ('quick' in one.by) return canOpenQuickly(family);
  if (family === 'thin client') return canThin(one);
  if ('view' in one.by) return family !== 'till' && (cameraView.events as readonly string[]).includes(one.by.view);
  return 'event' in one.by
    ? (charts[family].events as readonly string[]).includes(one.by.event)
    : !isForTillOnly(family, one.by.asks);
}

describe('the table of functions', () => {
  for (const one of FUNCTIONS)
    it(`is true of: ${one.what}`, () => {
      for (const family of FAMILIES) assert.equal(can(one, family), one.not[family] === undefined, family);
    });

  it('leaves out no tap that a thin client has for something of a tab', () => {
    const moves = [
      'PAGE',
      'DIGIT',
      'CLEAR',
      'UNDERSTOOD',
      'SETTLE_ALL_THE_SAME',
      'WORK_ON_TAB',
      'TAKE',
      'REASON',
      'GO_ON',
      'CAM',
      'CHOOSE_CARD',
      'CHOOSE_REVERSAL',
    ];
    const news = [
      'DONE',
      'OPENED',
      'NOT_RUNNING',
      'REFUSED',
      'BOOKED',
      'CLOSED',
      'PAYING',
      'PAYMENT_ENDED',
      'LOCK_LOST',
      'TAKINGS_TOLD',
      'CHANGED',
      'CODE',
      'SCANNED',
      'VIEWING',
      'VIEW_ENDED',
      'REVERSING',
      'REVERSED',
      'CARD_TOLD',
      'LATE_OUTCOME',
    ];
    const known = new Set<string>([...moves, ...news, ...FUNCTIONS.flatMap(({ tap }) => tap ?? [])]);
    assert.deepEqual(
      (stationChart.events as readonly string[]).filter((event) => !known.has(event)),
      [],
    );
  });
});
