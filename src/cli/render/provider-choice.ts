import { assertNever } from '../../core/assert-never.ts';
import type { ProviderChoice } from '../../core/config/choose-provider.ts';
import { oneLine } from './one-line.ts';

/** Why a run gets its agent: `round-robin: next after account1; account2 is at work`. */
export function wordChoice(choice: ProviderChoice): string {
  const busy = choice.passedOver.map(oneLine);
  const others = busy.length === 0 ? '' : `; ${busy.join(', ')} ${busy.length === 1 ? 'is' : 'are'} at work`;
  return `${wordReason(choice)}${others}`;
}

function wordReason({ why, after }: ProviderChoice): string {
  switch (why) {
    case 'flag':
      return 'the command line says so';
    case 'spec':
      return 'its `provider` says so';
    case 'default':
      return '`defaults.provider`, or CHANT_PROVIDER, says so';
    case 'only':
      return 'no other is configured';
    case 'kept':
      return 'it goes on with its own conversation';
    case 'first':
      return 'the first of parallel.agents';
    case 'random':
      return 'random: drawn anew for each run';
    case 'round-robin':
      return after === null ? 'round-robin: the first turn' : `round-robin: next after ${oneLine(after)}`;
    default:
      return assertNever(why);
  }
}
