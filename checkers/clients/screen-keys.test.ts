// Which keys screens of thin clients have.
import assert from 'node:assert/strict';
import type { HistoryHeader } from '#history/events';
import type { ScreenKey, ScreenKeys, ScreenName } from '#history/screen-keys';
import { FUNCTIONS } from '#machines/functions';
import { STORY_LIMITS, Story } from '../story.ts';
import { KeysOffered } from './keys-offered.ts';
import { screenKeys } from './screen-keys.ts';

const device = { beltPrinter: false, settings: { offlineBooking: false } };
const floor = {
  devices: [
    { ...device, name: 'C01', family: 'client', settings: { offlineBooking: false, offers: ['bar'] } },
    { ...device, name: 'P01', family: 'paypos', terminal: 'pt1' },
  ],
  ...{ printers: [], places: {}, fallbackPrinter: null, terminals: ['pt1', 'pt2'] },
  operators: ['Anna', 'Ben'],
  articles: [
    { name: 'Soup', cents: 500, place: 'kitchen' },
    { name: 'Water', cents: 300, place: 'bar' },
    { name: 'Wine', cents: 600, place: 'bar' },
  ],
  cameras: [{ name: 'yard' }],
  simpleOrder: { tab: 99, article: 'Water' },
  smartSwap: {
    ...{ areas: [{ from: 50, to: 59, station: 'terrace', maintain: false }], layoutChange: false },
    stations: [{ name: 'terrace', articles: [{ name: 'Ice', cents: 400, place: 'bar' }], printers: {}, runs: true }],
  },
} as unknown as HistoryHeader['floor'];

const keys = (on: ScreenName, does: ScreenKey[], names: string[] = [], terminals: string[] = []): ScreenKeys => ({
  ...{ on, does, names, terminals },
});
const BOOKING: ScreenKey[] = ['new-balance', 'bill', 'work-on-tab', 'scan', 'cam'];

/** A client with its first screen, and tab 5 open under token 1, tab 51 under token 2, at the terrace. */
const story = (): Story =>
  new Story()
    .event('C01', { kind: 'admitted', session: 1 })
    .screen('C01', 1, 0, 0, { keys: keys('sign-on', [], ['Anna', 'Ben']) })
    .at(1_000)
    .fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'C01', operator: 'Anna' })
    .fact({ kind: 'tab-locked', tab: 51, token: 2, device: 'P01', operator: 'Ben', station: 'terrace' })
    .at(1_100);

function verdict(told: Story, slackMs = 0): string {
  const { verdict: found, evidence } = told.judged(screenKeys, { slackMs }, true, { floor });
  return found === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : found;
}
const shown = (node: string, tab: number, token: number, told: ScreenKeys): string =>
  verdict(story().screen(node, 2, tab, token, { keys: told }));

describe('keys of screens', () => {
  it('are where they can be seen', () => {
    const told = { keys: keys('booking', BOOKING, ['Water', 'Wine'], ['pt1', 'pt2']) };
    assert.equal(verdict(story().screen('C01', 2, 5, 1, told)), 'pass');
    const hidden = verdict(story().screen('C01', 2, 5, 1, { ...told, hidden: 2 }));
    assert.match(hidden, /^2 of what stands on it lay beyond the display or under something else$/);
  });

  it('are those of what the station offers, all of them and no others', () => {
    const booking = (names: string[], terminals = ['pt1', 'pt2']): string =>
      shown('C01', 5, 1, keys('booking', BOOKING, names, terminals));
    assert.equal(booking(['Water', 'Wine']), 'pass');
    assert.equal(booking(['Water', 'Soup', 'Wine']), 'there was a key for Soup');
    assert.equal(booking(['Wine']), 'there was no key for Water');
    assert.equal(booking(['Wine', 'Wine']), 'there was a key for Wine');
    assert.equal(booking(['Water', 'Wine'], ['pt1']), 'there was no key for pt2');
  });

  it('are those of the station of SmartSwap, and of the one terminal that is assigned', () => {
    const booking = (names: string[], terminals: string[]): string =>
      shown('P01', 51, 2, keys('booking', BOOKING, names, terminals));
    assert.equal(booking(['Ice'], ['pt1']), 'pass');
    assert.equal(booking(['Ice'], ['pt1', 'pt2']), 'there was a key for pt2');
    assert.equal(booking(['Soup', 'Water', 'Wine'], ['pt1']), 'there was a key for Soup');
  });

  it('are all that can be done, whatever rights there are', () => {
    const tables: ScreenKey[] = ['number', 'open-tab', 'sign-off', 'takings', 'reprint', 'cam', 'simple-order'];
    assert.equal(shown('C01', 0, 0, keys('tables', tables)), 'pass');
    assert.equal(shown('C01', 0, 0, keys('tables', tables.slice(1))), 'there was no key for number');
    assert.equal(shown('C01', 0, 0, keys('tables', tables.slice(0, -1))), 'there was no key for simple-order');
    assert.match(
      shown('C01', 5, 1, keys('work', ['choose-reversal', 'understood'], ['split', 'move', 'merge'])),
      /no key for cancel, discount, bill-lines, bill-share, part/,
    );
  });

  it('let settle a tab all the same of which somebody was warned, and nothing else', () => {
    const refused = (refusal: string, does: ScreenKey[]): string =>
      verdict(story().screen('C01', 2, 5, 1, { refusal, keys: keys('refused', does) }));
    assert.equal(refused('card-may-be-charged', ['understood', 'settle-all-the-same']), 'pass');
    assert.match(refused('card-may-be-charged', ['understood']), /no key for settle-all-the-same/);
    assert.match(refused('tab-busy', ['understood', 'settle-all-the-same']), /a key for settle-all-the-same/);
  });

  it('come page by page, all of them once the first page is there again', () => {
    const pages = (...all: string[][]): string => {
      const told = story();
      for (const [i, names] of all.entries())
        told.screen('C01', 2 + i, 5, 1, { keys: keys('booking', [...BOOKING, 'page'], names, ['pt1', 'pt2']) });
      return verdict(told);
    };
    assert.equal(pages(['Water'], ['Wine'], ['Water']), 'pass');
    assert.equal(pages(['Water']), 'pass');
    assert.equal(pages(['Water'], ['Water']), 'on none of its pages there was a key for Wine');
    assert.equal(pages(['Water'], []), 'there was a page with nothing on it');
    assert.equal(pages(['Water'], ['Soup']), 'there was a key for Soup');
  });

  it('are not missed on a page that nobody saw', () => {
    const page = (names: string[]): ScreenKeys => keys('booking', [...BOOKING, 'page'], names, ['pt1', 'pt2']);
    const skipped = story()
      .screen('C01', 2, 5, 1, { keys: page(['Water']) })
      .screen('C01', 4, 5, 1, { keys: page(['Water']) });
    assert.equal(verdict(skipped), 'pass');
  });

  it('are judged once the grant of the tab is known, measured with slack', () => {
    const late = (names: string[]): string =>
      verdict(
        new Story()
          .screen('P01', 1, 51, 2, { keys: keys('booking', BOOKING, names, ['pt1']) })
          .at(20)
          .fact({ kind: 'tab-locked', tab: 51, token: 2, device: 'P01', operator: 'Ben', station: 'terrace' }),
        400,
      );
    assert.equal(late(['Ice']), 'pass');
    assert.equal(late(['Soup']), 'there was a key for Soup');
  });

  it('are not judged in histories that do not tell of them', () => {
    const { verdict: found, judged } = new Story()
      .screen('C01', 1, 0, 0)
      .judged(screenKeys, STORY_LIMITS, true, { floor });
    assert.deepEqual([found, judged], ['pass', 0]);
  });

  it('are there for every function that thin clients have', () => {
    const offered = new KeysOffered(floor);
    const on = (name: ScreenName): string[] => {
      const { does, names, terminals } = offered.on(name, 'C01', { token: 1 }, undefined);
      return [
        ...does,
        ...(terminals.length > 0 ? [`${name} terminal`] : []),
        ...(names?.length ? [`${name} name`] : []),
      ];
    };
    const named: Record<string, string> = {
      CHOOSE_OPERATOR: 'sign-on name',
      ARTICLE: 'booking name',
      CARD: 'booking terminal',
      CHOOSE_WORK: 'work name',
      LOOK: 'cameras name',
      REVERSE: 'reversal terminal',
    };
    const all = (['sign-on', 'tables', 'booking', 'work', 'cameras', 'reversal'] as const).flatMap(on);
    const taps = FUNCTIONS.flatMap(({ tap }) => (tap === undefined ? [] : [tap]));
    const missing = taps.filter((tap) => !all.includes(named[tap] ?? tap.toLowerCase().replaceAll('_', '-')));
    assert.deepEqual(missing, []);
  });
});
