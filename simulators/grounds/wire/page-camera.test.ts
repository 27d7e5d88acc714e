import assert from 'node:assert/strict';
import type { Page } from 'puppeteer';
import { readByCamera } from './page-camera.ts';

describe('the camera of a page', () => {
  /** A page that says this of its camera, in turn. */
  function page(says: unknown[]): { page: Page; clicked: string[] } {
    const clicked: string[] = [];
    const said = says.map((one) => (one === '' ? '' : JSON.stringify(one)));
    const fake = {
      click: async (selector: string) => void clicked.push(selector),
      evaluate: async () => said.shift() ?? '',
    };
    return { page: fake as unknown as Page, clicked };
  }

  it('is opened by its key, and waited for', async () => {
    const fake = page(['', { outcome: 'read', code: 'V200-1', tookMs: 312, pictures: 8 }]);
    assert.deepEqual(await readByCamera(fake.page, 'V200-1'), {
      ...{ kind: 'card-before-camera', code: 'V200-1', outcome: 'read', tookMs: 312, pictures: 8 },
    });
    assert.deepEqual(fake.clicked, ['.camera']);
  });

  it('may read another card, or none, and there may be none', async () => {
    const outcomes = [
      { outcome: 'read', code: 'V200-2', tookMs: 312, pictures: 8 },
      { outcome: 'not-read', pictures: 80 },
      { outcome: 'no-camera', why: 'none' },
    ];
    const found = await Promise.all(outcomes.map((one) => readByCamera(page([one]).page, 'V200-1')));
    assert.deepEqual(
      found.map(({ outcome, why }) => why ?? outcome),
      ['other-read', 'not-read', 'none'],
    );
  });
});
