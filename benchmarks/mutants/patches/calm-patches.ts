/** Planted bugs that a calm evening shows, and hardly anything else: nothing is wrong, it is only slow now and then. */
import { patched, type PatchedMutant } from '../mutant.ts';

export const calmPatches: readonly PatchedMutant[] = [
  {
    ...patched(
      'hundredth-answer-late',
      'One of a hundred answers to each device comes a second and a half late.',
      'host',
      ['wrong order', 'plain'],
      {
        file: 'server/host/host.ts',
        replace: '        else connections.send(output.device, output.message, output.ask);',
        by: "        else if (output.message.type === 'reply' && output.message.req % 100 === 50)\n          timers.after(1_500, () => connections.send(output.device, output.message));\n        else connections.send(output.device, output.message, output.ask);",
      },
    ),
    caughtBy: ['answer-times'],
  },
  {
    ...patched(
      'heartbeat-not-sent',
      'The heart of a device beats, and nothing is sent.',
      'edge',
      ['forgotten', 'crude'],
      {
        file: 'simulators/devices/link/heartbeat.ts',
        replace: "      connection.send({ type: 'heartbeat', n: this.sent, clockMs, token: this.token });\n",
        by: '',
      },
    ),
    caughtBy: ['calm-floor'],
  },
];
