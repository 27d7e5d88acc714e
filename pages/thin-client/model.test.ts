import assert from 'node:assert/strict';
import { modelOf } from './model.ts';

const phone = { width: 412, height: 732 };
const told = (system: string) =>
  modelOf(`Mozilla/5.0 (${system}) AppleWebKit/537.36 Chrome/120 Mobile`, phone, 2).model;
const display = { width: 824, height: 1_464 };

describe('what a browser tells of its device', () => {
  it('is the model and the Android version', () => {
    assert.deepEqual(told('Linux; Android 13; SM-G981B'), { name: 'SM-G981B', android: 13, display });
    assert.deepEqual(told('Linux; Android 8.1.0; moto g(7) Build/PPS29.55; wv'), {
      name: 'moto g(7)',
      android: 8,
      display,
    });
  });

  it('is nothing where the browser keeps it to itself, or is on no phone', () => {
    assert.equal(told('Linux; Android 10; K'), undefined);
    assert.equal(told('X11; Linux x86_64'), undefined);
  });

  it('is the version of iOS', () => {
    assert.deepEqual(told('iPhone; CPU iPhone OS 16_3 like Mac OS X'), { name: 'iOS', ios: 16, display });
    assert.deepEqual(told('iPad; CPU OS 15_6_1 like Mac OS X')?.ios, 15);
  });
});
