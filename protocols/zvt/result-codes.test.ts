import assert from 'node:assert/strict';
import { describeIntermediateCode, describeResultCode, describeTerminalStatus } from './result-codes.ts';

describe('ZVT codes', () => {
  it('have a name and a text for every byte', () => {
    for (let code = 0; code <= 0xff; code++) {
      for (const { name, text } of [
        describeResultCode(code),
        describeTerminalStatus(code),
        describeIntermediateCode(code),
      ]) {
        assert.match(name, /^[a-z][a-z-]+$/);
        assert.ok(text.length > 1);
      }
    }
  });

  it('tell a stopped payment from a declined one and a host answer from an unknown code', () => {
    assert.equal(describeResultCode(0x6c).name, 'aborted');
    assert.equal(describeResultCode(0x05).name, 'declined');
    assert.deepEqual(describeResultCode(0x3e), { name: 'host-code', text: 'answer 62 of the host' });
    assert.equal(describeResultCode(0x80).name, 'unknown');
  });

  it('say when the card is to be removed as well', () => {
    assert.equal(describeIntermediateCode(0x55).name, 'wrong-pin-remove-card');
    assert.equal(describeIntermediateCode(0x4b).name, 'remove-card');
  });
});
