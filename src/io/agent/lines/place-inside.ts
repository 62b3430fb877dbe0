import { pathInside } from '../acp/tool-call.ts';
import type { AgentReport } from '../provider.ts';

/** Names a file as the spec does, relative to the workspace, where it lies there; clients name it by its whole path. */
export function placeInside(report: AgentReport, workspace: string): AgentReport {
  if (report.kind !== 'did' || report.path === null) return report;
  return { ...report, path: pathInside(workspace, report.path) ?? report.path };
}
