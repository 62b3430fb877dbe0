import type { Context } from '../context.ts';
import { editSpec } from '../engine/operations/edit-spec.ts';
import { makeAnswer } from './answer.ts';
import { chooseSpec } from './choose-spec.ts';
import type { Parsed } from './parsed.ts';
import { renderProblems } from './render/problems.ts';

/** Opens a spec in the user's editor and says what lint finds in it afterwards; gives back the exit status. */
export async function runEdit(context: Context, parsed: Parsed, id: string): Promise<number> {
  const result = await chooseSpec(context, parsed, {
    ids: [id],
    run: ([chosen = id]) => editSpec(context, { id: chosen }),
  });
  return makeAnswer(context, parsed)(result, {
    text: ({ spec, changed, problems }) =>
      `${changed ? 'Changed' : 'Left as it was'}: ${spec.id}\n${problems.length === 0 ? '' : renderProblems(problems)}`,
    json: ({ spec, path, changed, problems }) => ({ id: spec.id, path, changed, problems }),
  });
}
