import { test } from 'vitest';
import { makeLiar, work } from './liar-rig.ts';
test('x', () => { const rig = makeLiar('fix; tick; echo done'); console.log(work(rig).output); console.log(rig.read(`.chant/runs/${rig.id}/1/agent.log`)); });
