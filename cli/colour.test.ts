import assert from 'node:assert/strict';
import { wantsColour } from './colour.ts';

const terminal = { isTTY: true };
const pipe = {};

describe('colour', () => {
  it('goes to a terminal and not to a pipe', () => {
    assert.equal(wantsColour(terminal, { TERM: 'xterm' }), true);
    assert.equal(wantsColour(pipe, { TERM: 'xterm' }), false);
    assert.equal(wantsColour(terminal, { TERM: 'dumb' }), false);
  });

  it('is forbidden by NO_COLOR, whatever else is set, unless it is empty', () => {
    assert.equal(wantsColour(terminal, { NO_COLOR: '1' }), false);
    assert.equal(wantsColour(terminal, { NO_COLOR: '0', FORCE_COLOR: '1' }), false);
    assert.equal(wantsColour(terminal, { NO_COLOR: '' }), true);
  });

  it('is forced and forbidden by FORCE_COLOR', () => {
    assert.equal(wantsColour(pipe, { FORCE_COLOR: '1' }), true);
    assert.equal(wantsColour(pipe, { FORCE_COLOR: '' }), true);
    assert.equal(wantsColour(terminal, { FORCE_COLOR: '0' }), false);
  });
});
