/** The mistake of asking a cloud service under another key at each attempt, so that it does the same thing again. */
import type { State } from '#server/core/state';
import type { Clock, Input, Step, StepResult } from '#server/core/turn';
import { rewriteOutputs } from '../mutant.ts';

/** Such a core, for the services that are meant; answers are taken as if they were to the key of the thing itself. */
export function otherKeys(
  isMeant: (service: string) => boolean,
): () => (state: State, clock: Clock, input: Input, core: Step) => StepResult {
  return () => {
    let attempts = 0;
    return (state, clock, input, core) => {
      if (input.kind === 'service-answered' && isMeant(input.service) && input.answer !== null) {
        const asked = state.live.services.get(input.service)?.asked;
        const key = asked?.key.replace(/#.*/, '');
        if (asked && key !== undefined) asked.key = key;
        const answer = { ...input.answer, body: { ...(input.answer.body as object), key } };
        return core(state, clock, { ...input, answer });
      }
      return rewriteOutputs(core(state, clock, input), (output) => {
        if (output.kind !== 'ask-service' || !isMeant(output.service)) return output;
        attempts += 1;
        return { ...output, request: { ...output.request, key: `${output.request.key}#${attempts}` } };
      });
    };
  };
}
