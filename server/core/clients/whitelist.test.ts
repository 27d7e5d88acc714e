// Why the whitelist turns a device away: row by row, and at the edges of what a row allows.
import assert from 'node:assert/strict';
import type { ThinClientHello } from '#protocols/thin-client/messages';
import { serverConfigSchema, type ServerConfigInput } from '../config.ts';
import { whyNotListed } from './whitelist.ts';

type Rows = NonNullable<ServerConfigInput['whitelist']>;
type Model = NonNullable<ThinClientHello['model']>;
const sentence = { en: 'So it must be.', de: 'So muss es sein.' };
const listed = (must: 'portrait' | 'battery-saver-exempt') => [{ model: 'Tab', conditions: [{ must, sentence }] }];

/** The reason why a device is not admitted; null if it is. */
function why(
  whitelist: Rows | undefined,
  model: Model | undefined,
  said: Partial<ThinClientHello> = {},
): string | null {
  const config = serverConfigSchema.parse({ operators: ['Anna'], devices: [], whitelist });
  const display = { width: 412, height: 732 };
  const hello = { type: 'hello', v: 1, client: 'F01', kind: 'freestyle', install: 'F01', token: 0, display } as const;
  const whole = { ...hello, ...(model === undefined ? {} : { model }), ...said };
  return whyNotListed(config, whole, 0)?.code ?? null;
}
const tab = (more: Partial<Model> = {}): Model => ({ name: 'Tab', android: 9, ...more });

describe('the whitelist', () => {
  it('is asked of Android devices only, and where there is one', () => {
    assert.equal(why(undefined, undefined), null);
    assert.equal(why([], undefined), 'device-not-listed');
    assert.equal(why([], tab()), 'device-not-listed');
    assert.equal(why([], undefined, { kind: 'paypos' }), null);
    assert.equal(why([], { name: 'iPhone', ios: 15 }), null);
    assert.equal(why([{ model: 'Tab' }], { name: 'Tab' }), 'device-not-listed', 'it does not say its Android');
    assert.equal(why([{ model: 'Pad' }], tab()), 'device-not-listed');
  });

  it('knows the oldest version of each row', () => {
    const rows = [{ model: 'Tab', leastAndroid: 9, mostAndroid: 10 }];
    assert.deepEqual(
      [8, 9, 10, 11].map((android) => why(rows, tab({ android }))),
      ['android-too-old', null, null, 'android-not-listed'],
    );
  });

  it('admits a display that is just large enough, however it is held', () => {
    const rows = [{ model: 'Tab', leastDisplay: { width: 360, height: 640 } }];
    const at = (width: number, height: number): string | null => why(rows, tab({ display: { width, height } }));
    assert.deepEqual([at(360, 640), at(640, 360), at(700, 700)], [null, null, null]);
    assert.deepEqual([at(359, 640), at(360, 639), at(639, 360)], Array(3).fill('display-too-small'));
  });

  it('asks for a display that stands upright', () => {
    const at = (width: number, height: number): string | null =>
      why(listed('portrait'), tab(), { display: { width, height } });
    assert.deepEqual([at(480, 800), at(800, 480), at(800, 800)], [null, 'condition-not-met', 'condition-not-met']);
  });

  it('asks for an exemption from the battery saver', () => {
    const rows = listed('battery-saver-exempt');
    assert.equal(why(rows, tab({ batterySaverExempt: true })), null);
    assert.equal(why(rows, tab({ batterySaverExempt: false })), 'condition-not-met');
    assert.equal(why(rows, tab()), 'condition-not-met', 'nobody has said so');
  });
});
