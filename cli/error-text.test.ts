import assert from 'node:assert/strict';
import { TwinError } from '#protocols/errors/errors';
import { errorObject, errorText } from './error-text.ts';

const error = new TwinError('file-not-found', 'a.yaml');

describe('an error that leaves the program', () => {
  it('is three lines for people', () => {
    assert.match(
      errorText(error),
      /^file-not-found: The file does not exist\. a\.yaml\n {2}hint: .+\n {2}see: {2}docs\/errors\.md#file-not-found\n$/,
    );
  });

  it('is one object for programs', () => {
    const { code, sentence, detail, hint, doc } = errorObject(error).error;
    assert.deepEqual(
      [code, sentence, detail, doc],
      ['file-not-found', 'The file does not exist.', 'a.yaml', 'docs/errors.md#file-not-found'],
    );
    assert.notEqual(hint, '');
  });
});
