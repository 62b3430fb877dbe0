import { editFileTool } from './edit-file.ts';
import { haltTool } from './halt.ts';
import { listFilesTool } from './list-files.ts';
import { readFileTool } from './read-file.ts';
import { runCommandTool } from './run-command.ts';
import { searchTextTool } from './search-text.ts';
import { tickCriterionTool } from './tick-criterion.ts';
import type { AgentTool } from './tool.ts';
import { writeFileTool } from './write-file.ts';

/** All that the embedded agent can do, one file each. */
export const agentTools: readonly AgentTool[] = [
  readFileTool,
  listFilesTool,
  searchTextTool,
  writeFileTool,
  editFileTool,
  runCommandTool,
  tickCriterionTool,
  haltTool,
];
