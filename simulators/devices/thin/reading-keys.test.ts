// What a person makes of the keys of a screen.
import assert from 'node:assert/strict';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import { words, type Language } from '#server/station/words';
import { KeyWatch, leadsOn } from './reading-keys.ts';

const screen = (title: string, keys: readonly string[], view?: number): ScreenMessage => ({
  ...{ type: 'screen', screen: 1, title, display: { width: 384, height: 684 }, tab: 5, token: 1, bytes: 1 },
  ...(view === undefined ? {} : { view: { view, x: 0, y: 0, width: 9, height: 9 } }),
  widgets: [
    { x: 0, y: 0, width: 384, height: 48, text: title, look: 'title' },
    ...keys.map((text, i) => ({ x: 0, y: 50 + i, width: 9, height: 1, text, look: 'key' as const })),
  ],
});
const DIGITS = [...'1234567890'];

describe('the keys of a screen', () => {
  for (const language of ['en', 'de'] as const satisfies Language[]) {
    const said = words[language];
    const read = (title: string, keys: readonly string[], view?: number) =>
      new KeyWatch().see(screen(title, keys, view), language);

    it(`are told by what they are for, in ${language}`, () => {
      assert.deepEqual(read(said.tab(5), [said.newBalance, said.card('pt1'), 'Soup', said.more]), {
        on: 'booking',
        does: ['new-balance', 'page'],
        names: ['Soup'],
        terminals: ['pt1'],
      });
      assert.deepEqual(read(said.tab(5), []), { on: 'paying', does: [], names: [], terminals: [] });
      assert.deepEqual(read(said.tables, [...DIGITS, said.clear, said.open])?.does, ['number', 'open-tab']);
      assert.deepEqual(read(said.tables, [...DIGITS.slice(1), said.clear])?.names, [...DIGITS.slice(1), said.clear]);
      assert.deepEqual(read(said.workOnTab, Object.values(said.work))?.names, Object.keys(said.work));
      assert.deepEqual(read(said.scan, [said.cardKind.voucher, said.back]), {
        ...{ on: 'card', does: ['understood'], names: ['voucher'], terminals: [] },
      });
    });

    it(`tell which screen it is, in ${language}`, () => {
      const on = (title: string, keys: readonly string[], view?: number) => read(title, keys, view)?.on;
      assert.equal(on(said.cam, ['yard']), 'cameras');
      assert.equal(on(said.cam, [said.back], 7), 'camera');
      assert.equal(on(said.work.cancel, ['Soup', said.goOn]), 'lines');
      assert.equal(on(said.work.cancel, [...said.reasons, said.back]), 'reasons');
      assert.equal(on(said.work.split, [...DIGITS, said.clear, said.goOn]), 'number');
      assert.equal(on(said.work.part, [...DIGITS, said.clear, said.bill]), 'amount');
      assert.equal(on(said.refused, [said.ok]), 'refused');
    });
  }

  for (const language of ['en', 'de'] as const satisfies Language[]) {
    const said = words[language];
    const leads = (title: string, key: string, keys: readonly string[], line = ''): boolean => {
      const on = screen(title, keys);
      const text = { x: 0, y: 0, width: 1, height: 1, text: line, look: 'text' as const };
      return leadsOn({ ...on, widgets: [...on.widgets, text] }, key, language);
    };

    it(`lead to another screen for sure, or only once enough was chosen, in ${language}`, () => {
      for (const key of [said.workOnTab, said.cam, said.scan, said.more, said.back, said.ok, said.reverse])
        assert.equal(leads(said.tab(5), key, [key]), true, key);
      for (const key of [said.newBalance, said.goOn, said.open, said.card('pt1'), 'Soup'])
        assert.equal(leads(said.tab(5), key, [key]), false, key);
      assert.equal(leads(said.workOnTab, said.work.cancel, Object.values(said.work)), true);
      assert.equal(leads(said.work.cancel, 'Soup', ['Soup', said.goOn]), false);
    });

    it(`of a number lead on until it is as long as it may be, in ${language}`, () => {
      const pad = [...DIGITS, said.clear, said.open];
      const typed = (digits: string) => (key: string) => leads(said.tables, key, pad, said.typed(digits));
      assert.deepEqual(['7', said.clear].map(typed('')), [true, false]);
      assert.deepEqual(['7', said.clear].map(typed('1234')), [true, true]);
      assert.deepEqual(['7', said.clear].map(typed('12345')), [false, true]);
      const ticket = (line: string) => leads(said.reprint, said.clear, pad, line);
      assert.deepEqual([said.ticket('–'), said.ticket('12')].map(ticket), [false, true]);
      const split = (line: string) => leads(said.work.split, said.clear, pad, line);
      assert.deepEqual([said.numberFor.split('–'), said.numberFor.split('12')].map(split), [false, true]);
    });
  }

  it('are told again only when they or the screen are others', () => {
    const watch = new KeyWatch();
    const see = (title: string, ...keys: string[]) => watch.see(screen(title, keys), 'en')?.names;
    assert.deepEqual(see('Sign on', 'Anna', 'Ben'), ['Anna', 'Ben']);
    assert.equal(see('Sign on', 'Anna', 'Ben'), undefined);
    assert.deepEqual(see('Sign on', 'Anna'), ['Anna']);
    assert.deepEqual(see('Sign on', 'Anna', 'Ben'), ['Anna', 'Ben']);
    watch.forget();
    assert.deepEqual(see('Sign on', 'Anna', 'Ben'), ['Anna', 'Ben']);
  });
});
