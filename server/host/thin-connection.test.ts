// The connection of a thin client by itself: a slow one gets the newest screen, and pictures stand behind their screen.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorTable } from '#protocols/errors/errors';
import type { FromThinClient, ToThinClient } from '#protocols/thin-client/messages';
import { bytesOf, type Picture, type PictureMessage } from '#protocols/thin-client/pictures';
import { pictureBytes } from '#server/station/picture-bytes';
import type { Renderer } from '#server/station/renderer';
import { layOut, SMALLEST, type Screen } from '#server/station/screen';
import { marked } from './by-hand.ts';
import { ThinConnection } from './thin-connection.ts';

const screenOf = (title: string, more: { reads?: true; view?: number } = {}): Screen =>
  layOut({ title, texts: [], keys: [], columns: 1, tab: 5, token: 9, ...more }, SMALLEST);
const frameOf = (view: number, frame: number) => ({ type: 'frame', view, frame, picture: 'AAAA' }) as const;

function stage(render: Renderer = () => null) {
  const sent: (ToThinClient | PictureMessage)[] = [];
  const calls: string[] = [];
  const heard: FromThinClient[] = [];
  const connection = new ThinConnection(
    { send: (message) => void sent.push(message), close: () => void calls.push('close') },
    render,
    (_connection, message) => void heard.push(message),
    () => void calls.push('gone'),
  );
  connection.display = { ...SMALLEST };
  const screens = (): number[] => sent.flatMap((message) => (message.type === 'screen' ? [message.screen] : []));
  return { connection, sent, calls, heard, screens };
}

describe('a slow thin client', () => {
  it('gets the newest screen when it has shown the last one, not every one', () => {
    const { connection, screens } = stage();
    for (const n of [1, 2, 3, 4]) connection.show(screenOf(`${n}`), n);
    assert.deepEqual(screens(), [1]);
    connection.shown(2);
    assert.deepEqual(screens(), [1], 'it says so of a screen it was not sent');
    connection.shown(1);
    assert.deepEqual(screens(), [1, 4]);
    connection.shown(4);
    connection.show(screenOf('5'), 5);
    assert.deepEqual(screens(), [1, 4, 5]);
  });

  it('is not sent a screen again that is on its way, nor one that has become older meanwhile', () => {
    const { connection, screens } = stage();
    const show = (n: number): void => connection.show(screenOf(`${n}`), n);
    show(1);
    show(1);
    connection.shown(1);
    assert.deepEqual(screens(), [1]);
    show(1);
    connection.shown(1);
    assert.deepEqual(screens(), [1, 1], 'one that was shown is sent again to who is behind');
  });

  it('leaves a mark where a screen is skipped', () => {
    const { connection } = stage();
    const show = (n: number) => marked('screen-skipped', () => connection.show(screenOf(`${n}`), n));
    assert.deepEqual(show(1), { held: 0, not: 0 });
    assert.deepEqual(show(2), { held: 0, not: 1 });
    assert.deepEqual(show(3), { held: 1, not: 0 });
  });

  it('has one screen on its way at most, and in the end the newest, however slow it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('show', 'again', 'shown', 'old'), { maxLength: 60 }), (acts) => {
        const { connection, screens } = stage();
        let number = 0;
        let onWay = 0;
        const show = (): void => connection.show(screenOf(`${number}`), number);
        const settle = (): void => {
          if (onWay === 0) return;
          const before = screens().length;
          connection.shown(screens().at(-1) as number);
          onWay = screens().length - before;
        };
        for (const act of acts) {
          const before = screens().length;
          if (act === 'show' || (act === 'again' && number > 0)) {
            if (act === 'show') number += 1;
            show();
            onWay += screens().length - before;
          } else if (act === 'shown') settle();
          else if (act === 'old') connection.shown((screens().at(-1) ?? 0) - 1);
          assert.ok(onWay <= 1, 'one on its way');
        }
        while (onWay > 0) settle();
        const all = screens();
        assert.equal(all.at(-1) ?? 0, number);
        assert.ok(all.every((one, i) => i === 0 || one >= (all[i - 1] as number)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a screen that is sent', () => {
  it('says what stands on it, what is to be read and viewed, and what its pictures would weigh', () => {
    const { connection, sent } = stage();
    const [plain, reading, viewing] = [screenOf('1'), screenOf('2', { reads: true }), screenOf('3', { view: 7 })];
    for (const [i, screen] of [plain, reading, viewing].entries()) {
      connection.show(screen, i + 1);
      connection.shown(i + 1);
    }
    const shown = (screen: Screen) => ({
      ...{ type: 'screen', title: screen.title, display: SMALLEST, tab: 5, token: 9 },
      widgets: screen.widgets.map(({ means: _means, ...seen }) => seen),
    });
    assert.deepEqual(sent, [
      { ...shown(plain), screen: 1, bytes: pictureBytes(null, plain, SMALLEST) },
      { ...shown(reading), screen: 2, bytes: pictureBytes(plain, reading, SMALLEST), reads: true },
      { ...shown(viewing), screen: 3, bytes: pictureBytes(reading, viewing, SMALLEST), view: viewing.view },
    ]);
  });

  it('is followed by as many pictures as it says, of what has changed since the last one that was sent', () => {
    const befores: (string | undefined)[] = [];
    const picture = (x: number): Picture => ({ x, y: 0, width: 1, height: 1, png: new Uint8Array(10) });
    const { connection, sent } = stage((before, { title }) => {
      befores.push(before?.title);
      return title === 'same' ? [] : [picture(1), picture(2)];
    });
    connection.show(screenOf('first'), 1);
    connection.show(screenOf('skipped'), 2);
    connection.show(screenOf('same'), 3);
    connection.shown(1);
    assert.deepEqual(befores, [undefined, 'first']);
    assert.deepEqual(
      sent.map((message) => [
        message.type,
        'screen' in message && message.screen,
        'pictures' in message && message.pictures,
      ]),
      [
        ['screen', 1, 2],
        ['picture', 1, false],
        ['picture', 1, false],
        ['screen', 3, 0],
      ],
    );
    assert.deepEqual(sent[1], { type: 'picture', screen: 1, ...picture(1) });
    assert.equal(sent[0]?.type === 'screen' && sent[0].bytes, bytesOf([picture(1), picture(2)]));
  });
});

describe('a picture of a camera', () => {
  it('stands behind the screen of its view: the newest, once, and none of another view', () => {
    const { connection, sent } = stage();
    const told = (): (string | number)[] =>
      sent.splice(0).map((message) => (message.type === 'frame' ? message.frame : message.type));
    connection.frame(frameOf(7, 1));
    assert.deepEqual(told(), []);
    connection.show(screenOf('Tab 5'), 1);
    connection.show(screenOf('CAM', { view: 7 }), 2);
    connection.frame(frameOf(7, 2));
    assert.deepEqual(told(), ['screen']);
    connection.shown(1);
    assert.deepEqual(told(), ['screen', 2]);
    connection.frame(frameOf(7, 3));
    connection.frame(frameOf(6, 4));
    connection.shown(2);
    connection.show(screenOf('CAM again', { view: 7 }), 3);
    assert.deepEqual(told(), [3, 'screen']);
  });
});

describe('the connection of a thin client', () => {
  it('that has ended says and hears nothing more', () => {
    const { connection, sent, calls, heard } = stage();
    connection.onData({ type: 'leave' });
    connection.end('slot-gone');
    connection.end('device-replaced');
    connection.end();
    connection.onData({ type: 'leave' });
    assert.deepEqual([sent.length, calls, heard.length], [1, ['close', 'gone'], 1]);

    const cut = stage();
    cut.connection.onClose();
    cut.connection.onData({ type: 'leave' });
    cut.connection.end('slot-gone');
    assert.deepEqual([cut.sent, cut.calls, cut.heard], [[], ['gone'], []]);
  });

  it('is told why it ends in the sentence of the error, in a closer one, or with the IIS behind it', () => {
    const { sentence } = errorTable['wrong-iis'];
    for (const [detail, text] of [
      [undefined, sentence],
      [{}, sentence],
      [{ sentence: 'This model is too old.' }, 'This model is too old.'],
      [{ iis: 'hall' }, `${sentence} hall`],
    ] as const) {
      const { connection, sent } = stage();
      connection.end('wrong-iis', detail);
      const iis = detail !== undefined && 'iis' in detail ? { iis: detail.iis } : {};
      assert.deepEqual(sent, [{ type: 'turned-away', code: 'wrong-iis', text, ...iis }]);
    }
    const { connection, sent, calls } = stage();
    connection.end();
    assert.deepEqual([sent, calls], [[], ['close', 'gone']]);
  });
});
