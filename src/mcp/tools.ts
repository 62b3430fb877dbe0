import type { Tool } from './tool.ts';
import { add } from './tools/add.ts';
import { halt } from './tools/halt.ts';
import { list } from './tools/list.ts';
import { log } from './tools/log.ts';
import { show } from './tools/show.ts';
import { tick } from './tools/tick.ts';

/** Every tool, sorted by name: few, because an agent pays for each in every turn. */
export const tools: readonly Tool[] = [add, halt, list, log, show, tick];
