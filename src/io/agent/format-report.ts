import { assertNever } from '../../core/assert-never.ts';
import type { AgentReport } from './provider.ts';

/** A report as it stands in agent.log, with its line feed; empty where it is nothing that somebody would read. */
export function formatReport(report: AgentReport): string {
  switch (report.kind) {
    case 'said':
      return `${report.text.trimEnd()}\n`;
    case 'did':
      return `* ${report.path === null ? report.action : `${report.action} ${report.path}`}\n`;
    case 'allowed':
      return `allowed: ${report.what}\n`;
    case 'denied':
      return `denied: ${report.what}\n`;
    case 'error':
      return `error: ${report.message}\n`;
    case 'final':
      return report.message === null ? '' : `${report.message}\n`;
    case 'usage':
    case 'session':
      return '';
    default:
      return assertNever(report);
  }
}
