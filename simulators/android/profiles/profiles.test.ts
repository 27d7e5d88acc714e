import assert from 'node:assert/strict';
import { benchOf } from '../asking.ts';
import { profileSchema } from '../profile.ts';
import { quirkCatalogue } from '../quirks/catalogue.ts';
import { profileCatalogue } from './catalogue.ts';

const profiles = [...profileCatalogue.values()];
const market = profiles.filter(({ name }) => !name.startsWith('planted-'));

/** Whether a path like `display.dpi` leads somewhere. */
function leads(value: unknown, path: string): boolean {
  return path.split('.').every((key) => {
    const there = typeof value === 'object' && value !== null && key in value;
    value = there ? (value as Record<string, unknown>)[key] : undefined;
    return there;
  });
}

describe('the profiles of simulated Android devices', () => {
  it('are at least fourteen devices of the market, from Android 6 on, and as many planted ones', () => {
    assert.ok(market.length >= 14);
    assert.ok(profiles.length - market.length >= 14);
    assert.deepEqual(new Set(market.map(({ android }) => android.api)), new Set([23, 25, 27, 28, 29, 30, 33]));
  });

  it('name their sources, and of what was assumed only what is there', () => {
    for (const profile of profiles) {
      assert.deepEqual(
        profile.assumed.filter((path) => !leads(profile, path)),
        [],
        profile.name,
      );
    }
  });

  it('have quirks that exist, with parameters that are right', () => {
    for (const { name, quirks } of profiles) {
      for (const { quirk, with: params } of quirks) {
        assert.ok(quirkCatalogue.get(quirk)?.params.safeParse(params).success, `${name}: ${quirk}`);
      }
    }
  });

  it('are told apart by their names and their addresses', () => {
    assert.equal(new Set(market.map(({ wlan }) => wlan.mac)).size, market.length);
    assert.throws(() => profileSchema.parse({ name: 'Not a name' }));
  });

  for (const { name, model, android, display, touch } of market) {
    it(`${name} tells what it is`, () => {
      const { ask } = benchOf(name);
      assert.equal(ask('getprop ro.product.model').stdout, `${model}\n`);
      assert.equal(ask('getprop ro.build.version.sdk').stdout, `${android.api}\n`);
      assert.match(ask('wm size').stdout, new RegExp(`Physical size: ${display.widthPx}x${display.heightPx}`));
      assert.match(ask('getevent -p').stdout, new RegExp(`002f .* max ${touch.fingers - 1},`));
      assert.equal(ask('which su').code, 1);
      assert.equal(ask('dumpsys webviewupdate').stdout === '', android.api < 26);
      assert.equal(ask('cmd wifi status').code === 0, android.api >= 30);
    });
  }
});
