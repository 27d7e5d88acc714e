import assert from 'node:assert/strict';
import { slug, symptomName } from './symptom-name.ts';

describe('the name of a symptom', () => {
  it('says what went wrong, how, and after what', () => {
    const name = (signature: string, ...faults: string[]) =>
      symptomName(signature, { faults: faults.map((fault) => ({ fault })) });
    assert.equal(name('lock-recovery: fact tab-locked (late)', 'switched-off'), 'hold-too-late-after-switched-off');
    assert.equal(name('lock-exclusion: fact tab-locked, again'), 'hold-twice');
    assert.equal(name('payment-not-lost: fact payment-ended:paid (taken before)'), 'payment-taken-before');
    assert.equal(name('settled: storage', 'link-drop', 'put-away'), 'settled-wrong-after-link-drop');
  });

  it('is fit for a file, whatever it is made of', () => {
    assert.equal(slug('  Die Suppe kam zweimal (Küche)! '), 'die-suppe-kam-zweimal-kueche');
    assert.equal(slug('Žižkov'), 'zizkov');
    assert.equal(slug('…'), '');
    assert.ok(slug('x '.repeat(100)).length <= 63);
    assert.match(slug('x '.repeat(100)), /x$/);
  });
});
