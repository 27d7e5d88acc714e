/** What becomes of a program when nobody takes its output. */
import { fileError } from '#protocols/errors/file-errors';
import { errorText } from './error-text.ts';
import { EXIT } from './verb.ts';

/**
 * A reader that has seen enough (`| head`) takes nothing from the verdict: what is left is not printed, and the exit
 * code stays. Any other trouble with an output is told where that is still possible.
 */
export function mindOutput(stream: NodeJS.WriteStream, name: string): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    if (stream !== process.stderr) process.stderr.write(errorText(fileError('written', name, error)));
    process.exitCode ||= EXIT.notWritten;
  });
}
