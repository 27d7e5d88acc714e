import assert from 'node:assert/strict';
import { TwinError } from '#protocols/errors/errors';
import { errorObject, errorText } from './error-text.ts';

const error = new TwinError('file-not-found', 'a.yaml');

describe('an error that leaves the program', () => {
  it('is three lines for people', () => {
    assert.match(
      errorText(error),
      /^file-not-found: There is no such file or folder\. a\.yaml\n {2}hint: .+\n {2}see: {2}docs\/errors\.md#file-not-found\n$/,
    );
  });

  it('does nothing to the console, whatever it quotes', () => {
    const text = errorText(new TwinError('file-not-found', 'a\u001b[31m\u0007\u0000\u009b\r\tü\nb'));
    assert.match(text, /a\\x1b\[31m\\x07\\x00\\x9b\\x0d\\x09ü\nb\n {2}hint/);
  });

  it('is one object for programs', () => {
    const { code, sentence, detail, hint, doc } = errorObject(error).error;
    assert.deepEqual(
      [code, sentence, detail, doc],
      ['file-not-found', 'There is no such file or folder.', 'a.yaml', 'docs/errors.md#file-not-found'],
    );
    assert.notEqual(hint, '');
  });
});
